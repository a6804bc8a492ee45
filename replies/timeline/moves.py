"""The steps of a reply's life in plain words, and where it stands after the last of them."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from replies.timeline.entries import Entry, Look
from replies.timeline.events import Event
from replies.timeline.story import Story
from replies.workflow import TRANSITIONS, Action, Status

STEPS = {(move.source, move.target): move.action for move in TRANSITIONS if move.source != move.target}
LOOKS = {
    Action.SUBMIT: Look.REVIEW,
    Action.CLEAR: Look.REVIEW,
    Action.ACCEPT: Look.ACCEPTED,
    Action.RETURN: Look.WAITING,
    Action.EDIT: Look.WAITING,
}


@dataclass(frozen=True, slots=True)
class Move:
    """A change of the reply's status; `action` is None for one that nobody can make in the application."""

    event: Event
    before: Event
    action: Action | None


def moves_of(story: Story) -> list[Move]:
    """All of them, the oldest first; that writing has begun is told by what was written."""
    changes = (e for e in story.events if e.source == "reply" and story.changed(e, "status"))
    pairs = ((event, story.before(event)) for event in changes)
    moves = (Move(e, b, STEPS.get((Status(b["status"]), Status(e["status"])))) for e, b in pairs if b)
    return [move for move in moves if move.action != Action.SAVE]


def told_move(move: Move, story: Story) -> Entry:
    """One step as an entry."""
    event, before = move.event, move.before
    signed = event if move.action == Action.CLEAR else before if move.action == Action.EDIT else None
    notes = _notes(event, story)
    return Entry(
        event.at,
        _sentence(move, story),
        quote="\n\n".join(dict.fromkeys(note["text"] for note in notes)),
        fingerprint=(signed["cleared_hash"] or "") if signed else "",
        look=Look.BAD if move.action is None else LOOKS.get(move.action, Look.PLAIN),
    )


def _sentence(move: Move, story: Story) -> SafeString:
    event, names = move.event, story.names
    who = names.who(event)
    if move.action == Action.RETURN:
        return _returned(move, story)
    if move.action == Action.EDIT:
        return _voided(move, story)
    if move.action is None:
        sentence = _("{who} set the reply to “{status}”, which is none of its usual steps.")
        return format_html(sentence, who=who, status=Status(event["status"]).label)
    sentence = {
        Action.SUBMIT: _("{who} submitted the reply."),
        Action.WITHDRAW: _("{who} withdrew the reply."),
        Action.CLEAR: _("{who} cleared the reply."),
        Action.ACCEPT: _("{who} accepted the reply."),
    }[move.action]
    remarks = story.together(event, "comment")
    settled = len({remark["text"] for remark in remarks if remark["is_return"] and remark.label == "update"})
    if not settled:
        return format_html(sentence, who=who)
    notes = ngettext(
        "The note with which it had been returned is settled.",
        "The notes with which it had been returned are settled.",
        settled,
    )
    return format_html("{} {}", format_html(sentence, who=who), notes)


def _returned(move: Move, story: Story) -> SafeString:
    names, event = story.names, move.event
    points = [note["data_point"] for note in _notes(event, story) if note["data_point"] is not None]
    sentence = _("{who} returned the reply because of {codes}.") if points else _("{who} returned the reply.")
    told = format_html(sentence, who=names.who(event), codes=names.list(points))
    if not move.before["cleared_hash"]:
        return told
    return format_html("{} {}", told, _("Its clearance is void."))


def _voided(move: Move, story: Story) -> SafeString:
    names, event = story.names, move.event
    points = [answer["data_point"] for answer in story.together(event, "answer")]
    sentence = _(
        "{who} changed the text: the clearance by {officer} is void, the ministry clears the text again."
    )
    if points:
        sentence = _(
            "{who} changed {codes}: the clearance by {officer} is void, the ministry clears the text again."
        )
    officer = names.person(move.before["cleared_by"])
    return format_html(sentence, who=names.who(event), codes=names.list(points), officer=officer)


def _notes(event: Event, story: Story) -> list[Event]:
    """The notes that were left with a step: those of a return."""
    remarks = story.together(event, "comment")
    return [remark for remark in remarks if remark.label == "insert" and remark["is_return"]]
