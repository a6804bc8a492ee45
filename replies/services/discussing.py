"""Remarks on a reply, on its answers, and on words of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import AtOnce, User
from issues.models import DataPoint
from replies.mentions import called, readers_of
from replies.models import Comment, Mention, Reply
from replies.news import tell
from replies.services.refusing import Refused
from replies.workflow import discussion_refusal


def comment(reply: Reply, *, text: str, point: DataPoint | None = None, quote: str = "", by: User) -> Comment:
    """Leave a remark on a reply, on its answer to one data point, or on words quoted from it.

    People whom the text calls “@Name” are mentioned, if they may see it. Refused to who is not concerned with
    the reply, when the list is closed, and for a data point that is not the reply's.
    """
    if why := discussion_refusal(by, reply):
        raise Refused(why)
    check_points(reply, [point] if point else [])
    with _while_open(by, "commented"):
        return write(reply, point, text=text, quote=quote, by=by, at=timezone.now())


@contextmanager
def _while_open(by: User, reason: str) -> Iterator[None]:
    """One recorded transaction; refused in words when the list was submitted at that very moment."""
    try:
        with recorded(by, reason):
            yield
    except IntegrityError as error:
        raise Refused(_("The list of issues is closed: nothing changes any more.")) from error


def write(
    reply: Reply,
    point: DataPoint | None,
    *,
    text: str,
    quote: str = "",
    is_return: bool = False,
    by: User,
    at: datetime,
) -> Comment:
    """Store a remark and whom it mentions, in the transaction of the caller, who has checked the rules."""
    remark = Comment.objects.create(
        reply=reply, data_point=point, text=text, quote=quote, is_return=is_return, author=by, created_at=at
    )
    people = called(text, list(readers_of(reply))) if "@" in text else []
    Mention.objects.bulk_create(Mention(comment=remark, user=person) for person in people)
    if people:
        assignment = reply.assignment
        tell(
            AtOnce.MENTIONED,
            people,
            about=assignment.issue,
            ministry=assignment.ministry,
            reply=reply,
            by=by,
        )
    return remark


def check_points(reply: Reply, points: list[DataPoint]) -> None:
    """Raise Refused for a data point that the reply does not answer."""
    own = reply.assignment.data_points.all()
    if foreign := [point.code for point in points if point not in own]:
        raise Refused(_("This reply has no answer to %s.") % ", ".join(foreign))


def resolve(remark: Comment, *, by: User) -> None:
    """Close a comment; nothing happens to one that is closed already. Refused as a comment is."""
    if why := discussion_refusal(by, remark.reply):
        raise Refused(why)
    with _while_open(by, "resolved"):
        open_ones = Comment.objects.filter(pk=remark.pk, resolved_at__isnull=True)
        open_ones.update(resolved_by=by, resolved_at=timezone.now())


def reopen(remark: Comment, *, by: User) -> None:
    """Open a resolved comment again; nothing happens to one that is open. Refused as a comment is."""
    if why := discussion_refusal(by, remark.reply):
        raise Refused(why)
    with _while_open(by, "reopened"):
        resolved = Comment.objects.filter(pk=remark.pk, resolved_at__isnull=False)
        resolved.update(resolved_by=None, resolved_at=None)
