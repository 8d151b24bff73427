"""Notices: telling those concerned what happened to a case, at the desk and by e-mail.

A notice is stored with what it tells of, or not at all; so is the job that mails it, which no worker sees before the
commit. The mail is in English: the language its reader prefers is not known.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from claims.fields.ids import new_id
from claims.models import Claim, Notice, User
from claims.vocabulary import NoticeKind

MAIL = "mail_notice"
"""The name of the task that sends one; see claims.jobs."""


def desk_users(permission: str = "view_claim") -> QuerySet[User]:
    """Active accounts that hold a permission of the desk, by themselves or by their role."""
    found: QuerySet[User] = User.objects.with_perm(
        f"claims.{permission}", backend="django.contrib.auth.backends.ModelBackend"
    )
    return found


def notify(*, to: Iterable[int | None], kind: NoticeKind, by: Any, claim: Claim | None, text: str = "") -> list[Notice]:
    """Tell each of the users, named by key, once; never ``by`` itself (None: nobody did it), nor who left the desk.

    Three queries, however many they are.
    """
    keys = {key for key in to if key is not None} - {by.pk if by else None}
    readers = list(desk_users().filter(pk__in=keys).order_by("pk")) if keys else []
    made = [Notice(id=new_id(), to=reader, kind=kind, claim=claim, by=by, text=text) for reader in readers]
    if made:
        Notice.objects.bulk_create(made)
        mails: list[dict[str, Any]] = [{"notice": str(notice.pk)} for notice in made if _wants_mail(notice.to)]
        if mails:
            app.configure_task(MAIL).batch_defer(*mails)
    return made


def mark_read(*, by: Any, ids: Iterable[UUID] | None = None) -> int:
    """Mark own notices as read, all of them or these; returns how many were unread. Those of others are left alone."""
    unread = Notice.objects.filter(to=by, read_at=None)
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def mail(notice_id: UUID) -> bool:
    """Send a notice to the address of its reader; False where that was done, or is not wished any more.

    It is marked in the transaction that sends it: a mail that fails is tried again, one that went out is not. Should the
    machine stop between the two, the second one has the same Message-ID.
    """
    found = Notice.objects.select_for_update(of=["self"]).select_related("to", "by", "claim")
    notice = found.filter(pk=notice_id, mailed_at=None).first()
    if notice is None or not _wants_mail(notice.to):
        return False
    with translation.override("en"):
        message = _message(notice)
    Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())
    message.send()
    return True


def sentence_of(notice: Notice) -> str:
    """What happened, in the language at hand: who did what to which case."""
    name, title = name_of(notice.by), str(notice.claim)
    sentences = {
        NoticeKind.SUBMITTED: _("%(name)s submitted “%(title)s” for review."),
        NoticeKind.APPROVED: _("%(name)s approved “%(title)s”."),
        NoticeKind.RETURNED: _("%(name)s gave “%(title)s” back."),
        NoticeKind.PUBLISHED: _("%(name)s published “%(title)s”."),
        NoticeKind.WITHDRAWN: _("%(name)s withdrew “%(title)s”."),
        NoticeKind.ASSIGNED: _("%(name)s assigned “%(title)s” to you."),
        NoticeKind.COMMENTED: _("%(name)s commented on “%(title)s”."),
        NoticeKind.DUE: _("“%(title)s” is due."),
        NoticeKind.FREE: _("The embargo on “%(title)s” has ended; it can be published."),
        NoticeKind.WEBHOOK: _("A webhook was turned off."),
        NoticeKind.REDACTED: _("%(name)s took published text of “%(title)s” off the record."),
        NoticeKind.MESSAGE: _("A reader wrote about “%(title)s”.") if notice.claim else _("A reader suggests a claim."),
    }
    return sentences[NoticeKind(notice.kind)] % {"name": name, "title": title}


def address_of(notice: Notice) -> str:
    """The page of the desk that the notice leads to, without the host."""
    if notice.kind == NoticeKind.WEBHOOK:
        return reverse("admin:claims_webhookendpoint_changelist")
    if notice.kind == NoticeKind.MESSAGE:
        return reverse("admin:claims_message_changelist") + f"?q={notice.text}"
    page = "casework" if notice.kind == NoticeKind.COMMENTED else "change"
    return reverse(f"admin:claims_claim_{page}", args=[notice.claim_id])


def name_of(user: AbstractUser | None) -> str:
    """How the desk calls somebody; accounts that are gone have no name."""
    return user.get_full_name() or user.get_username() if user else _("Somebody")


def _wants_mail(user: User) -> bool:
    return bool(user.is_active and user.wants_mail and user.email)


def _message(notice: Notice) -> EmailMessage:
    sentence = sentence_of(notice)
    address = settings.SITE_URL + address_of(notice)
    own_notices = _("You can turn these mails off at the desk, under “Your settings”.")
    return EmailMessage(
        subject=" ".join(f"[factcheck] {sentence}".split()),
        body="\n\n".join(part for part in (sentence, notice.text, address, own_notices) if part) + "\n",
        to=[notice.to.email],
        headers={"Message-ID": f"<notice-{notice.pk}@{settings.SITE_URL.partition('://')[2].partition(':')[0]}>"},
    )
