"""What stands between the replies and a document that can be sent: read before anyone exports."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from issues.models import ListOfIssues
from replies.document.build import build
from replies.document.checks.contradictions import contradictions
from replies.document.checks.finding import ERROR, WARNING, Check, Finding, Findings, in_order
from replies.document.checks.form import (
    heading_notes,
    lone_items,
    pages,
    unprintable_signs,
    untitled_tables,
)
from replies.document.checks.given import Given, code_of, given_in
from replies.document.checks.length import over_limit
from replies.document.checks.missing import changed_after_clearance, not_accepted, unanswered, unassigned
from replies.document.checks.references import answered_twice, circles, leading_nowhere
from replies.document.checks.requested import requested
from replies.document.checks.symbols import symbols
from replies.document.checks.totals import wrong_totals
from replies.document.options import Options, printed_language
from replies.document.snapshot import replies_of
from replies.document.tree import Document
from replies.models import Reply
from replies.workflow import Status

__all__ = ["ERROR", "WARNING", "Check", "Finding", "Findings", "check", "findings_of"]


def findings_of(stored: ListOfIssues) -> Findings:
    """Check a list as it stands now, as a whole document with all its text."""
    replies, options = replies_of(stored), Options(printed_language(stored.language))
    return check(stored, replies, build(stored, replies, options), options)


def check(stored: ListOfIssues, replies: Sequence[Reply], document: Document, options: Options) -> Findings:
    """Check replies that are already in hand, and the document that was built from them.

    `replies` are all of the list, as `replies_of` gives them. Of a part, only what is in it is found.
    Without unaccepted text a reply that is not accepted is one finding, whatever it says. At most three
    queries, whatever there is: for what no ministry has, and for what was set aside.
    """
    own = [reply for reply in replies if _is_in_part(reply, options)]
    printed = [r for r in own if options.with_unaccepted or r.status == Status.ACCEPTED]
    answers = given_in(printed, document)
    elsewhere = _codes_answered(replies) - _codes_answered(own) if options.is_part else frozenset()
    found = [
        *(unassigned(stored, options.section) if options.ministry is None else ()),
        *unanswered(printed),
        *not_accepted(own),
        *changed_after_clearance(own),
        *over_limit(stored, document),
        *leading_nowhere(answers, document, elsewhere),
        *circles(answers),
        *_in_texts(stored, answers),
    ]
    return Findings(in_order(_with_reasons(stored, found)))


def _in_texts(stored: ListOfIssues, answers: Sequence[Given]) -> Iterator[Finding]:
    """What the texts say or do not say."""
    yield from answered_twice(answers)
    yield from contradictions(answers)
    yield from wrong_totals(answers)
    yield from requested(answers, stored)
    yield from untitled_tables(answers)
    yield from lone_items(answers)
    yield from heading_notes(answers)
    yield from pages(answers)
    yield from symbols(answers)
    yield from unprintable_signs(answers)


def _is_in_part(reply: Reply, options: Options) -> bool:
    assignment = reply.assignment
    return options.ministry in {None, assignment.ministry_id} and options.section in {
        None,
        assignment.issue.section_id,
    }


def _codes_answered(replies: Iterable[Reply]) -> frozenset[str]:
    return frozenset(
        code_of(reply, answer) for reply in replies for answer in reply.answers.all() if answer.is_answered
    )


def _with_reasons(stored: ListOfIssues, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings; warnings that an administrator has set aside say why, by whom and when."""
    set_aside = {row.key: row for row in stored.set_asides.select_related("by")}
    for item in found:
        row = None if item.is_error else set_aside.get(item.key)
        yield replace(item, aside=row.reason, aside_by=row.by.name, aside_at=row.at) if row else item
