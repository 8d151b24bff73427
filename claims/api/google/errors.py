"""Refusals in Google's shape: ``{"error": {"code", "message", "status", "details"}}``."""

from typing import Any


class Refused(Exception):
    """``violations``: sentences by parameter, for ``details``."""

    def __init__(self, code: int, status: str, message: str, violations: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.code, self.status, self.message, self.violations = code, status, message, violations or {}

    def document(self, *, is_first_format: bool = False) -> dict[str, Any]:
        """``is_first_format``: with what clients of the older format look for (``$.xgafv=1``)."""
        error: dict[str, Any] = {"code": self.code, "message": self.message, "status": self.status}
        if is_first_format:
            error["errors"] = [
                {"message": self.message, "domain": "global", "reason": _REASONS.get(self.code, "error")}
            ]
        if self.violations:
            found = [{"field": name, "description": text} for name, text in self.violations.items()]
            error["details"] = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": found}]
        return {"error": error}


_REASONS = {
    400: "badRequest",
    404: "notFound",
    405: "httpMethodNotAllowed",
    429: "rateLimitExceeded",
    501: "notImplemented",
}


def invalid(violations: dict[str, str]) -> Refused:
    return Refused(400, "INVALID_ARGUMENT", " ".join(violations.values()), violations)
