"""Addresses of this application, worked out once: a page has dozens of them, and none ever changes."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=50_000)
def address_of(name: str, *keys: int) -> str:
    """The path of a view by its name and the keys in it."""
    return reverse(name, args=keys)
