"""Writing in plain words: a sitting, a text from elsewhere, an answer that is no text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from replies.models import Answer
from replies.timeline.entries import Entry, Look
from replies.timeline.events import Event
from replies.timeline.names import Names
from replies.timeline.sittings import Piece, Sitting
from replies.timeline.story import Story

RESTORED = re.compile(r"restored version (\d+)")


def told_sitting(sitting: Sitting, names: Names) -> Iterator[Entry]:
    """One entry for the texts of a sitting, one for each kind of declaration, one for each conflict."""
    alike: dict[tuple[str, int | None], list[Piece]] = defaultdict(list)
    for piece in sitting.pieces.values():
        alike[piece.last["form"], piece.last["see"]].append(piece)
    for (form, see), pieces in alike.items():
        last = max((piece.last for piece in pieces), key=lambda event: event.at)
        codes = names.list(piece.last["data_point"] for piece in pieces)
        if form == Answer.Form.TEXT:
            since = min(piece.since for piece in pieces)
            yield Entry(last.at, _wrote(last, codes, sum(p.words for p in pieces), names), since)
        else:
            sentence = declared(form)
            yield Entry(
                last.at,
                format_html(sentence, who=names.who(last), codes=codes, other=names.code(see)),
            )
    for event, first in sitting.refused.values():
        yield Entry(event.at, _refused(event, first, names), look=Look.WAITING)


def declared(form: str) -> str:
    """How an answer that is no text is told."""
    return {
        Answer.Form.UNAVAILABLE: _("{who} declared {codes} not available."),
        Answer.Form.SEE: _("{who} referred {codes} to the answer to {other}."),
        Answer.Form.NOTHING: _("{who} had nothing to add on {codes}."),
    }[Answer.Form(form)]


def _wrote(event: Event, codes: str, words: int, names: Names) -> SafeString:
    if words > 0:
        sentence = ngettext(
            "{who} wrote {codes}: {n} word more.", "{who} wrote {codes}: {n} words more.", words
        )
    elif words < 0:
        sentence = ngettext(
            "{who} wrote {codes}: {n} word fewer.", "{who} wrote {codes}: {n} words fewer.", -words
        )
    else:
        sentence = _("{who} wrote {codes}, which stayed as long as before.")
    return format_html(sentence, who=names.who(event), codes=codes, n=abs(words))


def _refused(event: Event, first: int | None, names: Names) -> SafeString:
    code, who = names.code(event["data_point"]), names.who(event)
    if first is None or first == event.who:
        return format_html(
            _("{who} saved {code} from two windows at once; both texts are kept."), who=who, code=code
        )
    sentence = _("{who} saved {code} at the same time as {other}; both texts are kept.")
    return format_html(sentence, who=who, code=code, other=names.person(first))


def told_answer(event: Event, story: Story) -> Iterator[Entry]:
    """A version restored, and an answer deleted; nothing of what was written."""
    restored = RESTORED.fullmatch(event.reason)
    if event.label == "delete":
        sentence, look = _("{who} deleted the answer to {code}."), Look.BAD
    elif restored and event.label != "refused":
        sentence, look = _("{who} restored version {n} of {code}."), Look.PLAIN
    else:
        return
    who, code = story.names.who(event), story.names.code(event["data_point"])
    n = restored[1] if restored else ""
    yield Entry(event.at, format_html(sentence, who=who, code=code, n=n), look=look)


def told_take_over(event: Event, story: Story) -> Iterator[Entry]:
    """A text that came from another ministry, or went to one."""
    names = story.names
    if event["answer_reply"] == names.reply.pk:
        other = names.ministries[event["source_ministry"]]
        sentence = _("{who} took what {ministry} wrote on {source} (version {n}) over into {own}.")
    else:
        other = names.ministries[event["answer_ministry"]]
        sentence = _(
            "{who} took what is written here on {source} (version {n}) over into {own} of {ministry}."
        )
    yield Entry(
        event.at,
        format_html(
            sentence,
            who=names.who(event),
            ministry=other,
            source=names.code(event["source_point"]),
            n=event["source_version"],
            own=names.code(event["answer_point"]),
        ),
    )


def versions_apart(events: Sequence[Event]) -> set[tuple[int, int]]:
    """The versions (row, number) that nobody wrote: taken over, or restored."""
    taken = {(e["answer"], e["answer_version"]) for e in events if e.source == "take-over"}
    saved = (e for e in events if e.source == "answer" and e.label != "refused")
    return taken | {(e.row, e["version"]) for e in saved if RESTORED.fullmatch(e.reason)}
