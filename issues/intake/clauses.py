"""A sentence cut into its clauses: each verb of a request with all that it asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from issues.intake.sentences import Span, trimmed
from issues.intake.vocabulary import Grammar, Openers, after


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb and the span of what it asks for.

    `opened` is where the request begins, `lead` the span between the verb and what it asks for.
    `main` tells "indicate whether" from "indicating whether"; a question and the text of a lettered item
    have no verb.
    """

    opened: int
    start: int
    end: int
    verb: str = ""
    lead: Span = (0, 0)
    main: bool = True


def clauses(plain: str, sentence: Span, grammar: Grammar, *, governed: bool = False) -> tuple[Clause, ...]:
    """The requests of one sentence of a masked text; `governed` when the words before it already ask.

    A clause can be empty: "please report on:" asks for nothing of its own.
    """
    found = list(_opened(plain, sentence, grammar, governed=governed))
    if not found:
        asks = plain[slice(*sentence)].rstrip('"”»’)').endswith("?")
        return (_question(plain, sentence, grammar.openers),) if asks else ()
    ends = [clause.opened for clause in found[1:]] + [sentence[1]]
    return tuple(
        _closed(plain, clause, end, grammar.openers) for clause, end in zip(found, ends, strict=True)
    )


def _opened(plain: str, sentence: Span, grammar: Grammar, *, governed: bool) -> Iterator[Clause]:
    start, end = sentence
    openers = grammar.openers
    last = None
    first = openers.first.match(plain, start, end)
    if first:
        last = _clause(plain, first, end, openers)
    elif governed and not openers.polite.match(plain, start, end):
        last = Clause(opened=start, start=start, end=end)
    if last:
        yield last
    introduced = openers.introduction.match(plain, start, end) is not None
    for head in openers.head.finditer(plain, first.end() if first else start, end):
        if _asks(plain, head, last, grammar, introduced=introduced):
            last = _clause(plain, head, end, openers)
            yield last


def _asks(
    plain: str, head: re.Match[str], last: Clause | None, grammar: Grammar, *, introduced: bool
) -> bool:
    """Whether an opener opens a request here: a bare verb needs something before it that already asks.

    "Measures to prevent torture and provide redress" asks once, "describe measures to prevent torture, and
    provide the text" twice.
    """
    if head["asked"] or head["appeal"]:
        return True
    if last is None:
        return introduced and head["mark"] is not None
    if not head["tell"] or (head["mark"] or "").strip() not in {"", ",", ":", "–", "—"}:
        return True
    before = plain[last.start : head.start()]
    if not grammar.nouns.purpose.search(before):
        return True
    position = after(grammar.openers.tail, plain, head.end())
    return grammar.nouns.informing.match(plain, position) is not None


def _clause(plain: str, head: re.Match[str], end: int, openers: Openers) -> Clause:
    groups = head.groupdict()
    verb = next((groups[name] for name in ("asked", "verb", "tell", "part") if groups.get(name)), "")
    lead = after(openers.tail, plain, head.end(), end)
    start = after(openers.aside, plain, lead, end)
    return Clause(
        opened=head.start(),
        start=start,
        end=end,
        verb=verb.casefold(),
        lead=(lead, start),
        main=not groups.get("part"),
    )


def _closed(plain: str, clause: Clause, end: int, openers: Openers) -> Clause:
    """The clause without what leads to the next one: a comma, "and also", the full stop."""
    start, end = trimmed(plain, clause.start, max(clause.start, end))
    leftover = openers.leftover.search(plain, start, end)
    return replace(clause, start=start, end=leftover.start() if leftover else end)


def _question(plain: str, sentence: Span, openers: Openers) -> Clause:
    start, end = sentence
    opening = openers.direct_question.match(plain, start, end) or openers.late_question.search(
        plain, start, end
    )
    start = opening.start("opening") if opening else start
    return Clause(opened=start, start=start, end=end)
