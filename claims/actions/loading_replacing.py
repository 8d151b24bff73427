"""Whether a file that is loaded overwrites parties, sources and topics that the desk has."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from claims import rules
from claims.errors import NotPermitted


@dataclass(frozen=True)
class Replacing:
    """Whether records that are there take what the file says, and who says so."""

    by: Any
    is_wished: bool
    notices: list[str]

    def of(self, row: Any) -> bool:
        """Asked where the record differs from the file; where nothing is replaced, that is noticed. Raises NotPermitted."""
        said = {"record": str(row._meta.verbose_name).capitalize(), "name": row}
        if not self.is_wished:
            message = _("%(record)s “%(name)s” is kept as it is at this desk; the file has it differently.")
            self.notices.extend({message % said} - set(self.notices))
        elif row.is_published and not rules.may_edit_shared(self.by, None):
            message = _("%(record)s “%(name)s” is published; changing it needs the role editor.")
            raise NotPermitted(message % said)
        return self.is_wished
