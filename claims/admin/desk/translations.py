"""Translations of a case side by side with the original: its texts in reading order, one row saved at a time."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims import rules
from claims.actions import drafts, translations
from claims.actions.translatable import Text, texts_of
from claims.admin.desk.translation_rows import (
    Acted,
    Row,
    counted,
    direction_of,
    draft_of,
    languages_for,
    name_of,
    pages,
    part_names,
    row_of,
)
from claims.errors import FactcheckError, NotPermitted, RecordChanged
from claims.models import Claim, Draft
from claims.vocabulary import Stage

PREFIX = "words-"


def urls(model_admin: Any) -> list[Any]:
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, claim_id: UUID, language: str) -> HttpResponse:
        return show(model_admin, request, claim_id, language)

    address = "<uuid:claim_id>/translations/<slug:language>/"
    return [path(address, model_admin.admin_site.admin_view(view), name="claims_claim_translations")]


def show(model_admin: Any, request: HttpRequest, claim_id: UUID, language: str) -> HttpResponse:
    if not rules.may_see_desk(request.user, None):
        raise PermissionDenied
    claim = Claim.objects.filter(pk=claim_id).first()
    if claim is None or language not in dict(settings.LANGUAGES):
        raise Http404
    if request.method == "POST":
        return _save(model_admin, request, claim, language)
    return _page(model_admin, request, claim, language)


def _save(model_admin: Any, request: HttpRequest, claim: Claim, language: str) -> HttpResponse:
    data = request.POST
    if claim.stage == Stage.WITHDRAWN or not rules.may_edit(request.user, claim):
        raise PermissionDenied
    kind, key, of = data.get("kind", ""), data.get("key", ""), data.get("of", "")
    words = {name.removeprefix(PREFIX): data[name] for name in data if name.startswith(PREFIX)}
    try:
        saved = translations.translate(
            by=request.user, claim=claim, kind=kind, key=key, language=language, words=words, of=of,
            seen=data.get("seen", ""),
        )  # fmt: skip
    except FactcheckError as refused:
        is_conflict = isinstance(refused, RecordChanged)
        acted = Acted(kind, key, words, of, refused.message, refused.fields, is_conflict)
        status = 409 if is_conflict else 403 if isinstance(refused, NotPermitted) else 422
        return _page(model_admin, request, claim, language, acted=acted, status=status)
    drafts.discard(by=request.user, form=f"translations/{claim.pk}/{language}/{kind}/{key}")
    messages.success(request, _("Translation saved.") if saved else _("Translation taken away."))
    kept = {name: data[name] for name in ("part", "only", "page") if data.get(name)}
    address = reverse("admin:claims_claim_translations", args=[claim.pk, language])
    return HttpResponseRedirect(f"{address}?{urlencode(kept)}#{kind}-{key}")


def _page(
    model_admin: Any,
    request: HttpRequest,
    claim: Claim,
    language: str,
    *,
    acted: Acted | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    texts = texts_of(claim.pk, language)
    part = asked.get("part", "") if asked.get("part", "") in part_names() else ""
    is_only_open = asked.get("only") == "missing"
    listed = [text for text in texts if part in ("", text.part)]
    chosen = [text for text in listed if text.is_open or _is_acted(text, acted)] if is_only_open else listed
    found = pages(chosen)
    number = _number(asked.get("page", ""), len(found))
    at = next((place for place, page in enumerate(found, 1) if any(_is_acted(text, acted) for text in page)), None)
    number = at or number
    wanted = [text for text in texts if not text.translated_from]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Translations into %(language)s") % {"language": name_of(language)},
        "claim": claim,
        "language": language,
        "language_name": name_of(language),
        "direction": direction_of(language),
        "languages": [(code, name_of(code)) for code in languages_for(claim)],
        "rows": _rows(request, claim, language, found[number - 1], acted),
        "parts": counted(texts),
        "part": part,
        "part_names": part_names(),
        "is_only_open": is_only_open,
        "count": len(wanted),
        "translated": sum(1 for text in wanted if not text.is_missing),
        "stale": sum(1 for text in texts if text.is_stale),
        "translator": request.user.get_full_name() or request.user.get_username(),  # type: ignore[union-attr]  # signed in
        "refused": acted.message if acted and at is None else "",
        "page": number,
        "page_numbers": range(1, len(found) + 1),
    }
    answer = TemplateResponse(request, "admin/claims/desk/translations.html", context, status=status)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _rows(request: HttpRequest, claim: Claim, language: str, texts: list[Text], acted: Acted | None) -> list[Row]:
    """Of one page, with the drafts of the person and what the history knows of earlier wordings: two queries."""
    may_edit = claim.stage != Stage.WITHDRAWN and rules.may_edit(request.user, claim)
    may_edit_shared = rules.may_edit_shared(request.user, None)
    names = {draft_of(claim.pk, language, text) for text in texts}
    kept = {each.form: each for each in Draft.objects.filter(user=request.user.pk, form__in=names)}
    wanted = {text.key: text.translation.of for text in texts if text.translation}
    wanted |= {text.key: acted.of for text in texts if acted and _is_acted(text, acted)}
    earlier = translations.earlier_wordings(claim, texts, wanted)
    return [
        row_of(
            text,
            is_changeable=may_edit and (may_edit_shared or not text.is_shared),
            kept=kept.get(draft_of(claim.pk, language, text)),
            acted=acted if _is_acted(text, acted) else None,
            earlier=earlier.get(text.key),
        )
        for text in texts
    ]


def _is_acted(text: Text, acted: Acted | None) -> bool:
    return acted is not None and (text.kind, text.key) == (acted.kind, acted.key)


def _number(typed: str, last: int) -> int:
    """The page asked for; the nearest there is."""
    return min(max(int(typed), 1), last) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
