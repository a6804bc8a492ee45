"""What is suggested for a stored list: the texts and names of the database, given to `suggesting`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from accounts.models import Ministry
from issues.models import Assignment, Issue, ListOfIssues, Passage
from issues.registers import proposal_for
from issues.suggesting import Asked, Body, Earlier, Suggested, suggest


def suggested_for(
    stored: ListOfIssues, issues: Sequence[Issue], ministries: Iterable[Ministry]
) -> dict[int, list[Suggested]]:
    """What is left to give of the suggestions, by the number of the issue; none for a list that is closed.

    An issue has suggestions while what is given of it agrees with them; what was taken from a ministry
    once is not suggested to it again. Issues come with passages, data points and assignments; at the most
    three queries.
    """
    if stored.status not in {ListOfIssues.Status.INTAKE, ListOfIssues.Status.OPEN} or not issues:
        return {}
    found: dict[int, list[Suggested]] = defaultdict(list)
    everything = suggest(
        tuple(_asked(issue) for issue in issues),
        tuple(sorted((_body(ministry) for ministry in ministries), key=lambda body: body.code)),
        language=stored.language,
        earlier=tuple(_earlier(stored)),
        shipped=proposal_for(stored.symbol),
    )
    for entry in everything:
        found[entry.issue].append(entry)
    taken = _taken(stored)
    return {issue.number: left for issue in issues if (left := _left(issue, found[issue.number], taken))}


def _left(issue: Issue, suggested: Iterable[Suggested], taken: set[tuple[int, str]]) -> list[Suggested]:
    wanted = {entry.ministry: entry for entry in suggested if (issue.number, entry.ministry) not in taken}
    given = {found.ministry.code: found.role for found in issue.assignments.all()}
    if any(code not in wanted or wanted[code].role != role for code, role in given.items()):
        return []
    return [entry for code, entry in wanted.items() if code not in given]


def _asked(issue: Issue) -> Asked:
    passages = {passage.pk: passage.text for passage in issue.passages.all()}
    points = tuple(
        (point.code, f"{passages[point.passage_id][point.start : point.end]} {point.label}")
        for point in issue.data_points.all()
    )
    return Asked(issue.number, issue.label, "\n".join(passages.values()), points)


def _body(ministry: Ministry) -> Body:
    return Body(ministry.code, (ministry.name_en, ministry.name_ru, ministry.name_kk))


def _earlier(stored: ListOfIssues) -> list[Earlier]:
    """The issues of the State's other lists that ministries have or had; two queries."""
    others = ListOfIssues.objects.filter(state=stored.state).exclude(pk=stored.pk).exclude(status="intake")
    rows = Assignment.objects.filter(issue__list_of_issues__in=others).order_by("issue", "pk")
    given: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for issue, code, role in rows.values_list("issue", "ministry__code", "role"):
        given[issue].append((code, role))
    texts: dict[int, list[str]] = defaultdict(list)
    names: dict[int, tuple[str, int]] = {}
    passages = Passage.objects.filter(issue__in=given).order_by("issue", "position")
    fields = ("issue", "issue__list_of_issues__symbol", "issue__number", "text")
    for issue, symbol, number, text in passages.values_list(*fields):
        texts[issue].append(text)
        names[issue] = (symbol, number)
    return [Earlier(*names[issue], "\n".join(texts[issue]), tuple(given[issue])) for issue in names]


def _taken(stored: ListOfIssues) -> set[tuple[int, str]]:
    """Who had an issue and has it no more, as the history has it; one query."""
    gone = Assignment.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        pgh_label="delete", issue__list_of_issues=stored
    )
    return set(gone.values_list("issue__number", "ministry__code"))
