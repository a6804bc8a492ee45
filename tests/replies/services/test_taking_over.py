"""The lead takes the text of another ministry into its own answer, and where it came from stays known."""

from dataclasses import dataclass

import pytest

from accounts.models import User
from replies import services
from replies.models import Answer, Reply, TakeOver
from tests import factories

pytestmark = pytest.mark.django_db

THEIRS = '<p>Nine deaths<span data-footnote="Register."></span>.</p>'


@dataclass
class Joint:
    """An issue with a lead that drafts and a contributor that has submitted."""

    lead: Reply
    author: User
    source: Answer

    def take(self) -> Answer:
        point = self.lead.assignment.data_points.get()
        return services.take_over(self.lead, point, self.source, by=self.author)


@pytest.fixture
def joint() -> Joint:
    lead = factories.make_reply()
    other = factories.make_reply(issue=lead.assignment.issue, role="contributor")
    writer = factories.focal_point_of(other)
    [source] = factories.answer_all(other, by=writer, text=THEIRS)
    services.submit(other, by=writer)
    return Joint(lead, factories.focal_point_of(lead), Answer.objects.get(pk=source.pk))


def test_take_over_into_no_answer_yet_copies_the_text_with_its_footnotes(joint: Joint) -> None:
    answer = joint.take()

    taking = TakeOver.objects.get()
    assert (answer.text, answer.version, answer.edited_by) == (THEIRS, 1, joint.author)
    assert (taking.answer, taking.answer_version, taking.source, taking.source_version, taking.taken_by) == (
        answer,
        1,
        joint.source,
        1,
        joint.author,
    )
    assert answer.events.get().pgh_context["reason"] == "taken over"


def test_take_over_stands_below_ones_own_text(joint: Joint) -> None:
    factories.answer_all(joint.lead, by=joint.author, text="<p>Ours.</p>")

    assert (joint.take().text, TakeOver.objects.get().answer_version) == (f"<p>Ours.</p>{THEIRS}", 2)


def test_take_over_in_place_of_what_was_declared(joint: Joint) -> None:
    point = joint.lead.assignment.data_points.get()
    services.save_answer(joint.lead, point, form="unavailable", text="no register", by=joint.author)

    answer = joint.take()

    assert (answer.form, answer.text) == ("text", THEIRS)


def test_take_over_knows_when_the_source_changed_since(joint: Joint) -> None:
    joint.take()
    before = TakeOver.objects.get().is_outdated
    Answer.objects.filter(pk=joint.source.pk).update(version=2)

    assert (before, TakeOver.objects.get().is_outdated, str(TakeOver.objects.get())) == (
        False,
        True,
        f"{joint.source.pk} → {joint.lead.answers.get().pk}",
    )


def test_take_over_by_a_contributor_is_refused(joint: Joint) -> None:
    factories.answer_all(joint.lead, by=joint.author)
    contributor = joint.source.reply
    services.withdraw(contributor, by=factories.focal_point_of(contributor))
    services.submit(joint.lead, by=joint.author)

    with pytest.raises(services.Refused, match="Only the ministry that leads on an issue"):
        services.take_over(
            contributor,
            joint.source.data_point,
            joint.lead.answers.get(),
            by=factories.focal_point_of(contributor),
        )


def test_take_over_of_a_draft_is_refused(joint: Joint) -> None:
    services.withdraw(joint.source.reply, by=factories.focal_point_of(joint.source.reply))
    joint.source = Answer.objects.get(pk=joint.source.pk)

    with pytest.raises(services.Refused, match="has not submitted its answer yet"):
        joint.take()


def test_take_over_of_what_is_no_text_is_refused(joint: Joint) -> None:
    joint.source.form = "nothing"

    with pytest.raises(services.Refused, match="There is no text to take over"):
        joint.take()


def test_take_over_by_who_may_not_write_is_refused(joint: Joint) -> None:
    joint.author = factories.clearing_officer_of(joint.lead)

    with pytest.raises(services.Refused, match="Only a focal point of the ministry drafts its reply"):
        joint.take()


def test_take_over_from_another_issue_is_refused(joint: Joint) -> None:
    joint.source = factories.make_reply_in("submitted").answers.get()

    with pytest.raises(services.Refused, match="Only what another ministry answers to the same issue"):
        joint.take()
