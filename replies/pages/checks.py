"""What the page of the checks shows: findings in groups, those set aside, and who has what to do."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from issues.models import ListOfIssues
from replies.document.build import build
from replies.document.checks import Check, Finding, Findings, check
from replies.document.checks.finding import NAMES
from replies.document.lengths import Lengths, lengths_of
from replies.document.options import Options, printed_language
from replies.document.snapshot import replies_of

WAYS = {
    "check": gettext_lazy("By what it is"),
    "ministry": gettext_lazy("By ministry"),
    "issue": gettext_lazy("By issue"),
}
# A longer group is folded, so that the headings of all stand below each other.
OPEN_UP_TO = 12


class KeyForm(forms.Form):
    """Which warning is meant."""

    key = forms.CharField(max_length=200)


class SetAsideForm(KeyForm):
    """Which warning is set aside, and why; the service says what is wrong with either."""

    reason = forms.CharField(max_length=2000, required=False, label=gettext_lazy("Reason"))


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading, errors first."""

    name: str
    items: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        return sum(item.is_error for item in self.items)

    @property
    def warnings(self) -> int:
        return len(self.items) - self.errors

    @property
    def is_open(self) -> bool:
        return len(self.items) <= OPEN_UP_TO


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """All that the page of one list shows."""

    findings: Findings
    lengths: Lengths
    way: str

    @property
    def groups(self) -> list[Group]:
        """The open findings in groups: in the order of the checks, or of the list, or most to do first."""
        return grouped(self.findings.open, self.way)

    @property
    def set_aside(self) -> tuple[Finding, ...]:
        return self.findings.set_aside

    @property
    def ways(self) -> list[tuple[str, str, bool]]:
        """Each way to group, its name, and whether it is the one shown."""
        return [(way, str(name), way == self.way) for way, name in WAYS.items()]

    @property
    def whose(self) -> str:
        """Which ministries have the most to mend, in a sentence; empty without errors of theirs."""
        errors = Counter(item.ministry for item in self.findings.items if item.is_error and item.ministry)
        shown = [_("%(ministry)s (%(n)d)") % {"ministry": name, "n": n} for name, n in errors.most_common(3)]
        if not shown:
            return ""
        left = len(errors) - len(shown)
        names = ", ".join(shown)
        if not left:
            return _("To mend: %(names)s.") % {"names": names}
        more = ngettext("%d other", "%d others", left) % left
        return _("Most to mend: %(names)s and %(more)s.") % {"names": names, "more": more}


def page_of(stored: ListOfIssues, way: str) -> ChecksPage:
    """The page of a list as it stands now; a way to group that is not known is the first one."""
    replies, options = replies_of(stored), Options(printed_language(stored.language))
    document = build(stored, replies, options)
    findings = check(stored, replies, document, options)
    return ChecksPage(findings, lengths_of(stored, replies, document), way if way in WAYS else "check")


def grouped(items: Iterable[Finding], way: str) -> list[Group]:
    """Findings by check, by ministry (those of none last) or by issue (the whole document first)."""
    name_of: dict[str, Callable[[Finding], str]] = {
        "check": lambda item: item.code,
        "ministry": lambda item: item.ministry,
        "issue": lambda item: f"{item.issue:05}",
    }
    found: dict[str, list[Finding]] = {}
    for item in items:
        found.setdefault(name_of[way](item), []).append(item)
    if way == "check":
        return [Group(str(NAMES[code]), tuple(found[code])) for code in Check if code in found]
    if way == "ministry":
        nobody = _("Several ministries, or nobody yet")
        groups = [Group(name, tuple(found[name])) for name in found]
        groups.sort(key=lambda group: (not group.name, -group.errors, -group.warnings, group.name))
        return [replace(group, name=group.name or nobody) for group in groups]
    return [
        Group(
            _("Issue %(number)d") % {"number": int(number)} if int(number) else _("The whole document"),
            tuple(found[number]),
        )
        for number in sorted(found)
    ]
