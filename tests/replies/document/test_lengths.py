"""Words against the limit: in all, by section, issue and ministry, and who wrote the most."""

import pytest

from replies import services
from replies.document.build import build
from replies.document.lengths import Length, LongAnswer, lengths_of
from replies.document.snapshot import replies_of
from tests import factories

pytestmark = pytest.mark.django_db


def test_lengths_add_up_the_words_of_answers() -> None:
    stored = factories.make_list(word_limit=1_131)
    section = factories.make_section(stored)
    health, justice = factories.make_ministry(name_en="Health"), factories.make_ministry(name_en="Justice")
    first = factories.make_reply(
        issue=factories.make_issue(stored, section=section), ministry=health, points=2
    )
    second = factories.make_reply(issue=first.assignment.issue, ministry=justice, role="contributor")
    third = factories.make_reply(issue=factories.make_issue(stored), ministry=justice, points=0)
    for reply, words in ((first, 2), (second, 5), (third, 7)):
        factories.answer_all(reply, by=factories.focal_point_of(reply), text=f"<p>{'word ' * words}</p>")
    replies = replies_of(stored)

    found = lengths_of(stored, replies, build(stored, replies))

    one, two = (reply.assignment.issue.get_absolute_url() for reply in (first, third))
    url = f"/replies/{first.pk}/#answer-1-"
    assert (found.whole, found.frame) == (Length(stored.symbol, 159, 1_131), 143)
    assert found.issues == (
        Length("1. Deaths in custody", 9, 741, one),
        Length("2. Deaths in custody", 7, 247, two),
    )
    assert found.sections == (Length("Article 2", 9, 741), Length("", 7, 247))
    assert found.ministries == (Length("Justice", 12, 494), Length("Health", 4, 494))
    assert found.longest == (
        LongAnswer("2", "Deaths in custody", "Justice", 7, f"/replies/{third.pk}/#answer-2"),
        LongAnswer("1.3", "Data on deaths", "Justice", 5, f"/replies/{second.pk}/#answer-1-3"),
        LongAnswer("1.1", "Data on deaths", "Health", 2, f"{url}1"),
        LongAnswer("1.2", "Data on deaths", "Health", 2, f"{url}2"),
    )


def test_length_over_its_share_says_by_how_much() -> None:
    assert [Length("Issue", 12, 10).over, Length("Issue", 8, 10).over] == [2, 0]


def test_lengths_of_an_emptied_answer_list_none() -> None:
    reply = factories.make_reply(points=0)
    author, stored = factories.focal_point_of(reply), reply.assignment.issue.list_of_issues
    services.save_answer(reply, None, text="<p>Nine.</p>", by=author)
    services.save_answer(reply, None, text="", base_version=1, by=author)
    replies = replies_of(stored)

    found = lengths_of(stored, replies, build(stored, replies))

    assert (found.longest, [length.words for length in found.issues]) == ((), [0])
