"""What the checks find: each thing, its place, whose it is, and a key that lives as long as it does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

ERROR, WARNING = "error", "warning"


class Check(StrEnum):
    """What is checked, in the order in which a page shows it."""

    UNASSIGNED = "unassigned"
    NO_LEAD = "no-lead"
    UNANSWERED = "unanswered"
    NOT_ACCEPTED = "not-accepted"
    CHANGED = "changed"
    OVER_LIMIT = "over-limit"
    NOWHERE = "nowhere"
    CIRCLE = "circle"
    TWICE = "twice"
    CONTRADICTION = "contradiction"
    TOTAL = "total"
    BREAKDOWN = "breakdown"
    FIGURE = "figure"
    PERIOD = "period"
    EXAMPLE = "example"
    OUT_OF_THE_PART = "out-of-the-part"
    UNTITLED = "untitled"
    LONE_ITEM = "lone-item"
    HEADING_NOTE = "heading-note"
    PAGE = "page"
    SYMBOL = "symbol"
    SIGN = "sign"


# What must not go out; everything else is for somebody to look at.
ERRORS = frozenset(
    {
        *(Check.UNASSIGNED, Check.UNANSWERED, Check.NOT_ACCEPTED, Check.CHANGED),
        *(Check.OVER_LIMIT, Check.NOWHERE, Check.CIRCLE),
    }
)
NAMES = {
    Check.UNASSIGNED: gettext_lazy("Given to no ministry"),
    Check.NO_LEAD: gettext_lazy("Without a lead"),
    Check.UNANSWERED: gettext_lazy("Without an answer"),
    Check.NOT_ACCEPTED: gettext_lazy("Not accepted yet"),
    Check.CHANGED: gettext_lazy("Changed after clearance"),
    Check.OVER_LIMIT: gettext_lazy("Over the word limit"),
    Check.NOWHERE: gettext_lazy("References that lead nowhere"),
    Check.CIRCLE: gettext_lazy("References in a circle"),
    Check.TWICE: gettext_lazy("Answered by two ministries"),
    Check.CONTRADICTION: gettext_lazy("Figures that contradict each other"),
    Check.TOTAL: gettext_lazy("Totals that are not the sum of their parts"),
    Check.BREAKDOWN: gettext_lazy("Asked broken down, answered without"),
    Check.FIGURE: gettext_lazy("Asked for a number, answered without a figure"),
    Check.PERIOD: gettext_lazy("Years asked for that are missing"),
    Check.EXAMPLE: gettext_lazy("Asked for examples, answered without a case"),
    Check.OUT_OF_THE_PART: gettext_lazy("References out of this part"),
    Check.UNTITLED: gettext_lazy("Tables without a title"),
    Check.LONE_ITEM: gettext_lazy("Lists with a single item"),
    Check.HEADING_NOTE: gettext_lazy("Footnotes in headings"),
    Check.PAGE: gettext_lazy("References to pages"),
    Check.SYMBOL: gettext_lazy("Symbols of documents that cannot be right"),
    Check.SIGN: gettext_lazy("Signs that the PDF cannot show"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: by which check, what in words, whose (a ministry's name or empty), where to mend it.

    `place` is the number of the issue, 0 for the whole document, and a position in it. `key` stays the same
    while the thing found does. `aside` is the reason why an administrator set it aside, or empty.
    """

    code: Check
    text: str
    ministry: str = ""
    url: str = ""
    key: str = ""
    place: tuple[int, int] = (0, 0)
    aside: str = ""
    aside_by: str = ""
    aside_at: datetime | None = None

    @property
    def severity(self) -> str:
        return ERROR if self.is_error else WARNING

    @property
    def is_error(self) -> bool:
        return self.code in ERRORS

    @property
    def issue(self) -> int:
        """The number of the issue; 0 for the whole document."""
        return self.place[0]


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings, errors first, then as they stand in the document."""

    items: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """Those that nobody has set aside."""
        return tuple(item for item in self.items if not item.aside)

    @property
    def set_aside(self) -> tuple[Finding, ...]:
        return tuple(item for item in self.items if item.aside)

    @property
    def errors(self) -> int:
        return sum(item.is_error for item in self.items)

    @property
    def warnings(self) -> int:
        """How many warnings nobody has set aside."""
        return len(self.open) - self.errors

    @property
    def sentence(self) -> str:
        """What matters, in words."""
        if self.errors:
            return (
                ngettext(
                    "%d thing must be mended before the document can go out.",
                    "%d things must be mended before the document can go out.",
                    self.errors,
                )
                % self.errors
            )
        if self.warnings:
            return (
                ngettext(
                    "Nothing is missing; %d warning is left to look at.",
                    "Nothing is missing; %d warnings are left to look at.",
                    self.warnings,
                )
                % self.warnings
            )
        return _("Nothing is missing: the document can be compiled and sent.")

    def as_json(self) -> list[dict[str, str]]:
        """The findings as a compilation keeps them."""
        return [
            {
                "code": item.code.value,
                "severity": item.severity,
                "text": item.text,
                "ministry": item.ministry,
                "url": item.url,
                "key": item.key,
                "aside": item.aside,
            }
            for item in self.items
        ]


def key_of(code: Check, place: str, found: Iterable[object] = ()) -> str:
    """A key of at most 100 characters: the check, the place, a hash of what was found there."""
    digest = sha256("\x1f".join(map(str, found)).encode()).hexdigest()[:12]
    return f"{code.value}:{place[:60]}:{digest}"


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as they are shown: errors first, then by place, each key once."""
    once = {item.key: item for item in found}
    return tuple(sorted(once.values(), key=lambda item: (not item.is_error, item.place)))
