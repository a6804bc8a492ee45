"""The command palette: where a person can jump to, by a number, a name or the words of a label."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from issues.models import ListOfIssues
from replies.pages.palette_rows import (
    MOST,
    Goal,
    Scope,
    Sought,
    begins_in,
    issues_of,
    lists_of,
    ministries_of,
    next_owed,
    points_of,
    scope_of,
    sought,
)
from replies.permissions import (
    assigner_refusal,
    compile_refusal,
    mail_refusal,
    progress_refusal,
    reminders_refusal,
    template_refusal,
)
from replies.submission.rules import reading_refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Page:
    """A page by the name of its view and the words that find it.

    `refusal` says in words why it is not for a person, as the page itself does.
    """

    view: str
    label: "_StrPromise"
    of_a_list: bool = False
    refusal: Callable[[User], str] = lambda _user: ""

    def url(self, scope: Scope) -> str:
        """Its address, for the list of the page; empty where it is a page of a list and there is none."""
        if not self.of_a_list:
            return reverse(self.view)
        return reverse(self.view, args=[scope.own.pk]) if scope.own else ""


def _not_staff(user: User) -> str:
    """As the pages of Django's admin ask; they send everybody else to their sign-in."""
    return "" if user.is_staff else _("Only administrators see these pages.")


# In the order of the bar on top of every page, then what it has no place for.
PAGES = (
    Page("replies:desk", gettext_lazy("My desk")),
    Page("replies:register", gettext_lazy("Register"), of_a_list=True),
    Page("replies:progress", gettext_lazy("Progress"), of_a_list=True, refusal=progress_refusal),
    Page("replies:schedule", gettext_lazy("Schedule"), of_a_list=True),
    Page("replies:assignments", gettext_lazy("Assignments"), of_a_list=True, refusal=assigner_refusal),
    Page("replies:document", gettext_lazy("Document"), of_a_list=True, refusal=compile_refusal),
    Page("replies:reminders", gettext_lazy("Reminders"), of_a_list=True, refusal=reminders_refusal),
    Page("replies:checks", gettext_lazy("Checks"), of_a_list=True, refusal=compile_refusal),
    Page("replies:cleanup", gettext_lazy("Clean-up view"), of_a_list=True, refusal=compile_refusal),
    Page("replies:submission", gettext_lazy("Submission"), of_a_list=True, refusal=reading_refusal),
    Page("replies:list_copy", gettext_lazy("Reading copy"), of_a_list=True),
    Page("replies:by_hand", gettext_lazy("Remind by hand"), of_a_list=True, refusal=reminders_refusal),
    Page("replies:tomorrow", gettext_lazy("Mails of tomorrow"), of_a_list=True, refusal=reminders_refusal),
    Page("replies:lists", gettext_lazy("All lists")),
    Page("replies:search", gettext_lazy("Search everything")),
    Page("replies:settings", gettext_lazy("Settings")),
    Page("replies:overview", gettext_lazy("Overview"), refusal=mail_refusal),
    Page("replies:mail", gettext_lazy("Mail"), refusal=mail_refusal),
    Page("replies:word_template", gettext_lazy("Word template"), refusal=template_refusal),
    Page("admin:index", gettext_lazy("Administration"), refusal=_not_staff),
)


@dataclass(frozen=True, slots=True)
class Group:
    """Goals of one kind under its name."""

    name: str
    goals: list[Goal]


@dataclass(frozen=True, slots=True)
class Palette:
    """What is offered for a text, kind by kind; the first goal of the first group is what Enter opens.

    `own` is the list that it is looked for in first.
    """

    text: str
    groups: list[Group]
    own: ListOfIssues | None = None

    @property
    def sentence(self) -> str:
        """How many there are, for those who hear it."""
        n = sum(len(group.goals) for group in self.groups)
        return ngettext("%(n)d place to go to", "%(n)d places to go to", n) % {"n": n}


def palette_of(user: User, text: str, pk: int | None, *, finds: bool = False) -> Palette:
    """Where a person can go to for what they typed on a page of the list `pk`, in at most six queries.

    With `finds` the register narrowed to the text comes first; otherwise the searches come last.
    """
    scope, wanted = scope_of(user, pk), sought(text)
    if not text:
        groups = [Group(_("Next for you"), next_owed(user)), Group(_("Pages"), _pages(user, scope, wanted))]
    else:
        searches = Group(_("Search"), list(_searches(text, scope, finds=finds)))
        found = list(_found(user, scope, wanted)) if wanted.words else []
        groups = [searches, *found] if finds else [*found, searches]
    return Palette(text, [group for group in groups if group.goals], scope.own)


def _found(user: User, scope: Scope, wanted: Sought) -> Iterator[Group]:
    """What is found; who typed a code wants what has that number, before a page or a ministry."""
    asked = (
        Group(_("Issues"), issues_of(scope, wanted)),
        Group(_("Data points"), points_of(scope, wanted)),
    )
    pages = Group(_("Pages"), _pages(user, scope, wanted)[:MOST])
    ministries = Group(_("Ministries"), ministries_of(user, scope.own, wanted) if scope.own else [])
    if len(wanted.code) > 1:
        yield from reversed(asked)
    elif wanted.code:
        yield from asked
    yield from (pages, ministries)
    if not wanted.code:
        yield from asked
    yield Group(_("Lists of issues"), lists_of(user, wanted))


def _pages(user: User, scope: Scope, wanted: Sought) -> list[Goal]:
    """The pages that are for this person, of which every word typed begins a word."""
    named = (page for page in PAGES if begins_in(wanted.words, str(page.label)) and not page.refusal(user))
    return [Goal(str(page.label), url) for page in named if (url := page.url(scope))]


def _searches(text: str, scope: Scope, *, finds: bool) -> Iterator[Goal]:
    query = urlencode({"q": text})
    everything = Goal(_("Search everything for “%s”") % text, f"{reverse('replies:search')}?{query}")
    if not scope.own:
        yield everything
        return
    here = Goal(_("Find “%s” in this list") % text, f"{scope.own.get_absolute_url()}?{query}")
    yield from (here, everything) if finds else (everything, here)
