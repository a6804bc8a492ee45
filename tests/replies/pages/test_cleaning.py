"""The document set as places: the order and the numbers of printing, rights, remarks, words."""

import re
from itertools import pairwise

import pytest

from accounts.models import User
from issues.models import ListOfIssues
from replies import services
from replies.models import Answer, Reply
from replies.pages.cleaning import CleanUp, clean_up_of
from replies.pages.places import Place, Title
from tests import factories

pytestmark = pytest.mark.django_db


def given(status: str, text: str = "<p>Nine deaths.</p>", **options: object) -> Reply:
    """A reply in a status, with a text in every answer."""
    reply = factories.make_reply_in(status, **options)
    Answer.objects.filter(reply=reply).update(text=text)
    return reply


def coordinator_of(stored: ListOfIssues) -> User:
    return stored.coordinators.order_by("pk")[0]


def read(stored: ListOfIssues, user: User | None = None) -> CleanUp:
    return clean_up_of(ListOfIssues.objects.get(pk=stored.pk), user or coordinator_of(stored))


def shown(found: CleanUp) -> list[str]:
    """Headings as they read, places as code and words with numbers in front."""
    return [part.text if isinstance(part, Title) else f"{part.code}: {words(part)}" for part in found.parts]


def words(place: Place) -> str:
    numbered = re.sub(r'<(?:a|span)[^>]*data-number="(\d+)"[^>]*></(?:a|span)>', r"[\1] ", place.text)
    return re.sub(r"<[^>]+>", " ", numbered).strip()


def test_clean_up_has_everything_in_the_order_of_printing_with_its_numbers() -> None:
    stored = factories.make_list()
    first, second = factories.make_section(stored), factories.make_section(stored, heading="Article 11")
    issue = factories.make_issue(stored, section=first)
    given("accepted", "<p>One.</p><ul><li><p>a</p></li></ul><p>Two.</p>", issue=issue)
    factories.make_reply(issue=factories.make_issue(stored, section=second, label="Prisons"))
    general = given("drafting", "<p>Noted.</p>", issue=factories.make_issue(stored, section=second), points=0)

    found = read(stored)

    assert [re.sub(r"\s+", " ", text) for text in shown(found)] == [
        "Article 2",
        "Reply to paragraph 1 of the list of issues",
        "1.1: [1] One. a [2] Two.",
        "Article 11",
        "Reply to paragraph 2 of the list of issues",
        "2.1: No answer yet: 2.1 – Data on deaths",
        "Reply to paragraph 3 of the list of issues",
        "3: [3] Noted.",
    ]
    assert [place.paragraphs for place in found.places] == [2, 0, 1]
    assert found.place_of(general.answers.get()) == found.places[2]
    assert [(heading, [entry.issue.number for entry in entries]) for heading, entries in found.outline] == [
        ("Article 2", [1]),
        ("Article 11", [2, 3]),
    ]


def test_clean_up_heads_the_items_of_an_issue() -> None:
    issue = factories.make_issue()
    passage = issue.passages.create(position=1, item="a", text="Please provide data on deaths.")
    factories.make_point(issue, passage=passage, code="1(a).1")

    found = read(issue.list_of_issues, factories.make_user("administrator"))

    assert [part.rank for part in found.parts if isinstance(part, Title)] == [2, 3]
    assert shown(found)[1:] == [
        "Reply to the issue raised in paragraph 1 (a)",
        "1(a).1: No answer yet: 1(a).1 – Data on deaths",
    ]


def test_references_read_as_they_are_printed_whatever_comes_first() -> None:
    stored = factories.make_list()
    there, nowhere, note = 'data-see="2.1"', 'data-see="9.9"', 'data-footnote="A note."'
    text = f"<p>See <span {there}></span> and <span {nowhere}></span>.<span {note}></span></p>"
    given("accepted", text, stored=stored)
    given("accepted", "<p>There.</p>", stored=stored)

    first = read(stored).places[0].text

    assert re.findall(r'data-printed="([^"]*)"', first) == ["paragraph 2", "[no answer yet: 9.9]"]


def test_answers_that_are_no_text_read_as_sentences() -> None:
    stored = factories.make_list()
    reply = factories.make_reply(stored, points=2)
    author = factories.focal_point_of(reply)
    one, two = reply.assignment.data_points.order_by("position")
    services.save_answer(reply, one, form="unavailable", text="no <b>register</b>", by=author)
    services.save_answer(reply, two, form="see", see=one, by=author)
    factories.make_coordinator(stored)

    texts = [place.text for place in read(stored).places]

    assert [re.sub(r"<span[^>]*></span>", "", text) for text in texts] == [
        '<p data-block="0">The information requested is not available, because no '
        "&lt;b&gt;register&lt;/b&gt;.</p>",
        '<p data-block="0">Please see the reply to paragraph 1 of the list of issues.</p>',
    ]


def test_text_is_cleaned_whatever_way_it_came_into_the_database() -> None:
    reply = given("accepted", '<p onclick="x">A<script>x</script> &lt;b&gt; <a href="javascript:x">b</a></p>')

    text = read(reply.assignment.issue.list_of_issues).places[0].text

    assert re.sub(r"<a class[^>]*></a>", "", text) == '<p data-block="0">A &lt;b&gt; b</p>'


@pytest.mark.parametrize(
    ("status", "role", "why"),
    [
        ("accepted", "coordinator", ""),
        ("cleared", "coordinator", ""),
        ("submitted", "coordinator", "The reply is submitted and waits for clearance."),
        ("drafting", "coordinator", "The reply is still being drafted."),
        ("accepted", "administrator", "Only a coordinator of the list edits a cleared text."),
    ],
)
def test_who_may_edit_gets_links_and_who_may_not_the_reason(status: str, role: str, why: str) -> None:
    reply = given(status)
    stored = reply.assignment.issue.list_of_issues
    answer = reply.answers.get()
    user = coordinator_of(stored) if role == "coordinator" else factories.make_user(role)

    [place] = read(stored, user).places

    address = f'href="/lists/{stored.pk}/clean-up/{answer.pk}/?block=0"'
    assert (place.refusal, place.is_editable, address in place.text) == (why, not why, not why)
    assert (place.reply, place.answer, place.state) == (reply, answer, "answered")


def test_two_ministries_that_answer_the_same_stand_one_after_the_other_with_ids_of_their_own() -> None:
    stored = factories.make_list()
    lead = given("accepted", stored=stored)
    issue = lead.assignment.issue
    other = services.assign(
        issue, factories.make_ministry(), role="contributor", data_points=[*issue.data_points.all()], by=None
    )
    factories.answer_all(other, by=factories.focal_point_of(other), text="<p>Ten.</p>")

    places = read(stored).places

    assert [(p.reply, p.slug, words(p)) for p in places] == [
        (lead, "1-1", "[1] Nine deaths."),
        (other, f"1-1-{other.pk}", "[2] Ten."),
    ]


def test_missing_answer_says_who_owes_it() -> None:
    stored = factories.make_list()
    drafted = factories.make_reply(stored)
    factories.make_point(factories.make_issue(stored))
    general = factories.make_reply(stored, points=0)
    factories.make_issue(stored)
    factories.make_coordinator(stored)

    found = read(stored)

    assert [(p.code, p.owed_by, p.answer, p.is_editable) for p in found.places] == [
        ("1.1", (drafted,), None, False),
        ("2.1", (), None, False),
        ("3", (general,), None, False),
        ("4", (), None, False),
    ]
    assert (found.sentence, {place.state for place in found.places}) == ("4 answers are missing.", {"open"})


def test_emptied_answer_can_be_written_again() -> None:
    reply = given("accepted", "")

    [place] = read(reply.assignment.issue.list_of_issues).places

    assert (place.answer, place.state, place.is_editable) == (reply.answers.get(), "open", True)


@pytest.mark.parametrize(
    ("statuses", "sentence"),
    [
        ([], "Every answer is there and accepted."),
        (["accepted", "accepted"], "Every answer is there and accepted."),
        (["accepted", "cleared"], "1 is not accepted yet."),
        (["drafting", "cleared", "not_started"], "1 answer is missing. 2 are not accepted yet."),
    ],
)
def test_sentence_says_what_is_still_to_be_done(statuses: list[str], sentence: str) -> None:
    stored = factories.make_list()
    for status in statuses:
        factories.make_reply_in(status, stored=stored)

    assert read(stored, factories.make_user("administrator")).sentence == sentence


def test_remarks_are_counted_by_answer_and_by_reply() -> None:
    stored = factories.make_list()
    reply = factories.make_reply_in("drafting", stored=stored, points=2)
    general = factories.make_reply_in("drafting", stored=stored, points=0)
    officer = factories.clearing_officer_of(reply)
    first, second = reply.assignment.data_points.order_by("position")
    for _ in range(2):
        services.comment(reply, point=first, text="Which year?", by=officer)
    services.resolve(services.comment(reply, point=second, text="Why?", by=officer), by=officer)
    services.comment(reply, text="All of it is late.", by=officer)
    services.comment(general, text="Good.", by=factories.focal_point_of(general))

    found = read(stored)

    assert [place.thread.title for place in found.places] == [
        "Comments (2 open)",
        "Comments (all resolved)",
        "Comments (1 open)",
    ]
    assert [part.remarked for part in found.parts if isinstance(part, Title)] == [((reply, 1),), ()]


def test_remark_on_what_the_reply_is_asked_no_more_counts_for_the_reply() -> None:
    reply = given("drafting", points=2)
    first, second = reply.assignment.data_points.order_by("position")
    services.comment(reply, point=second, text="Which year?", by=factories.clearing_officer_of(reply))
    reply.assignment.data_points.set([first])

    found = read(reply.assignment.issue.list_of_issues)

    assert found.parts[0].remarked == ((reply, 1),)
    assert [place.thread.title for place in found.places] == ["Comment", "Comments (1 open)"]


def test_words_of_the_document_and_of_each_issue() -> None:
    stored = factories.make_list(word_limit=400)
    one = factories.make_reply_in("drafting", stored=stored)
    factories.make_reply(stored, points=3)

    found = read(stored)

    [first, second] = found.outline[0][1]
    left = 400 - (found.words - 2)
    assert (found.limit, found.over) == (400, 0)
    assert (first.words, second.words) == (2, 0)
    assert (first.share, second.share) == (round(left / 4), round(left * 3 / 4))
    assert found.counted(one.assignment.issue) == first


def test_document_over_its_limit_says_by_how_much() -> None:
    reply = given("drafting")
    stored = reply.assignment.issue.list_of_issues
    ListOfIssues.objects.filter(pk=stored.pk).update(word_limit=1)

    found = read(stored)

    assert (found.over, found.outline[0][1][0].share) == (found.words - 1, 0)


def test_numbers_run_through_all_answers() -> None:
    stored = factories.make_list()
    for _ in range(3):
        given("accepted", "<p>One.</p><p>Two.</p>", stored=stored)

    texts = "".join(place.text for place in read(stored).places)

    numbers = [int(number) for number in re.findall(r'data-number="(\d+)"', texts)]
    assert all(after == before + 1 for before, after in pairwise([0, *numbers]))
