"""Where is looked: for each sort of text, which rows a person may see and where they belong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, Manager, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from issues.models import Assignment, DataPoint, Issue, ListOfIssues, Passage, SourceNote
from issues.searchable import of_file_name, of_html, vector
from replies.models import Answer, Attachment, AttachmentPage, Comment, Reply


class Kind(TextChoices):
    """What sort of text a place stands in, as a filter names it."""

    ISSUE = "issue", _("Issues")
    POINT = "point", _("Data points")
    NOTE = "note", _("Notes")
    ANSWER = "answer", _("Answers")
    COMMENT = "comment", _("Comments")
    FILE = "file", _("Attachments")
    PAGE = "page", _("Inside attachments")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters: one list, one ministry by its key, one state of the reply, written on that day or after."""

    kind: str = ""
    list_of_issues: ListOfIssues | None = None
    ministry: int | None = None
    state: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Texts of one sort. `issue`, `list`, `reply` are paths from a row to what it belongs to.

    `weight` says how much finding a word here is worth: most in the few words of a label.
    """

    name: str
    kind: Kind
    objects: "Manager[Any]"
    seen: Callable[[User], "QuerySet[Any]"]
    words: Any
    title: str
    body: str
    issue: str
    list: str
    written: str
    reply: str = ""
    weight: float = 1.0
    also: Mapping[str, Any] = field(default_factory=dict)
    similar: tuple[str, ...] = ()

    def rows(self, user: User, wanted: Wanted) -> "QuerySet[Any]":
        """What the person may see of it and asks for."""
        rows = self.seen(user)
        if wanted.list_of_issues:
            rows = rows.filter(**{self.list: wanted.list_of_issues})
        if wanted.ministry is not None:
            rows = rows.filter(self._of_ministry(wanted.ministry, user))
        if wanted.state:
            rows = rows.filter(**{f"{self.reply}__status": wanted.state}) if self.reply else rows.none()
        if wanted.since:
            rows = rows.filter(**{self.written: wanted.since})
        return rows

    def _of_ministry(self, ministry: int, user: User) -> Q:
        if self.reply:
            return Q(**{f"{self.reply}__assignment__ministry": ministry})
        given = Assignment.objects.visible_to(user).filter(ministry=ministry)
        return Q(**{f"{self.issue}__in" if self.issue else "pk__in": given.values("issue")})


def _of_lists(objects: "Manager[Any]", path: str) -> Callable[[User], "QuerySet[Any]"]:
    """Rows of the lists that the person may see."""

    def seen(user: User) -> "QuerySet[Any]":
        return objects.filter(**{f"{path}__in": ListOfIssues.objects.visible_to(user)})

    return seen


def _answers(user: User) -> "QuerySet[Any]":
    return Answer.objects.filter(reply__in=Reply.objects.visible_to(user))


def _files(user: User) -> "QuerySet[Any]":
    """Nothing of a file with a virus is found."""
    return Attachment.objects.visible_to(user).exclude(scan=Attachment.Scan.INFECTED)


def _pages(user: User) -> "QuerySet[Any]":
    return AttachmentPage.objects.filter(attachment__in=_files(user))


ISSUE, REPLY = "issue__list_of_issues", "reply__assignment__issue"
SOURCES = (
    Source(
        "issue",
        Kind.ISSUE,
        Issue.objects,
        _of_lists(Issue.objects, "list_of_issues"),
        vector("label"),
        "label",
        "",
        "",
        "list_of_issues",
        "list_of_issues__document_date__gte",
        weight=3,
        similar=("label",),
    ),
    Source(
        "passage",
        Kind.ISSUE,
        Passage.objects,
        _of_lists(Passage.objects, ISSUE),
        vector("text"),
        "issue__label",
        "text",
        "issue",
        ISSUE,
        f"{ISSUE}__document_date__gte",
        weight=2,
        also={"item": F("item"), "offset": F("position")},
        similar=("text",),
    ),
    Source(
        "point",
        Kind.POINT,
        DataPoint.objects,
        _of_lists(DataPoint.objects, ISSUE),
        vector("label", "period"),
        "label",
        "period",
        "issue",
        ISSUE,
        f"{ISSUE}__document_date__gte",
        weight=2.5,
        also={"code": F("code")},
        similar=("label",),
    ),
    Source(
        "note",
        Kind.NOTE,
        SourceNote.objects,
        _of_lists(SourceNote.objects, "list_of_issues"),
        vector("text"),
        "",
        "text",
        "passage__issue",
        "list_of_issues",
        "list_of_issues__document_date__gte",
        also={"item": F("marker")},
        similar=("text",),
    ),
    Source(
        "answer",
        Kind.ANSWER,
        Answer.objects,
        _answers,
        vector(of_html("text")),
        "data_point__label",
        "text",
        REPLY,
        f"{REPLY}__list_of_issues",
        "edited_at__date__gte",
        reply="reply",
        also={"code": F("data_point__code"), "moment": F("edited_at"), "item": F("form")},
        similar=("text",),
    ),
    Source(
        "comment",
        Kind.COMMENT,
        Comment.objects,
        Comment.objects.visible_to,
        vector("text"),
        "",
        "text",
        REPLY,
        f"{REPLY}__list_of_issues",
        "created_at__date__gte",
        reply="reply",
        weight=0.9,
        also={"code": F("data_point__code"), "moment": F("created_at"), "item": F("author__name")},
        similar=("text",),
    ),
    Source(
        "file",
        Kind.FILE,
        Attachment.objects,
        _files,
        vector("title", of_file_name("name")),
        "title",
        "name",
        REPLY,
        f"{REPLY}__list_of_issues",
        "uploaded_at__date__gte",
        reply="reply",
        weight=2,
        also={"moment": F("uploaded_at")},
        similar=("title", "name"),
    ),
    Source(
        "page",
        Kind.PAGE,
        AttachmentPage.objects,
        _pages,
        vector("text"),
        "attachment__title",
        "text",
        f"attachment__{REPLY}",
        f"attachment__{REPLY}__list_of_issues",
        "attachment__uploaded_at__date__gte",
        reply="attachment__reply",
        weight=0.8,
        also={"moment": F("attachment__uploaded_at"), "offset": F("number")},
    ),
)
BY_NAME = {source.name: source for source in SOURCES}
