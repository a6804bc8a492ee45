"""Where a reply stands and since when, in one sentence."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from replies.timeline.events import Event
from replies.timeline.moves import Move
from replies.timeline.story import Story
from replies.workflow import Action, Status


def standing(story: Story, moves: Sequence[Move], now: datetime) -> SafeString:
    """The sentence on top: by the last step, of a draft by the last save. `now` bears the time zone."""
    reply = story.names.reply
    if reply.status == Status.NOT_STARTED:
        return _standing(_("Assigned {ago}, nothing has been written yet."), story, "assignment", now)
    if reply.status == Status.DRAFTING:
        return _standing(_("Still being drafted, last written {ago} by {who}."), story, "answer", now)
    if not moves or moves[-1].action is None:
        return SafeString(reply.standing)
    sentence = {
        Action.SUBMIT: _("Submitted {ago} by {who}, waits for clearance."),
        Action.CLEAR: _("Cleared {ago} by {who}, waits for the coordinator."),
        Action.ACCEPT: _("Accepted {ago} by {who}."),
        Action.RETURN: _("Returned {ago} by {who}, waits for changes."),
        Action.EDIT: _("Changed {ago} by {who} after its clearance, waits to be cleared again."),
    }[moves[-1].action]
    return _told(sentence, moves[-1].event, story, now)


def _standing(sentence: str, story: Story, source: str, now: datetime) -> SafeString:
    events = [event for event in story.events if event.source == source and event.label != "refused"]
    return _told(sentence, events[-1], story, now) if events else SafeString(story.names.reply.standing)


def _told(sentence: str, event: Event, story: Story, now: datetime) -> SafeString:
    return format_html(sentence, ago=ago(event.at.astimezone(now.tzinfo), now), who=story.names.who(event))


def ago(moment: datetime, now: datetime) -> str:
    """“today at 14:02”, “yesterday at 14:02”, “3 days ago”; both in the same time zone."""
    days = (now.date() - moment.date()).days
    if days > 1:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    sentence = _("yesterday at %s") if days else _("today at %s")
    return sentence % date_format(moment, "TIME_FORMAT")
