"""The command palette: what a text leads to, for whom, in which order."""

import pytest
from django.utils import translation

from accounts.models import User
from issues.models import ListOfIssues
from replies.pages.palette import PAGES, palette_of
from replies.pages.palette_rows import Sought, begins_in, sought
from tests import factories

pytestmark = pytest.mark.django_db

EVERYBODYS = ["My desk", "Register", "Schedule", "Reading copy"]
OF_OBSERVERS = ["My desk", "Register", "Progress", "Schedule", "Submission", "Reading copy"]
OF_COORDINATORS = [
    *("My desk", "Register", "Progress", "Schedule", "Assignments", "Document", "Reminders", "Checks"),
    *("Clean-up view", "Submission", "Reading copy", "Remind by hand", "Mails of tomorrow"),
]
WITHOUT_A_LIST = ["All lists", "Search everything", "Settings"]
OF_ADMINISTRATORS = ["Overview", "Mail", "Word template", "Administration"]


@pytest.fixture
def stored() -> ListOfIssues:
    """Issues 1 and 6; the sixth asks two things in its item (a) and one in (b)."""
    stored = factories.make_list(symbol="CAT/C/RUR/Q/2", title="List of issues of Ruritania")
    factories.make_issue(stored, label="Follow-up")
    issue = factories.make_issue(stored, number=6, label="Deaths in custody")
    for code, label in (("6(a).1", "Prisons"), ("6(a).2", "Causes of death"), ("6(b).1", "Inquiries")):
        factories.make_point(issue, code=code, label=label)
    return stored


@pytest.fixture
def observer() -> User:
    return factories.make_user("observer")


def found(user: User, text: str, stored: ListOfIssues | None = None, **options: bool) -> dict[str, list[str]]:
    """What is offered, by the name of its kind, each as its mark and title; the searches left out."""
    offered = palette_of(user, text, stored.pk if stored else None, **options)
    groups = {group.name: [f"{g.mark} {g.title}".strip() for g in group.goals] for group in offered.groups}
    groups.pop("Search", None)
    return groups


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Sought()),
        ("?!", Sought()),
        ("6", Sought(("6",), ("6",))),
        ("6a", Sought(("6a",), ("6", "a"))),
        ("6(a).2", Sought(("6(a).2",), ("6", "a", "2"))),
        ("issue 6 (a)", Sought(("issue", "6(a)"), ("6", "a"))),
        ("6 Deaths", Sought(("6", "deaths"), ("6",), ("deaths",))),
        ("2019", Sought(("2019",))),
        ("a b c d e f g h i j", Sought(tuple("abcdefgh"))),
    ],
)
def test_sought_takes_a_text_apart(text: str, expected: Sought) -> None:
    assert sought(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [(["min", "int"], True), (["inistry"], False), ([], True), (["ministry", "health"], False)],
)
def test_words_begin_words_of_a_name(words: list[str], expected: bool) -> None:
    assert begins_in(words, "Ministry of Internal Affairs") is expected


def test_number_leads_to_the_issue_of_the_list_first(stored: ListOfIssues, observer: User) -> None:
    newer = factories.make_list(symbol="CAT/C/RUR/Q/3")
    factories.make_issue(newer, number=6, label="Asylum")
    factories.make_issue(factories.make_list(status="intake"), number=6, label="Hidden")

    first = palette_of(observer, "6", stored.pk).groups[0]

    assert [(goal.mark, goal.title, goal.where) for goal in first.goals] == [
        ("6", "Deaths in custody", ""),
        ("6", "Asylum", "CAT/C/RUR/Q/3"),
    ]


@pytest.mark.parametrize("text", ["6a", "6(a)", "6 (a)", "issue 6a", "6A"])
def test_item_leads_to_its_data_points_then_to_the_issue(
    stored: ListOfIssues, observer: User, text: str
) -> None:
    assert found(observer, text, stored) == {
        "Data points": ["6(a).1 Prisons", "6(a).2 Causes of death"],
        "Issues": ["6 Deaths in custody"],
    }


def test_code_leads_to_the_mark_of_the_data_point(stored: ListOfIssues, observer: User) -> None:
    goal = palette_of(observer, "6(a).2", stored.pk).groups[0].goals[0]

    issue = stored.issues.get(number=6)
    assert (goal.title, goal.url) == ("Causes of death", f"/issues/{issue.pk}/#mark-6(a).2")


def test_code_with_words_is_narrowed_by_them(stored: ListOfIssues, observer: User) -> None:
    assert found(observer, "6a caus", stored) == {"Data points": ["6(a).2 Causes of death"]}


def test_words_find_labels_by_the_beginning_of_their_words(stored: ListOfIssues, observer: User) -> None:
    assert found(observer, "cust DEATHS", stored) == {"Issues": ["6 Deaths in custody"]}
    assert found(observer, "death", stored) == {
        "Issues": ["6 Deaths in custody"],
        "Data points": ["6(a).2 Causes of death"],
    }
    assert found(observer, "ustody", stored) == {}


def test_words_in_cyrillic_letters_are_found_whatever_their_case(
    stored: ListOfIssues, observer: User
) -> None:
    factories.make_issue(stored, number=7, label="Условия содержания под стражей")
    ministry = factories.make_ministry(name_en="Health", name_ru="Министерство здравоохранения")
    factories.make_ministry(name_en="Justice", name_kk="Әділет министрлігі", code="justice")

    assert found(observer, "СТРАЖ", stored) == {"Issues": ["7 Условия содержания под стражей"]}
    assert found(observer, "Здрав", stored) == {"Ministries": [ministry.name_en]}
    assert found(observer, "әділ", stored) == {"Ministries": ["Justice"]}


def test_lists_are_found_by_symbol_title_and_state(observer: User) -> None:
    factories.make_list(symbol="CRC/C/RUR/Q/7", title="Children", state_name="Ruritania")
    factories.make_list(symbol="CRC/C/HID/Q/1", status="intake")

    for text in ("crc/c", "rur/q", "child", "ruritan"):
        assert found(observer, text)["Lists of issues"] == ["CRC/C/RUR/Q/7"]


def test_ministry_leads_to_its_rows_of_the_register(stored: ListOfIssues, observer: User) -> None:
    factories.make_ministry(code="moh", name_en="Ministry of Health")

    goal = palette_of(observer, "moh", stored.pk).groups[0].goals[0]

    assert (goal.title, goal.url) == ("Ministry of Health", f"/lists/{stored.pk}/?ministry=moh")


def test_ministry_is_named_in_the_language_of_the_page(stored: ListOfIssues, observer: User) -> None:
    factories.make_ministry(name_en="Ministry of Health", name_ru="Минздрав")

    with translation.override("ru"):
        offered = palette_of(observer, "health", stored.pk)

    assert offered.groups[0].goals[0].title == "Минздрав"


def test_focal_point_finds_the_own_ministry_alone(stored: ListOfIssues) -> None:
    factories.make_ministry(name_en="Ministry of Defence")
    user = factories.make_user(ministry=factories.make_ministry(name_en="Ministry of Health"))

    assert found(user, "ministry of", stored) == {"Ministries": ["Ministry of Health"]}
    assert found(user, "ministry of def", stored) == {}


def test_ministries_need_a_list_whose_register_they_lead_to(observer: User) -> None:
    factories.make_list(), factories.make_list()
    factories.make_ministry(name_en="Ministry of Health")

    assert found(observer, "health") == {}


def test_single_letter_finds_pages_alone(stored: ListOfIssues, observer: User) -> None:
    factories.make_ministry(name_en="Defence")

    assert found(observer, "d", stored) == {"Pages": ["My desk"]}


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        ("focal_point", EVERYBODYS + WITHOUT_A_LIST),
        ("clearing_officer", EVERYBODYS + WITHOUT_A_LIST),
        ("observer", OF_OBSERVERS + WITHOUT_A_LIST),
        ("coordinator", OF_COORDINATORS + WITHOUT_A_LIST),
        ("administrator", OF_COORDINATORS + WITHOUT_A_LIST + OF_ADMINISTRATORS),
    ],
)
def test_nothing_typed_offers_the_pages_of_ones_role(
    stored: ListOfIssues, role: str, pages: list[str]
) -> None:
    user = factories.make_coordinator(stored) if role == "coordinator" else factories.make_user(role)

    assert found(user, "", stored) == {"Pages": pages}


def test_pages_of_a_list_need_one(observer: User) -> None:
    factories.make_list(), factories.make_list()

    assert found(observer, "") == {"Pages": ["My desk", *WITHOUT_A_LIST]}


def test_only_list_that_is_open_is_that_of_every_page(stored: ListOfIssues, observer: User) -> None:
    assert palette_of(observer, "prog", None).groups[0].goals[0].url == f"/lists/{stored.pk}/progress/"


def test_list_that_may_not_be_seen_is_ignored(stored: ListOfIssues, observer: User) -> None:
    hidden = factories.make_list(status="intake")
    factories.make_issue(hidden, number=6, label="Hidden")

    assert found(observer, "6", hidden) == {"Issues": ["6 Deaths in custody"]}


def test_submitted_list_is_still_that_of_its_pages(observer: User) -> None:
    stored = factories.make_list(status="submitted")
    factories.make_issue(stored)

    assert found(observer, "1", stored) == {"Issues": ["1 Deaths in custody"]}
    assert found(observer, "1") == {}


def test_nothing_typed_offers_first_what_is_owed_next(stored: ListOfIssues) -> None:
    reply = factories.make_reply(stored)

    first = palette_of(factories.focal_point_of(reply), "", stored.pk).groups[0]

    assert (first.name, first.goals[0].url, first.goals[0].where) == (
        "Next for you",
        reply.get_absolute_url(),
        "CAT/C/RUR/Q/2 · not started",
    )


def test_searches_come_last_and_the_list_first_when_it_is_searched(
    stored: ListOfIssues, observer: User
) -> None:
    last = palette_of(observer, "a & b", stored.pk).groups[-1]
    first = palette_of(observer, "custody", stored.pk, finds=True).groups[0]

    assert [(goal.title, goal.url) for goal in last.goals] == [
        ("Search everything for “a & b”", "/search/?q=a+%26+b"),
        ("Find “a & b” in this list", f"/lists/{stored.pk}/?q=a+%26+b"),
    ]
    assert [goal.title for goal in first.goals] == [
        "Find “custody” in this list",
        "Search everything for “custody”",
    ]


def test_search_of_everything_needs_no_list(observer: User) -> None:
    offered = palette_of(observer, "custody", None)

    assert [goal.title for group in offered.groups for goal in group.goals] == [
        "Search everything for “custody”"
    ]
    assert offered.sentence == "1 place to go to"


@pytest.mark.parametrize("text", ["?!", "'", "\\", "%", "(((", "*", "[a[", "a|b", "$^"])
def test_signs_lead_to_the_searches_alone(stored: ListOfIssues, observer: User, text: str) -> None:
    assert found(observer, text, stored) == {}


def test_every_page_of_the_table_is_refused_in_words_or_not_at_all(observer: User) -> None:
    refused = [str(page.label) for page in PAGES if page.refusal(observer)]

    assert len(refused) == 11
