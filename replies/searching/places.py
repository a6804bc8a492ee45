"""The places found as a page shows them: what, where, in which words, and the way there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    F,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Left
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.models import Ministry, User
from issues.models import DataPoint, Issue, slug_of
from issues.searchable import LONGEST
from replies.addresses import address_of
from replies.models import Answer
from replies.richtext import plain_text
from replies.searching.looking import Key
from replies.searching.sources import BY_NAME, Kind, Source, Wanted
from replies.searching.statements import PKS, Shape, Statement, given, joined, shape_of, statement_of
from replies.workflow import Status

NOTHING = SafeString("")
WORDS = {
    "issue": gettext_lazy("issue"),
    "passage": gettext_lazy("issue"),
    "point": gettext_lazy("data point"),
    "note": gettext_lazy("note"),
    "answer": gettext_lazy("answer"),
    "comment": gettext_lazy("comment"),
    "file": gettext_lazy("attachment"),
    "page": gettext_lazy("inside an attachment"),
}
# The way to the attachment itself.
FILES = {"file": "pk", "page": "attachment_id"}


@dataclass(slots=True)
class Place:
    """Where something was found. `item` is the letter of a passage, the mark of a note, the form of an answer
    or the author of a comment; `offset` the page of a file, `file` its key."""

    source: str
    pk: int
    list_of_issues: int
    symbol: str
    language: str
    issue: int
    number: int
    label: str
    reply: int
    status: str
    names: tuple[str, str, str]
    code: str
    item: str
    offset: int
    moment: datetime | None
    title: str
    body: str
    file: int
    title_shown: SafeString = NOTHING
    body_shown: SafeString = NOTHING

    @property
    def kind(self) -> Kind:
        return BY_NAME[self.source].kind

    @property
    def word(self) -> str:
        """What it is, in a word or two."""
        return str(WORDS[self.source])

    @property
    def ministry(self) -> str:
        en, ru, kk = self.names
        return Ministry(name_en=en, name_ru=ru, name_kk=kk).name_in(get_language() or "en")

    @property
    def status_word(self) -> str:
        return str(Status(self.status).label) if self.status else ""

    @property
    def is_of_the_list(self) -> bool:
        """Whether the Committee wrote it."""
        return not self.reply

    @property
    def is_named_by_issue(self) -> bool:
        """Whether its title is the label of the issue."""
        return self.source in {"issue", "passage"}

    @property
    def is_titled(self) -> bool:
        """Whether it has a title of its own beside the label of the issue."""
        return self.source in {"point", "answer"}

    @property
    def detail(self) -> str:
        """What tells it from others in the same place."""
        if self.source == "page":
            return _("page %d") % self.offset
        if self.source == "note":
            return _("Note %s") % self.item
        if self.source == "comment":
            return self.item
        if self.source == "passage":
            return f"{self.number}({self.item})" if self.item else ""
        return self.code

    @property
    def text(self) -> tuple[str, str]:
        """Title and text in plain words."""
        is_html = self.source == "answer" and self.item == Answer.Form.TEXT
        return self.title, plain_text(self.body) if is_html else self.body

    @property
    def url(self) -> str:
        """The way to the very place."""
        if self.reply:
            return address_of("replies:detail", self.reply) + self._in_reply()
        if not self.issue:
            return address_of("replies:register", self.list_of_issues)
        return address_of("replies:issue", self.issue) + (f"#mark-{self.code}" if self.code else "")

    @property
    def file_url(self) -> str:
        """The way to the file itself, where it stands in one."""
        return address_of("replies:attachment_download", self.file) if self.file else ""

    def _in_reply(self) -> str:
        if self.source == "comment":
            return f"#comment-{self.pk}"
        if self.source == "answer":
            return f"#answer-{slug_of(self.code or str(self.number))}"
        return "#attachments"


def places(keys: Sequence[Key], user: User) -> list[Place]:
    """The rows of these keys with all that is shown of them, in their order: in one query."""
    if not keys:
        return []
    wanted: dict[str, list[int]] = {}
    for key in keys:
        wanted.setdefault(key.source, []).append(key.pk)
    shape, who = shape_of(user, Wanted()), given(user, Wanted())
    parts = [(_statement(name, shape), pks) for name, pks in wanted.items()]
    with connection.cursor() as cursor:
        values = [value for part, pks in parts for value in part.filled(who | {PKS: pks})]
        cursor.execute(joined([part for part, _pks in parts]).sql, values)
        told = {(row[0], row[1]): _place(row) for row in cursor.fetchall()}
    return [told[key.source, key.pk] for key in keys if (key.source, key.pk) in told]


def _place(row: tuple[Any, ...]) -> Place:
    columns = [*row[:10], tuple(row[10:13]), *row[13:]]
    return Place(*columns)


@cache
def _statement(name: str, shape: Shape) -> Statement:
    """The query of one source for all people of this shape."""
    return statement_of(_told(BY_NAME[name], shape.user))


def _told(source: Source, user: User) -> "QuerySet[Any, Any]":
    """The columns of a `Place`, the same for every source."""
    is_wanted = Func(
        F("pk"),
        Value(PKS),
        template="%(expressions)s::bigint[])",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
    rows = source.rows(user, Wanted()).filter(is_wanted).order_by()
    ministry = f"{source.reply}__assignment__ministry__" if source.reply else ""
    also = dict(source.also)
    if source.name == "passage":
        first = DataPoint.objects.filter(passage=OuterRef("pk")).order_by("position")
        also["code"] = Subquery(first.values("code")[:1])
    return rows.values_list(
        Value(source.name),
        F("pk"),
        F(source.list),
        F(f"{source.list}__symbol"),
        F(f"{source.list}__language"),
        _of_issue(source, "pk", IntegerField()),
        _of_issue(source, "number", IntegerField()),
        _of_issue(source, "label", CharField()),
        Coalesce(F(f"{source.reply}__pk"), Value(0)) if source.reply else Value(0),
        _text(f"{source.reply}__status" if source.reply else ""),
        *(_text(f"{ministry}name_{language}" if ministry else "") for language in ("en", "ru", "kk")),
        _text(also.get("code", "")),
        _text(also.get("item", "")),
        Cast(also.get("offset", Value(0)), IntegerField()),
        Cast(also.get("moment", Value(None)), DateTimeField()),
        _text(source.title),
        _text(source.body),
        F(FILES[source.name]) if source.name in FILES else Value(0),
    ).distinct()


def _text(of: Any) -> Any:
    """A column, or none: as text, never without one."""
    column = (F(of) if of else Value("")) if isinstance(of, str) else of
    return Left(Coalesce(Cast(column, CharField()), Value("")), LONGEST)


def _of_issue(source: Source, name: str, field: Any) -> Any:
    """A column of the issue; of a note to a heading, that of the first issue below it."""
    nothing = Value(0 if isinstance(field, IntegerField) else "")
    path = f"{source.issue}__{name}" if source.issue else name
    if source.name != "note":
        return Cast(F(path), field)
    below = Issue.objects.filter(section=OuterRef("section")).order_by("number").values(name)[:1]
    return Cast(Coalesce(F(path), Subquery(below), nothing), field)
