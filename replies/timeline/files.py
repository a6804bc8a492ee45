"""Files of a reply in plain words."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.translation import gettext as _

from replies.models import Attachment
from replies.timeline.entries import Entry, Look
from replies.timeline.events import Event
from replies.timeline.story import Story


def told_file(event: Event, story: Story) -> Iterator[Entry]:
    """A file attached, replaced, changed in what people call it, found infected, or removed.

    Its place in the order, its language and its preview are not worth a line.
    """
    for sentence, look in _sentences(event, story):
        before = story.before(event)
        yield Entry(
            event.at,
            format_html(
                sentence,
                who=story.names.who(event),
                title=event["title"],
                old=before["title"] if before else "",
                name=event["name"],
                n=event["version"],
                virus=event["virus"],
            ),
            look=look,
        )


def _sentences(event: Event, story: Story) -> Iterator[tuple[str, Look]]:
    is_annex = event["kind"] == Attachment.Kind.ANNEX
    if event.label == "delete":
        yield _("{who} removed “{title}”."), Look.PLAIN
        return
    if event.label == "insert":
        yield (
            (
                _("{who} attached the annex “{title}”.")
                if is_annex
                else _("{who} attached “{title}” as evidence, which stays internal.")
            ),
            Look.PLAIN,
        )
    if story.changed(event, "version"):
        yield _("{who} replaced the file of “{title}”: version {n}, {name}."), Look.PLAIN
    if story.changed(event, "title"):
        yield _("{who} renamed “{old}” to “{title}”."), Look.PLAIN
    if story.changed(event, "kind"):
        yield (
            (
                _("{who} made “{title}” an annex, which goes to Geneva.")
                if is_annex
                else _("{who} made “{title}” evidence, which stays internal.")
            ),
            Look.PLAIN,
        )
    if event["virus"] and (event.label == "insert" or story.changed(event, "virus")):
        yield _("A virus was found in “{title}”: {virus}."), Look.BAD
