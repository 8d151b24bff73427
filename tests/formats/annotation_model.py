"""What the Web Annotation Data Model (W3C Recommendation, 23 February 2017) says a document MUST have, as JSON Schema.

The numbers are the sections of https://www.w3.org/TR/annotation-model/.
"""

from typing import Any

Json = dict[str, Any]

IRI: Json = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}
INSTANT: Json = {"type": "string", "pattern": r"^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
MOTIVATIONS = [
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
]  # fmt: skip
PURPOSE: Json = {"enum": MOTIVATIONS}

# 4.2.4 exactly 1 exact; 4.2.5 exactly 1 start and end, not negative, end beyond start by whoever reads the text
SELECTOR: Json = {
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string", "minLength": 1},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "required": ["type", "exact"],
            "additionalProperties": False,
        },
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "required": ["type", "start", "end"],
            "additionalProperties": False,
        },
    ]
}
# 4.3.1: at least one of sourceDate, sourceDateStart with sourceDateEnd, or cached
STATE: Json = {
    "properties": {
        "type": {"const": "TimeState"},
        "sourceDate": INSTANT,
        "cached": {"type": "array", "items": IRI, "minItems": 1},
    },
    "required": ["type"],
    "minProperties": 2,
    "additionalProperties": False,
}
# 4: a specific resource has exactly 1 source
TARGET: Json = {
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": IRI,
        "selector": {"type": "array", "items": SELECTOR, "minItems": 1},
        "state": STATE,
    },
    "required": ["source"],
    "additionalProperties": False,
}
# 3.2.4 a textual body has exactly 1 value; 3.2.1 an external resource exactly 1 id
BODY: Json = {
    "oneOf": [
        {
            "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string"}, "purpose": PURPOSE},
            "required": ["type", "value"],
        },
        {"properties": {"id": IRI}, "required": ["id"], "not": {"required": ["type"]}},
    ]
}
# 3.1: exactly 1 id, at least 1 type Annotation, at least 1 target; 3.3.5 motivations out of the list
ANNOTATION: Json = {
    "type": "object",
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": PURPOSE,
        "created": INSTANT,
        "modified": INSTANT,
        "creator": {
            "properties": {"id": IRI, "type": {"enum": ["Person", "Organization", "Software"]}, "name": {"type": "string"}},
            "required": ["id"],
        },
        "body": {"type": "array", "items": BODY},
        "target": TARGET,
    },
    "required": ["id", "type", "target"],
    "additionalProperties": False,
}  # fmt: skip
# 5.1 and 5.2: type and id, the first page embedded, whose items are annotations without a context of their own
COLLECTION: Json = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string"},
        "total": {"type": "integer", "minimum": 0},
        "last": IRI,
        "first": {
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "startIndex": {"type": "integer", "minimum": 0},
                "items": {"type": "array", "items": {"allOf": [ANNOTATION, {"not": {"required": ["@context"]}}]}},
            },
            "required": ["id", "type", "items"],
            "additionalProperties": False,
        },
    },
    "required": ["@context", "id", "type", "first"],
    "additionalProperties": False,
}
