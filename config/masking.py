"""What the log must not keep: addresses that open something to whoever has them."""

import re
from collections.abc import Mapping, MutableMapping
from typing import Any

_SECRET = re.compile(r"(/(?:feed|unsubscribe)/)[^/\s\"']+")


def without_secret_addresses(
    _logger: object, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The entry with “…” in the place of what makes such an address secret."""
    event.update(masked(event))
    return event


def masked(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The same with “…” in all its texts."""
    return {
        key: _SECRET.sub(r"\1…", value) if isinstance(value, str) else value for key, value in entry.items()
    }
