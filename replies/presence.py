"""Who has which answer of a reply open right now: a courtesy kept in Redis, which nothing else relies on."""

import json
import logging
from dataclasses import dataclass
from functools import cache

import redis
from django.conf import settings

from accounts.models import Role, User
from replies.models import Reply

SECONDS = 45

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Present:
    """Another person on the page of a reply.

    `point` is the key of the data point that they write on, 0 for the issue as a whole, None for none.
    """

    name: str
    role: Role
    point: int | None


def meet(reply: Reply, user: User, point: int | None, *, now: float) -> tuple[Present, ...]:
    """Note where the person is at `now` (seconds since 1970); the others seen in the 45 seconds before it.

    When Redis is away this is logged, and nobody is there.
    """
    key, own = _key(reply), str(user.pk)
    try:
        with _redis().pipeline() as together:
            together.hset(key, own, json.dumps([now, point, user.role, user.name]))
            together.expire(key, SECONDS)
            together.hgetall(key)
            everybody: dict[bytes, bytes] = together.execute()[-1]
    except redis.RedisError as error:
        logger.warning("presence is not shown: %s", error)
        return ()
    others = (json.loads(entry) for person, entry in everybody.items() if person.decode() != own)
    fresh = (Present(name, Role(role), place) for at, place, role, name in others if now - at < SECONDS)
    return tuple(sorted(fresh, key=lambda other: (other.name, other.role)))


def leave(reply: Reply, user: User) -> None:
    """Forget that the person is there; logged when Redis is away."""
    try:
        _redis().hdel(_key(reply), str(user.pk))
    except redis.RedisError as error:
        logger.warning("presence is not ended: %s", error)


def _key(reply: Reply) -> str:
    return f"reply-tracker:presence:{reply.pk}"


def _redis() -> "redis.Redis":
    return _connected(settings.CACHES["default"]["LOCATION"])


@cache
def _connected(url: str) -> "redis.Redis":
    """A pool of connections for each address; short waits, as a page must not hang on a courtesy."""
    return redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
