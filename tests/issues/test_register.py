"""The data that ship with the application: the register of CAT/C/KAZ/Q/4, ministries, who answers what."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from issues.intake.parsed import KINDS

DATA = Path(__file__).parents[2] / "issues" / "data"
LIST = DATA / "CAT_C_KAZ_Q_4"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
HEADING = re.compile(r"Articles? \d|Issues identified|Other issues")
REQUEST = re.compile(r"\b(please|indicate|explain|provide|specify|clarify)\b", re.IGNORECASE)
BREAKDOWN = re.compile(r"disaggregated by|broken down by")
PERIOD = re.compile(
    r"(reporting period|period under (review|consideration)|five-year period|previous periodic re|since)\b"
    r"|past three years|2021 and 2022|2017–2021"
)

COUNTS = {
    1: 0, 2: 6, 3: 11, 4: 2, 5: 1, 6: 16, 7: 7, 8: 5, 9: 4, 10: 4,
    11: 5, 12: 3, 13: 7, 14: 9, 15: 3, 16: 7, 17: 5, 18: 5, 19: 7, 20: 3,
    21: 4, 22: 4, 23: 9, 24: 11, 25: 6, 26: 4, 27: 4, 28: 3, 29: 9, 30: 2,
}  # fmt: skip
UNIFIED_REGISTER = ["year", "sex", "age", "agency"]
DISAGGREGATION = {
    "8.3": ["relevant factors"],
    "11.1": ["sex", "country of origin", "nationality", "age"],
    "11.4": ["reason", "country of return"],
    "17.1": ["place of detention", "gender", "age", "ethnic origin", "nationality"],
    "17.5": ["type of offence", "sex", "gender"],
    "20.1": ["place of detention", "sex", "age", "ethnic origin", "nationality", "cause of death"],
    "23.1": UNIFIED_REGISTER,
    "23.2": UNIFIED_REGISTER,
    "23.3": UNIFIED_REGISTER,
    "23.4": UNIFIED_REGISTER,
}


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def clean_passages(source: str) -> dict[tuple[int, str], str]:
    """Each passage's text by issue number and item letter, without note marks, note blocks and emphasis."""
    found: dict[tuple[int, str], list[str]] = {}
    lines: list[str] = []
    number = 0
    for line in filter(None, map(str.strip, source.splitlines())):
        if line[0] in SUPERSCRIPTS or line.startswith("* "):
            continue
        if HEADING.match(line):
            lines = []
            continue
        issue, item = re.match(r"(\d{1,2})\. ", line), re.match(r"\(([a-e])\) ", line)
        number = int(issue[1]) if issue else number
        start = issue or item
        if start:
            lines = found.setdefault((number, item[1] if item else ""), [])
        lines.append(line[start.end() :] if start else line)
    return {place: _clean(" ".join(lines)) for place, lines in found.items()}


def _clean(text: str) -> str:
    without_marks = re.sub(f"[{SUPERSCRIPTS}]+", "", text)
    return re.sub(r"\s+", " ", re.sub(r"\*([^*]+)\*", r"\1", without_marks))


def coded(register: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Data points by code, such as `6(a).2`, in the order of the register; `place` says which passage."""
    points = {}
    for issue in register["issues"]:
        counts: Counter[str] = Counter()
        for point in issue["data_points"]:
            item = point["item"]
            counts[item] += 1
            prefix = f"{issue['number']}({item})" if item else str(issue["number"])
            points[f"{prefix}.{counts[item]}"] = point | {"place": (issue["number"], item)}
    return points


REGISTER = read(LIST / "register.json")
POINTS = coded(REGISTER)
ASSIGNMENTS = read(LIST / "assignments.json")["assignments"]
KAZAKHSTAN = read(DATA / "kazakhstan.json")
PASSAGES = clean_passages((LIST / "list.txt").read_text(encoding="utf-8"))


def spans(place: tuple[int, str]) -> list[tuple[int, int]]:
    """Start and end of each quote of a passage, in the order of the register."""
    quotes = [point["quote"] for point in POINTS.values() if point["place"] == place]
    return [(PASSAGES[place].index(quote), PASSAGES[place].index(quote) + len(quote)) for quote in quotes]


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence, or clause that begins with “; please”, starts and ends."""
    edges = [0, *(m.end() for m in re.finditer(r"\. (?=[A-Z])|; (?=please)", text)), len(text)]
    return list(pairwise(edges))


def test_register_has_each_issue_once_with_its_number_of_data_points():
    counts = [(issue["number"], len(issue["data_points"])) for issue in REGISTER["issues"]]

    assert (REGISTER["symbol"], counts) == ("CAT/C/KAZ/Q/4", list(COUNTS.items()))
    assert len(POINTS) == 166


def test_issue_1_requests_nothing():
    assert REGISTER["issues"][0]["data_points"] == []


def test_register_has_exactly_the_fields_of_its_schema():
    issue_fields = {tuple(issue) for issue in REGISTER["issues"]}
    point_fields = {tuple(point) for issue in REGISTER["issues"] for point in issue["data_points"]}

    assert issue_fields == {("number", "label", "data_points")}
    assert point_fields == {("item", "quote", "label", "kind", "disaggregation", "period")}


def test_quote_stands_exactly_once_in_its_passage():
    found = {code: PASSAGES[point["place"]].count(point["quote"]) for code, point in POINTS.items()}

    assert {code: times for code, times in found.items() if times != 1} == {}


@pytest.mark.parametrize("place", PASSAGES)
def test_quotes_of_a_passage_are_in_order_without_overlap(place):
    edges = [edge for span in spans(place) for edge in span]

    assert edges == sorted(set(edges))


def test_data_points_follow_the_order_of_the_passages():
    places = [point["place"] for point in POINTS.values()]

    assert places == sorted(places)


def test_every_passage_but_issue_1_requests_something():
    assert set(PASSAGES) - {point["place"] for point in POINTS.values()} == {(1, "")}


def test_every_sentence_that_requests_something_has_a_data_point():
    uncovered = [
        text[start:end]
        for place, text in PASSAGES.items()
        for start, end in sentences(text)
        if REQUEST.search(text[start:end])
        and not any(first < end and start < last for first, last in spans(place))
    ]

    assert [words[:40] for words in uncovered] == [
        "In its previous concluding observations,",
        "Please disaggregate all data by year and",
    ]


def test_quotes_begin_and_end_on_whole_words_without_punctuation_at_the_end():
    loose = []
    for place, text in PASSAGES.items():
        for start, end in spans(place):
            around = text[max(start - 1, 0) : start] + text[end : end + 1]
            if re.search(r"\w", around) or text[end - 1] in " .,;:":
                loose.append(text[start:end])

    assert loose == []


def test_kinds_are_known_and_all_used():
    assert {point["kind"] for point in POINTS.values()} == set(KINDS)


def test_labels_of_data_points_are_short_and_plain():
    odd = [p["label"] for p in POINTS.values() if not re.fullmatch(r"[A-Z][^.\n]{4,68}[^.\s]", p["label"])]

    assert odd == []


def test_labels_of_data_points_are_unique_within_an_issue():
    labels = Counter((point["place"][0], point["label"]) for point in POINTS.values())

    assert [label for label, times in labels.items() if times > 1] == []


def test_labels_of_issues_are_short_and_unique():
    labels = [issue["label"] for issue in REGISTER["issues"]]

    assert [label for label in labels if not re.fullmatch(r"[A-Z][^.\n]{4,58}[^.\s]", label)] == []
    assert len(set(labels)) == 30


def test_disaggregation_is_what_the_list_asks_for():
    asked = {code: point["disaggregation"] for code, point in POINTS.items() if point["disaggregation"]}

    assert asked == DISAGGREGATION


def test_quote_that_names_a_breakdown_has_it_as_disaggregation():
    named = {code for code, point in POINTS.items() if BREAKDOWN.search(point["quote"])}

    assert named == {"8.3", "11.1", "17.1", "17.5", "20.1"}
    assert [code for code in named if not POINTS[code]["disaggregation"]] == []


def test_every_statistic_of_issue_23_is_disaggregated_as_its_own_sentence_asks():
    statistics = {c: p for c, p in POINTS.items() if p["place"] == (23, "") and p["kind"] == "statistics"}

    assert {tuple(point["disaggregation"]) for point in statistics.values()} == {tuple(UNIFIED_REGISTER)}


def test_quote_that_names_a_period_has_it():
    without = [
        code for code, point in POINTS.items() if PERIOD.search(point["quote"]) and not point["period"]
    ]

    assert without == []


def test_periods_and_terms_of_disaggregation_are_lower_case():
    words = [word for point in POINTS.values() for word in (point["period"], *point["disaggregation"])]

    assert [word for word in words if word != word.lower().strip()] == []


def test_assignments_have_exactly_one_lead_for_each_issue():
    leads = [entry["issue"] for entry in ASSIGNMENTS if entry["role"] == "lead"]

    assert leads == list(range(1, 31))
    assert {entry["role"] for entry in ASSIGNMENTS} == {"lead", "contributor"}


def test_assignments_give_each_data_point_to_exactly_one_ministry():
    given = Counter(code for entry in ASSIGNMENTS for code in entry["data_points"])

    assert given == Counter(list(POINTS))


def test_assignments_give_only_data_points_of_their_issue_in_order():
    order = {code: position for position, code in enumerate(POINTS)}
    wrong = [
        entry
        for entry in ASSIGNMENTS
        if entry["data_points"] != sorted(entry["data_points"], key=lambda code: order[code])
        or {POINTS[code]["place"][0] for code in entry["data_points"]} - {entry["issue"]}
    ]

    assert wrong == []


def test_only_the_lead_of_issue_1_has_no_data_points():
    empty = [entry for entry in ASSIGNMENTS if not entry["data_points"]]

    assert empty == [{"issue": 1, "ministry": "foreign-affairs", "role": "lead", "data_points": []}]


def test_a_ministry_is_assigned_an_issue_once():
    pairs = Counter((entry["issue"], entry["ministry"]) for entry in ASSIGNMENTS)

    assert (len(ASSIGNMENTS), max(pairs.values())) == (64, 1)


def test_assignments_name_known_ministries_and_leave_out_only_defence():
    codes = {ministry["code"] for ministry in KAZAKHSTAN["ministries"]}

    assert {entry["ministry"] for entry in ASSIGNMENTS} == codes - {"defence"}


def test_ministries_are_the_bodies_that_contribute():
    assert " ".join(ministry["code"] for ministry in KAZAKHSTAN["ministries"]) == (
        "mia prosecutor-general justice foreign-affairs health education labour defence "
        "national-security anti-corruption supreme-court ombudsman"
    )


def test_state_and_time_zone_of_kazakhstan():
    assert (KAZAKHSTAN["state"], ZoneInfo(KAZAKHSTAN["time_zone"]).key) == ("KAZ", "Asia/Almaty")


@pytest.mark.parametrize(
    ("field", "alphabet"),
    [
        ("name_en", r"[A-Za-z -]+"),
        ("name_ru", r"[А-Яа-яЁё -]+"),
        ("name_kk", r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі -]+"),
        ("short_en", r"[A-Za-z -]+"),
    ],
)
def test_names_of_ministries_are_distinct_and_in_their_alphabet(field, alphabet):
    names = [ministry[field] for ministry in KAZAKHSTAN["ministries"]]

    assert [name for name in names if not re.fullmatch(alphabet, name)] == []
    assert len(set(names)) == 12
