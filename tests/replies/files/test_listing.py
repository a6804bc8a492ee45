"""The files of a reply as rows: in one query, the same content found, earlier versions listed."""

import pytest
from django.core.files.base import ContentFile
from pytest_django import DjangoAssertNumQueries

from replies import services
from replies.files.listing import earlier_versions, files_of, version_of
from replies.files.uploads import Inspected
from replies.models import Reply
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply()


def test_row_does_not_repeat_the_title_in_the_name(reply: Reply) -> None:
    for title in ("law", "The law"):
        factories.attach(reply, title=title)

    assert [row.name for row in files_of(reply, factories.focal_point_of(reply)).rows] == ["PDF", "law.pdf"]


@pytest.mark.parametrize("count", [1, 6])
def test_files_of_takes_one_query(
    reply: Reply, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    author = factories.focal_point_of(reply)
    for _ in range(count):
        factories.make_attachment(reply, version=2)

    with django_assert_num_queries(1):
        shown = [
            (str(row.file.uploaded_by) != "", row.has_versions, row.refusal, list(row.pages), row.twin)
            for row in files_of(reply, author).rows
        ]

    assert shown == [(True, True, "", [], None)] * count


def test_files_of_others_leaves_out_what_is_internal() -> None:
    reply = factories.make_reply_in("submitted")
    for kind in ("annex", "evidence"):
        factories.make_attachment(reply, kind=kind, version=2)

    files = files_of(reply, factories.make_user("observer"))

    assert [(row.file.kind, row.has_versions, row.writes) for row in files.rows] == [("annex", False, False)]


def test_the_same_file_twice_is_noticed_at_the_later_one(reply: Reply) -> None:
    first, other, second = (factories.make_attachment(reply, sha256=name * 64) for name in "aba")
    waiting = [factories.attach(reply), factories.attach(reply)]
    services.reorder(second, steps=-1, by=factories.focal_point_of(reply))

    files = files_of(reply, factories.focal_point_of(reply))

    assert {row.file: row.twin for row in files.rows} == {
        first: None,
        other: None,
        second: first,
        waiting[0]: None,
        waiting[1]: None,
    }
    assert [row.file for row in files.like(first.pk, waiting[0].pk)] == [first, second, waiting[0]]


def test_earlier_versions_are_those_that_were_replaced(
    reply: Reply, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    author = factories.focal_point_of(reply)
    file = factories.make_attachment(reply, sha256="a" * 64, name="1.pdf")
    for n in (2, 3):
        file = services.replace(
            file, ContentFile(b"x"), Inspected(f"{n}.pdf", "application/pdf", n), by=author
        )
    services.describe(file, kind="annex", title="Renamed", language="", by=author)

    with django_assert_num_queries(1):
        found = [
            (row.version, row.name, row.size, row.sha256, str(row.uploaded_by))
            for row in earlier_versions(file)
        ]

    first = file.events.get(pgh_label="insert").uploaded_by
    assert found == [(2, "2.pdf", 2, "", str(author)), (1, "1.pdf", 8, "a" * 64, str(first))]
    assert [getattr(version_of(file, n), "name", None) for n in (1, 2, 3)] == ["1.pdf", "2.pdf", None]
