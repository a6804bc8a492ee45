"""The versions of a moment, and the replies as they stood then."""

from typing import Any

import pytest

from replies import services
from replies.document.snapshot import Vanished, moment_of, replies_as_of, replies_of
from replies.models import Answer, Reply
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply() -> Reply:
    found = factories.make_reply(points=2)
    factories.answer_all(found, by=factories.focal_point_of(found))
    return found


def texts(replies: list[Reply]) -> list[str]:
    return [answer.text for reply in replies for answer in reply.answers.all()]


def test_moment_names_the_versions_that_stand(reply: Reply) -> None:
    annex = factories.make_attachment(reply)
    factories.make_attachment(reply, kind="evidence")
    factories.make_attachment(reply, scan="infected", virus="Eicar")
    untouched = factories.make_reply(reply.assignment.issue.list_of_issues)

    moment = moment_of(reply.assignment.issue.list_of_issues)

    assert moment == {
        "replies": {str(reply.pk): "drafting", str(untouched.pk): "not_started"},
        "answers": {str(answer.pk): 1 for answer in Answer.objects.all()},
        "annexes": {str(annex.pk): {"version": 1, "title": "The law", "language": "", "position": 0}},
    }


def test_replies_as_of_now_are_the_replies(reply: Reply) -> None:
    stored = reply.assignment.issue.list_of_issues

    found = replies_as_of(stored, moment_of(stored))

    assert (found, texts(found)) == (replies_of(stored), ["<p>Nine deaths.</p>"] * 2)


def test_replies_as_of_a_moment_say_what_they_said_then(reply: Reply) -> None:
    stored, author = reply.assignment.issue.list_of_issues, factories.focal_point_of(reply)
    first, second = reply.assignment.data_points.order_by("position")
    services.save_answer(reply, second, form="see", see=first, base_version=1, by=author)
    moment = moment_of(stored)
    services.save_answer(reply, first, text="<p>Ten.</p>", base_version=1, by=author)
    services.save_answer(reply, second, text="<p>Ten.</p>", base_version=2, by=author)
    services.save_answer(reply, second, text="<p>Late.</p>", base_version=1, by=author)
    services.submit(reply, by=author)

    [found] = replies_as_of(stored, moment)

    said = [(answer.form, answer.text, answer.see, answer.version) for answer in found.answers.all()]
    assert found.status == "drafting"
    assert sorted(said, key=lambda row: row[3]) == [
        ("text", "<p>Nine deaths.</p>", None, 1),
        ("see", "", first, 2),
    ]


def test_replies_as_of_a_moment_leave_out_what_came_later(reply: Reply) -> None:
    stored = reply.assignment.issue.list_of_issues
    moment = moment_of(stored)
    later = factories.make_reply(stored)
    factories.answer_all(later, by=factories.focal_point_of(later))
    factories.make_attachment(reply)

    [found] = replies_as_of(stored, moment)

    assert (found, list(found.attachments.all())) == (reply, [])


def test_replies_as_of_a_moment_have_their_annexes_of_then(reply: Reply) -> None:
    stored, author = reply.assignment.issue.list_of_issues, factories.focal_point_of(reply)
    gone, replaced, kept = (factories.attach(reply, by=author, title=title) for title in ("A", "B", "C"))
    moment = moment_of(stored)
    services.detach(gone, by=author)
    services.describe(replaced, kind="annex", title="B2", language="ru", by=author)
    reader = factories.Inspected("b2.pdf", "application/pdf", 4)
    services.replace(replaced, factories.ContentFile(b"%PDF"), reader, by=author)
    services.describe(kept, kind="evidence", title="C2", language="ru", by=author)

    [found] = replies_as_of(stored, moment)

    assert [
        (file.pk, file.name, file.version, file.title, file.language, file.goes_to_geneva)
        for file in found.attachments.all()
    ] == [
        (gone.pk, "law.pdf", 1, "A", "", True),
        (replaced.pk, "law.pdf", 1, "B", "", True),
        (kept.pk, "law.pdf", 1, "C", "", True),
    ]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ({"answers": {"0": 1}}, "answers 0"),
        ({"answers": {"{answer}": 9}}, "answer {answer}, version 9"),
        ({"annexes": {"0": {"version": 1}}}, "annexes 0"),
    ],
)
def test_replies_as_of_what_is_not_in_the_history_are_refused(
    reply: Reply, moment: dict[str, dict[str, int]], said: str
) -> None:
    answer = str(Answer.objects.earliest("pk").pk)
    stored = reply.assignment.issue.list_of_issues
    asked: dict[str, dict[str, Any]] = {
        name: {key.format(answer=answer): version for key, version in versions.items()}
        for name, versions in moment.items()
    }

    everything: dict[str, dict[str, Any]] = {
        "replies": {str(reply.pk): "drafting"},
        "answers": {},
        "annexes": {},
    }

    with pytest.raises(Vanished, match=said.format(answer=answer)):
        replies_as_of(stored, everything | asked)
