"""Two hundred people save one answer at the same moment, each on a connection of their own."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from replies import services
from replies.models import Answer
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

SAVES = 200
RESERVED = 30  # connections for whatever else runs on the same server


def threads_allowed() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        return min(SAVES, int(cursor.fetchone()[0]) - RESERVED)


def at_once(function: Callable[[str], object], texts: Sequence[str], threads: int) -> list[object]:
    """What a function returns for each text, called in threads that all start at the same moment."""
    start = Barrier(threads)

    def call(share: Sequence[str]) -> list[object]:
        try:
            connection.ensure_connection()
            start.wait(60)
            return [function(text) for text in share]
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        shares = [pool.submit(call, texts[n::threads]) for n in range(threads)]
        return [result for share in shares for result in share.result(300)]


@pytest.fixture
def answer() -> Answer:
    reply = factories.make_reply()
    return factories.answer_all(reply, by=factories.focal_point_of(reply), text="<p>first</p>")[0]


@pytest.fixture
def texts() -> list[str]:
    return [f"<p>text {n}</p>" for n in range(SAVES)]


def history(answer: Answer) -> list[tuple[str, int, str]]:
    rows = answer.events.order_by("pgh_id").values_list("pgh_label", "version", "text")
    return list(rows)[1:]


def test_saves_on_one_version_at_once_store_one_text_and_keep_all(answer: Answer, texts: list[str]) -> None:
    def save(text: str) -> str:
        saved = services.save_answer(
            answer.reply, answer.data_point, text=text, base_version=1, by=answer.edited_by
        )
        return "refused" if saved.is_conflict else text

    outcomes = at_once(save, texts, threads_allowed())

    answer.refresh_from_db()
    rows = history(answer)
    stored = [(version, text) for label, version, text in rows if label == "update"]
    assert Counter(outcomes) == {"refused": SAVES - 1, answer.text: 1}
    assert stored == [(2, answer.text)]
    assert sorted(text for _label, _version, text in rows) == sorted(texts)


def test_saves_tried_again_on_the_newest_version_all_get_stored(answer: Answer, texts: list[str]) -> None:
    def save_until_stored(text: str) -> None:
        base = 1
        while True:
            saved = services.save_answer(
                answer.reply, answer.data_point, text=text, base_version=base, by=answer.edited_by
            )
            if not saved.is_conflict:
                return
            base = saved.answer.version

    # Whoever is refused comes back at once: with all at once most of the work would be refusals.
    at_once(save_until_stored, texts, min(8, threads_allowed()))

    stored = [(version, text) for label, version, text in history(answer) if label == "update"]
    assert [version for version, _text in stored] == list(range(2, SAVES + 2))
    assert sorted(text for _version, text in stored) == sorted(texts)
    answer.refresh_from_db()
    assert (answer.version, answer.text) == stored[-1]
