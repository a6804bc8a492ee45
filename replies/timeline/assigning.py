"""Who owes the reply and by when, in plain words."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.models import Assignment
from replies.timeline.entries import Entry
from replies.timeline.events import Event
from replies.timeline.story import Story


def told_assignment(event: Event, story: Story) -> Iterator[Entry]:
    """The issue given to the ministry, its part changed, its own date set."""
    if event.label == "insert":
        yield Entry(event.at, _assigned(event, story))
    if story.changed(event, "role"):
        sentence = _("{who} made {ministry} a contributor to this issue.")
        if event["role"] == Assignment.Role.LEAD:
            sentence = _("{who} made {ministry} the lead on this issue.")
        yield Entry(event.at, _said(sentence, event, story))
    yield from _told_response(event, story)
    if story.changed(event, "due_date"):
        sentences = (
            _("{who} set the date of the draft to {new}."),
            _("{who} moved the date of the draft from {old} to {new}."),
            _("{who} took the draft's own date, {old}, away: that of the issue holds."),
        )
        yield Entry(event.at, _dated(sentences, event, story))


def _told_response(event: Event, story: Story) -> Iterator[Entry]:
    """What the ministry said to the assignment, and what the coordinator decided."""
    before = story.before(event)
    names = ("response", "reason", "proposed", "decision")
    if before is None or all(before[name] == event[name] for name in names):
        return
    other = story.names.ministries.get(event["proposed"])
    declined = _("{who} declined this issue for {ministry}: “{reason}”")
    if other:
        declined = _("{who} declined this issue for {ministry} and proposed {other}: “{reason}”")
    sentences = {
        Assignment.Response.WAITING: _("{who} agreed that {ministry} does not answer this issue."),
        Assignment.Response.ACCEPTED: _("{who} took this issue on for {ministry}."),
        Assignment.Response.DECLINED: declined,
        Assignment.Response.UPHELD: _("{who} upheld that {ministry} answers this issue: “{decision}”"),
    }
    values = {"reason": event["reason"], "decision": event["decision"], "other": str(other)}
    yield Entry(event.at, _said(sentences[event["response"]], event, story, **values))


def told_issue(event: Event, story: Story) -> Iterator[Entry]:
    """The date of all drafts on the issue, where it changed after the ministry had been given the issue."""
    given = next((e for e in story.events if e.source == "assignment"), None)
    if given is None or event.at <= given.at or not story.changed(event, "due_date"):
        return
    sentences = (
        _("{who} set the date of all drafts on this issue to {new}."),
        _("{who} moved the date of all drafts on this issue from {old} to {new}."),
        _("{who} took the date of the drafts on this issue, {old}, away: that of the list holds."),
    )
    yield Entry(event.at, _dated(sentences, event, story))


def told_points(event: Event, story: Story) -> Iterator[Entry]:
    """Data points given to the ministry or taken from it later on, those of one change together."""
    together = story.together(event, "point")
    is_new = any(other.label == "insert" for other in story.together(event, "assignment"))
    if event is not together[0] or is_new:
        return
    sentences = {
        "insert": _("{who} asked {codes} of {ministry} too."),
        "delete": _("{who} no longer asks {codes} of {ministry}."),
    }
    for label, sentence in sentences.items():
        if points := [other["data_point"] for other in together if other.label == label]:
            yield Entry(event.at, _said(sentence, event, story, codes=story.names.list(points)))


def _assigned(event: Event, story: Story) -> SafeString:
    n = len(story.together(event, "point"))
    asked = ngettext("{n} data point", "{n} data points", n) if n else _("the issue as a whole")
    sentence = _("{who} gave this issue to {ministry} as a contributor: {asked}.")
    if event["role"] == Assignment.Role.LEAD:
        sentence = _("{who} gave this issue to {ministry} as the lead: {asked}.")
    return _said(sentence, event, story, asked=format_html(asked, n=n))


def _dated(sentences: tuple[str, str, str], event: Event, story: Story) -> SafeString:
    """One of three: a date is set, moved, or taken away."""
    before = story.before(event)
    old, new = before["due_date"] if before else None, event["due_date"]
    first, moved, gone = sentences
    sentence = gone if not new else moved if old else first
    return _said(sentence, event, story, old=_day(old), new=_day(new))


def _day(day: str | None) -> str:
    return date_format(date.fromisoformat(day), "DATE_FORMAT") if day else ""


def _said(sentence: str, event: Event, story: Story, **values: str) -> SafeString:
    ministry = story.names.ministries[story.names.reply.assignment.ministry_id]
    return format_html(sentence, who=story.names.who(event), ministry=ministry, **values)
