"""Which pages are measured at scale, for whom, and against which floor."""

from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from accounts.models import User
from issues.models import ListOfIssues
from replies.models import Answer, Reply


@dataclass(frozen=True, slots=True)
class Page:
    """A page as one person sees it; `floor` names the bare view with the same rows."""

    name: str
    url: str
    user: User
    floor: str
    at_most: float


def floors(stored: ListOfIssues, reply: Reply, ministry: int) -> dict[str, str]:
    """The addresses of the bare views by name."""
    return {
        "list": f"/floor/lists/{stored.pk}/",
        "points": f"/floor/lists/{stored.pk}/points/",
        "desk": f"/floor/ministries/{ministry}/",
        "issue": f"/floor/issues/{reply.assignment.issue_id}/",
        "lists": "/floor/lists/",
        "search": "/floor/search/",
    }


def pages_of(stored: ListOfIssues) -> tuple[dict[str, str], list[Page]]:
    """The floors and the pages: those of one list, of one person, and of everything."""
    people = {
        name: User.objects.get(email=f"{name}@example.org")
        for name in ("coordinator", "administrator", "observer", "focal.mia", "clearing.mia")
    }
    one, all_of_it, writer = people["coordinator"], people["administrator"], people["focal.mia"]
    # A coordinator with the lists that such a person has in the middle.
    many = User.objects.filter(email="coordinator-24@example.org").get()
    reply = Reply.objects.select_related("assignment__issue").get(
        assignment__issue__list_of_issues=stored,
        assignment__issue__number=23,
        assignment__ministry__code="prosecutor-general",
    )
    progress, register = (reverse(f"replies:{name}", args=[stored.pk]) for name in ("progress", "register"))
    desk, lists = reverse("replies:desk"), reverse("replies:lists")
    issue = reply.assignment.issue.get_absolute_url()
    found = [
        Page("dashboard", progress, one, "list", 3),
        Page("dashboard, one ministry", f"{progress}?ministry=mia", one, "list", 3),
        Page("register by issue", register, one, "list", 3),
        Page("register by data point", f"{register}?by=point", one, "points", 3),
        Page("register, for a focal point", register, writer, "list", 3),
        Page("an issue", issue, one, "issue", 5),
        Page("my desk: focal point", desk, writer, "desk", 3),
        Page("my desk: clearing officer", desk, people["clearing.mia"], "desk", 3),
        Page("my desk: coordinator of one list", desk, one, "list", 3),
        Page("my desk: coordinator of many", desk, many, "lists", 3),
        Page("my desk: observer", desk, people["observer"], "lists", 3),
        Page("all lists: administrator", lists, all_of_it, "lists", 3),
        Page("all lists: focal point", lists, writer, "lists", 3),
        Page("overview: administrator", reverse("replies:overview"), all_of_it, "lists", 3),
    ]
    assert writer.ministry_id is not None
    return floors(stored, reply, writer.ministry_id), [*found, *searches(one, all_of_it, writer)]


def searches(one: User, all_of_it: User, writer: User) -> list[Page]:
    """What is looked for: rare and common words and phrases, by people who see little, some and all."""
    last = Answer.objects.order_by("pk").last()
    assert last is not None
    asked = {
        "a rare word": str(last.pk % 400_000),
        "a common word": "information",
        "a common Russian word": "закон",
        "a Kazakh word": "азаптаудың",
        "two words": "torture investigation",
        "a phrase": '"of the"',
        "a misspelt word": "procurrator",
        "an issue by its number": "23",
    }
    url = reverse("replies:search")
    people = {"administrator": all_of_it, "focal point": writer, "coordinator of one list": one}
    return [
        Page(f"search: {what}, {who}", f"{url}?q={quote(words)}", user, "search", 10)
        for what, words in asked.items()
        for who, user in people.items()
        if who == "administrator" or what in {"a rare word", "a common word", "two words", "a misspelt word"}
    ]
