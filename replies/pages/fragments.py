"""Pieces of pages that are the same for everybody, kept in the cache for an hour."""

import logging
from collections.abc import Callable

import redis
from django.core.cache import cache

SECONDS = 3600

logger = logging.getLogger(__name__)


def kept(key: str, make: Callable[[], str]) -> str:
    """The piece from the cache, else made and put there; when the cache is away this is logged."""
    try:
        found = cache.get(key)
        if found is None:
            found = make()
            cache.set(key, found, SECONDS)
    except redis.RedisError:
        logger.warning("the cache is away: %s is made anew", key)
        return make()
    return str(found)
