"""What people say about a reply, by the answer that it is about."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from issues.models import DataPoint, slug_of
from replies.forms import CommentForm
from replies.models import Comment, Reply
from replies.permissions import is_internal
from replies.workflow import discussion_refusal


@dataclass(frozen=True, slots=True)
class Thread:
    """The remarks on the answer to one data point, or on the reply as a whole where there is none.

    `text`, `quote` and `errors` are what somebody wrote and could not post. `keeps_form` leaves in the page
    what stands half-written there.
    """

    reply: Reply
    point: DataPoint | None
    remarks: tuple[Comment, ...] = ()
    discusses: bool = False
    is_open: bool = False
    keeps_form: bool = False
    text: str = ""
    quote: str = ""
    errors: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The end of the HTML ids of this thread."""
        return slug_of(self.point.code) if self.point else "reply"

    @property
    def card(self) -> str:
        """The HTML id of the card whose words it is about: the issue's where no data point is asked."""
        return f"answer-{self.slug if self.point else self.reply.assignment.issue.number}"

    @property
    def unresolved(self) -> list[Comment]:
        """The remarks that are still open."""
        return [remark for remark in self.remarks if remark.resolved_at is None]

    @property
    def resolved(self) -> list[Comment]:
        """The remarks that are settled."""
        return [remark for remark in self.remarks if remark.resolved_at is not None]

    @property
    def title(self) -> str:
        """What opens the thread, in words."""
        if not self.remarks:
            return _("Comment")
        if not self.unresolved:
            return _("Comments (all resolved)")
        n = len(self.unresolved)
        return ngettext("Comments (%d open)", "Comments (%d open)", n) % n

    @property
    def has_form(self) -> bool:
        """Whether a comment can be written here; what was refused stays there to be copied."""
        return bool(self.discusses or self.errors)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is said about an answer, nor written yet: then it looks the same to everybody."""
        touched = self.remarks or self.is_open or self.text or self.quote or self.errors or self.keeps_form
        return self.discusses and self.point is not None and not touched

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to read or to write."""
        return bool(self.has_form or self.remarks)


@dataclass(frozen=True, slots=True)
class Returned:
    """One return that is not settled: its note, the names called in it, and the answers that it is about.

    `places` are their codes, each with the end of the HTML id of its thread.
    """

    by: User
    at: datetime
    note: str
    called: list[str]
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Discussion:
    """What a person may read of what is said about a reply: a thread for each answer, and a general one."""

    threads: dict[int | None, Thread]

    @property
    def general(self) -> Thread:
        """What is said about the reply as a whole."""
        return self.threads[None]

    @property
    def remarks(self) -> list[Comment]:
        """The remarks of all threads."""
        return [remark for thread in self.threads.values() for remark in thread.remarks]

    @property
    def open_count(self) -> int:
        """How many remarks are not resolved."""
        return sum(remark.resolved_at is None for remark in self.remarks)

    @property
    def returns(self) -> list[Returned]:
        """The returns that are not settled, the oldest first; each once, however many answers it is about."""
        notes = (remark for remark in self.remarks if remark.is_return and remark.resolved_at is None)
        found = groupby(sorted(notes, key=_return_of), key=_return_of)
        return [_returned(list(remarks)) for _key, remarks in found]

    def thread_of(self, remark: Comment) -> Thread:
        """Where a remark stands: under its answer, in the general thread if the reply has that no more."""
        return self.threads.get(remark.data_point_id) or self.general


def _return_of(remark: Comment) -> tuple[datetime, int, str]:
    return remark.created_at, remark.author_id, remark.text


def _returned(remarks: list[Comment]) -> Returned:
    first = remarks[0]
    places = tuple((r.data_point.code, slug_of(r.data_point.code)) for r in remarks if r.data_point)
    return Returned(first.author, first.created_at, first.text, first.called, places)


def discussion_of(reply: Reply, user: User, written: CommentForm | None = None) -> Discussion:
    """The threads of a reply, without a remark for whom they are not meant; two queries at the most.

    A comment that could not be posted stands in the form of its thread, with the reason.
    """
    remarks = reply.comments.with_people() if is_internal(user, reply) else []
    discusses = not discussion_refusal(user, reply)
    own = {point.pk: point for point in reply.assignment.data_points.all()}
    threads = {
        pk: Thread(reply, point, tuple(r for r in remarks if r.data_point_id == pk), discusses)
        for pk, point in own.items()
    }
    others = tuple(remark for remark in remarks if remark.data_point_id not in own)
    found: dict[int | None, Thread] = threads | {None: Thread(reply, None, others, discusses)}
    if written is not None:
        point = written.cleaned_data.get("point")
        key = point.pk if point else None
        found[key] = _with_written(found[key], written)
    return Discussion(found)


def _with_written(thread: Thread, form: CommentForm) -> Thread:
    text, quote = form.data.get("text", ""), form.data.get("quote", "")
    return replace(thread, is_open=True, text=text, quote=quote, errors=form.messages())
