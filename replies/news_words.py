"""The sentences of news, in the language in force. They say that something was written, never what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import AtOnce
from replies.models import News

# The most important first: what asks the reader for work stands before what only informs.
ORDER = (
    News.REMINDED,
    AtOnce.RETURNED,
    AtOnce.ASSIGNED,
    AtOnce.MOVED,
    AtOnce.MENTIONED,
    AtOnce.CLEARED,
    AtOnce.ACCEPTED,
)
STEPS: dict[str, Promise] = {
    "drafts": gettext_lazy("the drafts"),
    "clearance": gettext_lazy("the clearance"),
    "review": gettext_lazy("the coordination review"),
    "translation": gettext_lazy("the translation"),
    "submission": gettext_lazy("the submission"),
    "due": gettext_lazy("the replies in Geneva"),
}
CHANGES: dict[tuple[str, str], Promise] = {
    ("given", "lead"): gettext_lazy("%(ministry)s is the lead of the issue."),
    ("given", "contributor"): gettext_lazy("%(ministry)s contributes to the issue."),
    ("role", "lead"): gettext_lazy("%(ministry)s is now the lead of the issue."),
    ("role", "contributor"): gettext_lazy("%(ministry)s is now a contributor to the issue."),
    ("points", ""): gettext_lazy("The data points asked of %(ministry)s changed."),
    ("taken", ""): gettext_lazy("The issue was taken from %(ministry)s."),
    ("accepted", ""): gettext_lazy("%(ministry)s accepted the assignment."),
    ("declined", ""): gettext_lazy("%(ministry)s declined the assignment; the coordinator decides."),
    ("upheld", ""): gettext_lazy("The coordinator decided that the issue stays with %(ministry)s."),
    ("agreed", ""): gettext_lazy("The coordinator agreed to what %(ministry)s declined."),
}
CHANGED = gettext_lazy("The assignment of %(ministry)s changed.")
HEADLINES: dict[str, Promise] = {
    News.REMINDED: gettext_lazy("Reminder: %(about)s"),
    AtOnce.RETURNED: gettext_lazy("Returned: %(about)s"),
    AtOnce.ASSIGNED: gettext_lazy("Assignment changed: %(about)s"),
    AtOnce.MOVED: gettext_lazy("Deadline moved: %(about)s"),
    AtOnce.MENTIONED: gettext_lazy("You are mentioned: %(about)s"),
    AtOnce.CLEARED: gettext_lazy("Cleared: %(about)s"),
    AtOnce.ACCEPTED: gettext_lazy("Accepted: %(about)s"),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """All news of one kind about one thing: one line of the mail. `news` stand in the order of time."""

    news: tuple[News, ...]

    @property
    def last(self) -> News:
        return self.news[-1]


def matters_of(news: Iterable[News]) -> list[Matter]:
    """The lines of a mail, the most important first; what happened to one thing twice is one line."""
    grouped: dict[tuple[object, ...], list[News]] = {}
    for found in sorted(news, key=lambda row: row.at):
        grouped.setdefault(_thing(found), []).append(found)
    matters = [Matter(tuple(rows)) for rows in grouped.values()]
    return sorted(matters, key=lambda matter: (ORDER.index(matter.last.kind), matter.last.at))


def _thing(news: News) -> tuple[object, ...]:
    about = (news.list_of_issues_id, news.issue_id, news.ministry_id, news.reply_id, news.deputy_of_id)
    if news.kind == AtOnce.MOVED:
        return (news.kind, *about, news.facts.get("step"))
    if news.kind == AtOnce.ASSIGNED:  # each change is told: who declined was not the one who was given it
        return (news.kind, *about, news.facts.get("change"), news.facts.get("role"))
    return (news.kind, *about)


def headline_of(news: News) -> str:
    """What the subject of the mail says of it."""
    symbol = news.list_of_issues.symbol
    about = symbol
    if news.issue is not None:
        about = _("issue %(number)d of %(symbol)s") % {"number": news.issue.number, "symbol": symbol}
    return str(HEADLINES[news.kind]) % {"about": about}


def sentence_of(matter: Matter, due: date | None) -> str:
    """What happened; `due` is the date that a reminder names."""
    last = matter.last
    values = {"ministry": last.ministry.name if last.ministry is not None else ""}
    if last.kind == News.REMINDED:
        return _reminded(due, values)
    if last.kind == AtOnce.ASSIGNED:
        return str(_assigned(last.facts)) % values
    if last.kind == AtOnce.MOVED:
        return _moved(matter, values)
    if last.kind == AtOnce.MENTIONED:
        n = len(matter.news)
        text = ngettext(
            "%(ministry)s: %(n)d comment on the reply mentions you.",
            "%(ministry)s: %(n)d comments on the reply mention you.",
            n,
        )
        return text % (values | {"n": n})
    return {
        AtOnce.RETURNED: _("%(ministry)s: the reply was returned with a note; revise and submit it."),
        AtOnce.CLEARED: _("%(ministry)s: the reply was cleared."),
        AtOnce.ACCEPTED: _("%(ministry)s: the reply was accepted."),
    }[AtOnce(last.kind)] % values


def _reminded(due: date | None, values: Mapping[str, str]) -> str:
    if due is None:
        return _("%(ministry)s: the next step of the reply is asked for.") % values
    return _("%(ministry)s: the next step of the reply is due on %(date)s.") % (
        dict(values) | {"date": date_format(due)}
    )


def _assigned(facts: Mapping[str, str]) -> Promise:
    change, role = facts.get("change", ""), facts.get("role", "")
    return CHANGES.get((change, role)) or CHANGES.get((change, "")) or CHANGED


def _moved(matter: Matter, values: Mapping[str, str]) -> str:
    """Where the deadline stood before the first move, and where it stands after the last."""
    first, last = matter.news[0].facts, matter.last.facts
    step, before, after = last.get("step", ""), first.get("before"), last.get("after")
    named = {
        "what": str(STEPS.get(step, STEPS["drafts"])),
        "before": date_format(date.fromisoformat(before)) if before else "",
        "after": date_format(date.fromisoformat(after)) if after else "",
    }
    if not after:
        text = _("The deadline of %(what)s, %(before)s, was removed.")
    elif not before:
        text = _("The deadline of %(what)s is %(after)s.")
    elif before == after:
        text = _("The deadline of %(what)s was moved, and is %(after)s again.")
    else:
        text = _("The deadline of %(what)s moved from %(before)s to %(after)s.")
    said = text % named
    return f"{values['ministry']} · {said}" if values["ministry"] else said
