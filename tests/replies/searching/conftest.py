"""The stage of the tests of search: two lists, and a person in every role."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from accounts.models import Role, User
from issues.models import Issue
from replies import services
from replies.models import Attachment, AttachmentPage, Reply
from replies.searching import Wanted, search
from tests import factories

Seek = Callable[..., list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Stage:
    """One issue with a note; the word “lantern” stands in every text of a reply in some status."""

    reply: Reply
    people: dict[str, User]

    @property
    def issue(self) -> Issue:
        return self.reply.assignment.issue


def write(reply: Reply, text: str) -> None:
    """An answer, whatever the status of the reply."""
    services.save_answer(
        reply, reply.assignment.data_points.get(), text=text, by=factories.focal_point_of(reply)
    )


def stage(status: str) -> Stage:
    stored = factories.make_list()
    issue = factories.make_issue(stored, label="A lantern in the cell")
    issue.passages.update(text="Please describe the lantern.")
    factories.make_note(stored, text="See the lantern of 2019.", passage=issue.passages.get())
    reply = factories.make_reply(issue=issue)
    reply.assignment.data_points.update(label="Lanterns by cell")
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    coordinator = factories.make_coordinator(stored)
    write(reply, "<p>Each cell has a <strong>lantern</strong>.</p>")
    add_file(reply, title="Lantern law", name="lantern_law.pdf", text="The lantern hangs there.")
    add_file(reply, title="Lantern photo", name="photo.pdf", text="A lantern, burnt.", kind="evidence")
    services.comment(reply, text="Which lantern?", by=officer)
    if status in {"submitted", "accepted"}:
        services.submit(reply, by=author)
    if status == "accepted":
        services.clear(reply, seen=reply.text_hash(), by=officer)
        services.accept(reply, seen=reply.text_hash(), by=coordinator)
    reply.refresh_from_db()
    joint = factories.make_reply(issue=issue, role="contributor", points=0)
    people = {
        "focal point": author,
        "clearing officer": officer,
        "coordinator": coordinator,
        "administrator": factories.make_user(Role.ADMINISTRATOR),
        "observer": factories.make_user(Role.OBSERVER),
        "focal point of the joint reply": factories.focal_point_of(joint),
        "focal point elsewhere": factories.make_user(Role.FOCAL_POINT),
        "coordinator elsewhere": factories.make_coordinator(factories.make_list()),
    }
    return Stage(reply, people)


def add_file(reply: Reply, *, text: str, **fields: str) -> Attachment:
    file = factories.make_attachment(reply, **fields)
    AttachmentPage.objects.create(attachment=file, number=3, text=text)
    return file


@pytest.fixture
def seek() -> Seek:
    """What an administrator finds: kind and text, in order."""

    def found(typed: str, user: User | None = None, **wanted: object) -> list[tuple[str, str]]:
        person = user or factories.make_user(Role.ADMINISTRATOR)
        results = search(typed, person, Wanted(**wanted))  # type: ignore[arg-type]
        return [(str(place.kind), str(place.body_shown or place.title_shown)) for place in results.places]

    return found
