"""What a search finds, a page at a time."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db import OperationalError, connection, transaction
from django.utils.safestring import SafeString
from psycopg.errors import QueryCanceled

from accounts.models import User
from replies.searching.extract import MARK, alike, extracts
from replies.searching.likeness import look_alike, similar_words
from replies.searching.looking import Found, Key, look
from replies.searching.places import Place, places
from replies.searching.query import Asked, asked
from replies.searching.sources import Wanted

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Results:
    """`everything` that was found, `found` of it the kind that is asked for, a `page` of that.

    `similar` are places that have only words like those asked for.
    """

    asked: Asked
    everything: Found
    found: Found
    page: Page[Key]
    places: Sequence[Place]
    similar: Sequence[Place] = ()


def search(typed: str, user: User, wanted: Wanted | None = None, *, page: str | int = 1) -> Results:
    """What the person may see that has all the words; with similar words where that is little."""
    told, filters = asked(typed), wanted or Wanted()
    everything, alike_keys = _looked(told, user, filters)
    found = everything.of_kind(filters.kind)
    shown = Paginator(found.keys, A_PAGE).get_page(page)
    similar_keys = [key for key in alike_keys if filters.kind in {"", key.kind}]
    here = places([*shown, *similar_keys], user)
    found_here, similar = here[: len(shown)], here[len(shown) :]
    _show(found_here, extracts(told, [place.text for place in found_here]))
    _show(similar, alike(similar_words(told), [place.text for place in similar]))
    marked = [place for place in similar if MARK in f"{place.title_shown}{place.body_shown}"]
    return Results(told, everything, found, shown, found_here, marked)


def _looked(told: Asked, user: User, wanted: Wanted) -> tuple[Found, Sequence[Key]]:
    """The places, and those with similar words, in one transaction."""
    found: Found = Found()
    similar: Sequence[Key] = ()
    if not told:
        return found, similar
    with _as_long_as_it_takes(), transaction.atomic(), connection.cursor() as cursor:
        found = look(cursor, told, user, wanted)
        similar = look_alike(cursor, told, user, wanted, found)
    return found, similar


@contextmanager
def _as_long_as_it_takes() -> Iterator[None]:
    """Similar words that are not found in time are done without, even where it is the end that is late."""
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise


def _show(here: Iterable[Place], shown: Iterable[tuple[SafeString, SafeString]]) -> None:
    for place, (title, body) in zip(here, shown, strict=True):
        place.title_shown, place.body_shown = title, body
