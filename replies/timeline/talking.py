"""Comments on a reply in plain words."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from replies.timeline.entries import Entry
from replies.timeline.events import Event
from replies.timeline.story import Story

# So many words of a comment are shown; a note that returns the reply is quoted as a whole, with the return.
FIRST_WORDS = 24


def told_comment(event: Event, story: Story) -> Iterator[Entry]:
    """A comment made, changed, resolved, reopened or deleted.

    What a return, a clearance and an acceptance do to comments is told with them.
    """
    if event["is_return"] and story.together(event, "reply"):
        return
    point, names = event["data_point"], story.names
    for sentence, sentence_on_point in _sentences(event, story):
        what = format_html(
            sentence if point is None else sentence_on_point,
            who=names.who(event),
            code=names.code(point),
            author=names.person(event["author"]),
        )
        yield Entry(event.at, what, quote=Truncator(event["text"]).words(FIRST_WORDS))


def _sentences(event: Event, story: Story) -> Iterator[tuple[str, str]]:
    """Each for the reply as a whole, and for one answer."""
    if event.label == "insert":
        yield _("{who} commented on the reply."), _("{who} commented on {code}.")
    if event.label == "delete":
        yield _("{who} deleted a comment by {author}."), _("{who} deleted a comment by {author} on {code}.")
    if story.changed(event, "text"):
        yield _("{who} changed a comment by {author}."), _("{who} changed a comment by {author} on {code}.")
    if story.changed(event, "resolved_at") and event["resolved_at"]:
        yield _("{who} resolved a comment by {author}."), _("{who} resolved a comment by {author} on {code}.")
    if story.changed(event, "resolved_at") and not event["resolved_at"]:
        yield _("{who} reopened a comment by {author}."), _("{who} reopened a comment by {author} on {code}.")
