"""The page of a submission in all its states, and what its two forms do."""

from typing import Any

import pytest
from django.urls import reverse
from lxml import html
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from issues.models import ListOfIssues
from replies.models import Compilation, Notice, Submission
from replies.services.submitting import reopen_list
from tests import factories
from tests.conftest import SignedIn
from tests.replies.submission.scene import Scene, make_file, make_run, make_scene

pytestmark = pytest.mark.django_db

ROLE = "Only an administrator submits a list, and opens it again."


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def address(scene: Scene, name: str = "submission") -> str:
    return reverse(f"replies:{name}", args=[scene.stored.pk])


def words(found: Any) -> str:
    return " ".join(found.text_content().split())


class Seen:
    """What a person sees of the page."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.page = html.fromstring(response.content)

    @property
    def heading(self) -> str:
        return words(self.page.find(".//h1"))

    @property
    def steps(self) -> list[tuple[bool, str]]:
        found = self.page.find_class("submission__steps")
        return [("is-done" in step.get("class"), words(step)) for step in (found[0] if found else [])]

    @property
    def refusals(self) -> list[str]:
        return [words(found) for found in self.page.find_class("submission__refusal")]

    @property
    def forms(self) -> list[str]:
        return [form.find_class("btn")[0].text for form in self.page.find_class("submission__form")]

    @property
    def said(self) -> str:
        return words(self.page)

    def links(self, part: str) -> list[str]:
        found = (str(link.get("href")) for link in self.page.find(".//main").iter("a"))
        return [href for href in found if part in href]


def look(client: SignedIn, scene: Scene, person: Any = None) -> Seen:
    return Seen(client.of(person or scene.administrator).get(address(scene)))


def test_page_before_anything_is_compiled(client: SignedIn, scene: Scene) -> None:
    stored = factories.make_list()
    factories.make_reply(stored)
    scene.stored = stored

    seen = look(client, scene)

    trouble = "Nothing is compiled yet: compile the whole document."
    assert seen.heading == "Not submitted yet: 1 reply is not accepted."
    assert seen.steps == [
        (False, "Every reply is accepted still open: 0 of 1"),
        (False, "The checks find no errors still open: known once the document is compiled"),
        (False, f"The final compilation is made still open: {trouble}"),
        (False, "It is submitted still open: by an administrator"),
    ]
    assert (seen.refusals, seen.forms, seen.links("brief")) == ([trouble], [], [])


def test_page_with_errors_found(client: SignedIn, scene: Scene) -> None:
    error = {"severity": "error", "text": "6.1 has no answer", "ministry": "", "url": ""}
    make_run(scene.stored, scene.coordinator, findings=[error], is_draft=True)

    seen = look(client, scene)

    why = "The checks of this compilation found 1 error: mend it, then compile again."
    assert seen.heading == f"Not submitted yet. {why}"
    assert seen.steps[:3] == [
        (True, "✓ Every reply is accepted done: 1 of 1"),
        (False, "The checks find no errors still open: 1 in the newest compilation"),
        (False, f"The final compilation is made still open: {why}"),
    ]
    assert (seen.refusals, seen.forms) == ([why], [])


def test_page_that_is_ready(client: SignedIn, scene: Scene) -> None:
    seen = look(client, scene)

    assert seen.heading == "Ready: the document below can be submitted."
    assert [done for done, _step in seen.steps] == [True, True, True, False]
    assert seen.steps[1][1] == "✓ The checks find no errors done: none in the newest compilation"
    assert seen.steps[2][1].endswith("1,234 words")
    assert (seen.refusals, seen.forms) == ([], ["Submit the list"])
    file = scene.run.files.get()
    assert seen.links("/files/") == [reverse("replies:compilation_file", args=[scene.run.pk, file.pk])]
    assert ["This is what is sent: 1,234 words" in seen.said, file.sha256 in seen.said] == [True, True]
    assert seen.links("/brief/") == [
        reverse("replies:brief", args=[scene.stored.pk, name]) for name in ("docx", "pdf")
    ]


def test_page_tells_a_coordinator_who_submits(client: SignedIn, scene: Scene) -> None:
    seen = look(client, scene, scene.coordinator)

    assert (seen.heading, seen.refusals, seen.forms) == (
        "Ready: the document below can be submitted.",
        [ROLE],
        [],
    )


def test_page_of_an_observer_leads_nowhere_they_may_not_go(client: SignedIn, scene: Scene) -> None:
    seen = look(client, scene, factories.make_user(Role.OBSERVER))

    places = [
        *seen.links("/files/"),
        *seen.links("/brief/"),
        *seen.links("/document/"),
        *seen.links("/checks/"),
    ]
    assert (places, scene.run.files.get().name in seen.said) == ([], True)


def test_page_for_people_of_ministries_is_refused_in_words(client: SignedIn, scene: Scene) -> None:
    response = client.of(factories.focal_point_of(scene.reply)).get(address(scene))

    why = "Only coordinators, administrators and observers see what was sent."
    assert (response.status_code, why in response.content.decode()) == (403, True)


def test_submit_leads_to_the_record(client: SignedIn, scene: Scene) -> None:
    make_file(scene.run, b"PK of ZIP", language="", format="zip", name="All.zip")
    data = {"compilation": scene.run.pk, "confirmation": scene.stored.symbol}

    response = client.of(scene.administrator).post(address(scene, "submit_list"), data, follow=True)

    seen, submission = Seen(response), Submission.objects.get()
    assert seen.heading.endswith(f"by {scene.administrator.name}: nothing in the list changes any more.")
    assert seen.heading.startswith("Submitted on ")
    assert "Submitted. Everyone involved is being told." in seen.said
    assert submission.sha256 in seen.said
    assert [hash_ in seen.said for hash_ in scene.run.files.values_list("sha256", flat=True)] == [True, True]
    assert (len(seen.links("/files/")), seen.steps, seen.refusals) == (2, [], [])
    assert seen.forms == ["Open the list again"]


def test_submit_with_wrong_words_keeps_them(client: SignedIn, scene: Scene) -> None:
    data = {"compilation": scene.run.pk, "confirmation": "CAT/C/RUR"}

    seen = Seen(client.of(scene.administrator).post(address(scene, "submit_list"), data))

    typed = seen.page.get_element_by_id("id_confirmation").get("value")
    why = f"Type {scene.stored.symbol} exactly; you typed “CAT/C/RUR”."
    assert (seen.status, typed, why in seen.said, Submission.objects.count()) == (422, "CAT/C/RUR", True, 0)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({}, "Type the symbol of the list to confirm."),
        ({"compilation": "0", "confirmation": "x"}, "The list has no such compilation."),
    ],
)
def test_submit_with_something_missing_is_refused(
    client: SignedIn, scene: Scene, data: dict[str, str], why: str
) -> None:
    seen = Seen(client.of(scene.administrator).post(address(scene, "submit_list"), data))

    assert (seen.status, why in seen.said, Submission.objects.count()) == (422, True, 0)


def test_submit_by_a_coordinator_is_refused(client: SignedIn, scene: Scene) -> None:
    data = {"compilation": scene.run.pk, "confirmation": scene.stored.symbol}

    seen = Seen(client.of(scene.coordinator).post(address(scene, "submit_list"), data))

    assert (seen.status, ROLE in seen.said, Submission.objects.count()) == (422, True, 0)


def test_compilation_of_another_list_is_not_submitted(client: SignedIn, scene: Scene) -> None:
    other = make_scene()
    data = {"compilation": other.run.pk, "confirmation": scene.stored.symbol}

    response = client.of(scene.administrator).post(address(scene, "submit_list"), data)

    assert (response.status_code, Submission.objects.count()) == (422, 0)


@pytest.mark.parametrize("name", ["submit_list", "reopen_list"])
def test_reload_of_a_refusal_leads_back(client: SignedIn, scene: Scene, name: str) -> None:
    response = client.of(scene.administrator).get(address(scene, name))

    assert (response.status_code, response["Location"]) == (302, address(scene))


def test_reopen_leads_to_an_open_list_with_its_history(client: SignedIn, scene: Scene) -> None:
    submission = scene.submit()
    data = {"reason": "A figure <b>in</b> 6(a)\nwas wrong."}

    response = client.of(scene.administrator).post(address(scene, "reopen_list"), data, follow=True)

    seen = Seen(response)
    assert ListOfIssues.objects.get().status == "open"
    again = "This compilation was submitted before the list was opened again: compile anew."
    assert (seen.heading.startswith("Opened again on "), seen.refusals) == (True, [again])
    assert seen.heading.endswith(": to be compiled and submitted anew.")
    [earlier] = seen.page.find_class("submission__earlier")
    assert words(earlier.find("blockquote")) == "A figure <b>in</b> 6(a)was wrong."
    assert [text in words(earlier) for text in (submission.sha256, "Of the reopening:")] == [True, True]


def test_reopen_without_a_reason_is_refused(client: SignedIn, scene: Scene) -> None:
    scene.submit()

    seen = Seen(client.of(scene.administrator).post(address(scene, "reopen_list"), {"reason": " "}))

    status = ListOfIssues.objects.get().status
    assert (seen.status, "Write why the list is opened again." in seen.said, status) == (
        422,
        True,
        "submitted",
    )


def test_reopen_by_a_coordinator_is_refused(client: SignedIn, scene: Scene) -> None:
    scene.submit()

    seen = Seen(client.of(scene.coordinator).post(address(scene, "reopen_list"), {"reason": "A figure."}))

    status = ListOfIssues.objects.get().status
    assert (seen.status, seen.refusals, seen.forms, status) == (422, [ROLE], [], "submitted")


def test_reopen_of_an_open_list_is_refused(client: SignedIn, scene: Scene) -> None:
    response = client.of(scene.administrator).post(
        address(scene, "reopen_list"), {"reason": "A figure."}, follow=True
    )

    assert "The list is not submitted." in Seen(response).said


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["sent", "sent", "sent", "sent"], "Told by mail: 4 of 4."),
        (["sent", "due", "sending", "due"], "Told by mail: 1 of 4. 3 mails are on their way."),
        (
            ["sent", "sent", "due", "failed"],
            "Told by mail: 2 of 4. 1 mail is on its way. 1 mail could not be sent.",
        ),
    ],
)
def test_page_says_who_was_told(client: SignedIn, scene: Scene, statuses: list[str], expected: str) -> None:
    scene.submit()
    for notice, status in zip(Notice.objects.order_by("pk"), statuses, strict=True):
        sent_at = notice.next_attempt_at if status == "sent" else None
        error = "Connection refused" if status == "failed" else ""
        Notice.objects.filter(pk=notice.pk).update(status=status, sent_at=sent_at, error=error)

    seen = look(client, scene)

    [told] = seen.page.find_class("submission__told")
    named = [user in words(told) for user in Notice.objects.values_list("user__name", flat=True)]
    assert (words(told.find("summary")), named) == (expected, [True] * 4)
    assert ("Connection refused" in words(told)) == ("failed" in statuses)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("is_open", "queries"), [(True, 12), (False, 6)])
def test_queries_of_the_page_do_not_grow(
    client: SignedIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    scene: Scene,
    rows: int,
    is_open: bool,
    queries: int,
) -> None:
    for n in range(rows):
        factories.make_reply_in("accepted", stored=scene.stored)
        scene.run = make_run(scene.stored, scene.coordinator)
        make_file(scene.run, b"%PDF", format="pdf")
        submission = scene.submit()
        if is_open or n < rows - 1:
            reopen_list(submission, reason="A figure was wrong.", by=scene.administrator)
    if is_open:
        make_run(scene.stored, scene.coordinator)
    scene.administrator = factories.make_user(Role.ADMINISTRATOR)
    look(client, scene)  # what is the same for everybody is in the cache then

    with django_assert_num_queries(queries):
        client.get(address(scene))


def test_page_offers_the_newest_whole_compilation(client: SignedIn, scene: Scene) -> None:
    make_run(scene.stored, scene.coordinator, ministry=scene.reply.assignment.ministry)
    make_run(scene.stored, scene.coordinator, with_questions=True)
    make_run(scene.stored, scene.coordinator, status="failed")

    seen = look(client, scene)

    offered = seen.page.get_element_by_id("id_compilation").get("value")
    assert (offered, Compilation.objects.count()) == (str(scene.run.pk), 4)
