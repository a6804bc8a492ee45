"""One query over all texts: which places have what is asked, the best first, and how many of each kind."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db.models import BooleanField, Case, F, FloatField, Func, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, Left

from accounts.models import Role, User
from issues.models import DataPoint, Issue, Passage
from issues.searchable import STEMS
from replies.searching.query import Asked, Code
from replies.searching.sources import BY_NAME, SOURCES, Kind, Source, Wanted
from replies.searching.statements import LISTS, QUERY, Ready, Shape, Statement, given, shape_of, statement_of

# Places of one sort that are looked at: of a word that is everywhere, not the best of all but of so many.
MOST = 100
# Texts of one sort that are found by a word before it is asked which of them the person may see.
MOST_MATCHES = 2_000
# … and of a phrase, for which PostgreSQL takes each text apart again.
MOST_WITH_PHRASE = 200
# With no more lists than these, a person’s own texts are looked through instead.
FEW_LISTS = 10
# Characters from the beginning of a text that its rank is worked out from.
RANKED = 2_000
# Lists in which an issue is found by its number alone, the newest first.
MOST_LISTS = 50
BY_CODE = 100.0
# Where the label and the text of an issue name it: both are one place.
OF_ISSUE = {"issue": "pk", "passage": "issue_id"}
# So many of what is seen, and how many texts have the words at all.
TAKEN = "SELECT * FROM seen_{0} LIMIT %s) UNION ALL (SELECT '{0}', 0, 0, count(*), 0 FROM had_{0}"
OWN_LISTS = "SELECT list_of_issues_id FROM issues_coordination WHERE user_id = %s LIMIT %s"
# By their indexes, from the few that are found to what they belong to.
PLANNED = {
    "enable_seqscan": "off",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "work_mem": "32MB",
}


class Key(NamedTuple):
    """A place: which source, which row of it, in which list, how good, of an issue its label or text."""

    source: str
    pk: int
    list_of_issues: int
    rank: float
    issue: int = 0

    @property
    def kind(self) -> Kind:
        return BY_NAME[self.source].kind


@dataclass(frozen=True, slots=True)
class Found:
    """All places that were found, the best first; `more` are the kinds of which there may be more."""

    keys: Sequence[Key] = ()
    more: frozenset[Kind] = field(default_factory=frozenset)

    @property
    def counts(self) -> Counter[Kind]:
        return Counter(key.kind for key in self.keys)

    @property
    def lists(self) -> int:
        return len({key.list_of_issues for key in self.keys})

    def of_kind(self, kind: str) -> "Found":
        """Those of one kind; all where none is named."""
        if not kind:
            return self
        return Found([key for key in self.keys if key.kind == kind], self.more & {Kind(kind)})


def settle(cursor: Any, asked: Asked, user: User) -> tuple[str, list[int]]:
    """Have texts found by their indexes until the end of the transaction; read what is asked once.

    Gives the query as PostgreSQL writes it, and the lists of a person who coordinates few; of others none.
    PostgreSQL believes that taking texts apart costs next to nothing, and reads whole tables.
    """
    told = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in PLANNED.items())
    query, of_query = asked.compiled
    cursor.execute(
        f"SELECT ({query})::text, ARRAY({OWN_LISTS}), {told}",
        [*of_query, user.pk, FEW_LISTS + 1],
    )
    written, lists = cursor.fetchone()[:2]
    is_few = user.role == Role.COORDINATOR and len(lists) <= FEW_LISTS
    return written, lists if is_few else []


def look(cursor: Any, asked: Asked, user: User, wanted: Wanted) -> Found:
    """What the person may see of what is asked, of every kind: in one query.

    First the texts that have the words, so many at the most; then which of them the person may see. Where few
    rows are asked for, those first.
    """
    query, lists = settle(cursor, asked, user)
    if wanted.list_of_issues is not None:
        lists = [wanted.list_of_issues.pk]
    most = MOST_WITH_PHRASE if asked.phrases else MOST_MATCHES
    statement = _statement(shape_of(user, wanted), most, is_narrow=bool(lists))
    by_code = [statement_of(part) for part in _by_code(asked.code, user, wanted)] if asked.code else []
    values = statement.filled(given(user, wanted) | {QUERY: query, LISTS: lists})
    cursor.execute(
        ") UNION ALL (".join([statement.sql, *(each.sql for each in by_code)]) + ")",
        [*values, *(value for each in by_code for value in each.values)],
    )
    return _sorted(cursor.fetchall(), most)


@cache
def _statement(shape: Shape, most: int, *, is_narrow: bool) -> Statement:
    """The query for all people and filters of this shape, its last bracket open."""
    named: list[Statement] = []
    taken: list[Statement] = []
    for source in SOURCES:
        rows = _of_lists(source, shape) if is_narrow else source.objects.all()
        matches = rows.alias(had=source.words).filter(had=Ready(QUERY)).order_by().values("pk")
        seen = statement_of(_seen(source, shape))
        for name, columns, part in (
            ("had", "id", statement_of(matches[:most])),
            ("seen", "s, id, l, r, i", seen),
        ):
            sql = f"{name}_{source.name} ({columns}) AS MATERIALIZED ({part.sql})"
            named.append(Statement(sql, part.values))
        taken.append(Statement(TAKEN.format(source.name), (MOST + 1,)))
    names, union = ", ".join(each.sql for each in named), ") UNION ALL (".join(each.sql for each in taken)
    return Statement(
        f"WITH {names} ({union}", tuple(value for each in (*named, *taken) for value in each.values)
    )


def _of_lists(source: Source, shape: Shape) -> "QuerySet[Any]":
    """What the person may see in some lists, whose keys PostgreSQL is told: else it may begin elsewhere."""
    of_lists = Func(
        F(source.list),
        RawSQL("%s::bigint[]", (LISTS,)),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
    return source.rows(shape.user, shape.wanted).filter(of_lists)


def values(source: Source, rows: "QuerySet[Any]", rank: Any) -> "QuerySet[Any, Any]":
    """The rows as keys."""
    of_issue = F(OF_ISSUE[source.name]) if source.name in OF_ISSUE else Value(0)
    return rows.order_by().values_list(
        Value(source.name), F("pk"), F(source.list), Cast(rank, FloatField()), of_issue
    )


def _seen(source: Source, shape: Shape) -> "QuerySet[Any, Any]":
    """Those among the matches that the person may see; ranked where they are few: that takes long."""
    # As an array they are a condition on the row itself: a join could come after all the others.
    is_match = Func(
        F("pk"),
        template=f"%(expressions)s = ANY(ARRAY(SELECT id FROM had_{source.name}))",  # noqa: S608
        output_field=BooleanField(),
    )
    few = RawSQL(  # noqa: S611 - a name of ours
        f"(SELECT count(*) <= %s FROM had_{source.name})",  # noqa: S608
        (MOST,),
        output_field=BooleanField(),
    )
    text = [Left(Coalesce(F(name), Value("")), RANKED) for name in (source.title, source.body) if name]
    rank = SearchRank(SearchVector(*text, config=STEMS), Ready(QUERY))
    worth = Case(When(few, then=Value(1.0) + rank), default=Value(1.0)) * Value(source.weight)
    return values(source, source.rows(shape.user, shape.wanted).filter(is_match), worth)


def _by_code(code: Code, user: User, wanted: Wanted) -> Iterator["QuerySet[Any, Any]"]:
    """The issue of that number in the newest lists, or an item or a data point of it."""
    numbered = BY_NAME["issue"].rows(user, wanted).filter(number=code.number)
    newest = numbered.order_by("-list_of_issues_id")[:MOST_LISTS]
    issues = Issue.objects.filter(pk__in=newest.values("pk"))
    rank = Value(BY_CODE)
    if not code.item and not code.point:
        yield values(BY_NAME["issue"], issues, rank)
        return
    named = Q(code=code.exact) | Q(code__startswith=f"{code.exact}.")
    yield values(BY_NAME["point"], DataPoint.objects.filter(named, issue__in=issues), rank)
    if not code.point:
        items = Passage.objects.filter(issue__in=issues, item=code.item)
        yield values(BY_NAME["passage"], items, rank)


def _sorted(rows: Iterable[tuple[str, int, int, float, int]], most: int) -> Found:
    """Each place once, the best first, among equals those of the newest list.

    A row without a key says how many texts have the words; there may be more than `most`.
    """
    best: dict[tuple[str, int], Key] = {}
    more = set()
    for key in map(Key._make, rows):
        place = (key.source, key.pk)
        if not key.pk:
            more |= {key.kind} if key.rank >= most else set()
        elif place not in best or best[place].rank < key.rank:
            best[place] = key
    counts = Counter(key.source for key in best.values())
    more |= {BY_NAME[name].kind for name, n in counts.items() if n > MOST}
    keys = sorted(
        one_of_each_issue(best.values()), key=lambda key: (-key.rank, -key.list_of_issues, key.source, key.pk)
    )
    return Found(keys, frozenset(more))


def one_of_each_issue(keys: Iterable[Key]) -> Iterator[Key]:
    """An issue whose label and text both have the words is one place, as good as the better: its text shows
    the label, too."""
    keys = list(keys)
    labels = {key.issue: key.rank for key in keys if key.source == "issue"}
    texts = {key.issue for key in keys if key.source == "passage"}
    for key in keys:
        if key.source == "passage" and key.issue in labels:
            yield key._replace(rank=max(key.rank, labels.pop(key.issue)))
        elif key.source != "issue" or key.issue not in texts:
            yield key
