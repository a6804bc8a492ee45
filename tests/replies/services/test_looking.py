"""What somebody has read is noted when they decide, and when they say so."""

import pytest

from replies import services
from replies.models import Look
from tests import factories

pytestmark = pytest.mark.django_db


def test_look_notes_the_versions_that_stand() -> None:
    reply = factories.make_reply_in("submitted")
    answer = reply.answers.get()

    look = services.look(reply, by=factories.clearing_officer_of(reply))

    assert (look.versions, str(look)) == ({str(answer.pk): 1}, f"{look.user} · {reply.pk}")


def test_look_again_takes_the_place_of_the_last() -> None:
    reply = factories.make_reply_in("submitted")
    officer = factories.clearing_officer_of(reply)

    first, second = services.look(reply, by=officer), services.look(reply, by=officer)

    assert (first.pk, Look.objects.count(), first.looked_at < second.looked_at) == (second.pk, 1, True)


def test_look_of_who_does_not_decide_is_refused() -> None:
    reply = factories.make_reply_in("submitted")

    with pytest.raises(services.Refused, match="Only who clears, accepts or returns a reply"):
        services.look(reply, by=factories.focal_point_of(reply))


def test_each_decision_is_a_look() -> None:
    reply = factories.make_reply_in("submitted")
    officer, coordinator = (
        factories.clearing_officer_of(reply),
        reply.assignment.issue.list_of_issues.coordinators.get(),
    )

    services.clear(reply, seen=reply.text_hash(), by=officer)
    reply.refresh_from_db()
    services.accept(reply, seen=reply.text_hash(), by=coordinator)
    reply.refresh_from_db()
    services.send_back(reply, note="Which year?", by=coordinator)

    assert set(Look.objects.values_list("user", flat=True)) == {officer.pk, coordinator.pk}
