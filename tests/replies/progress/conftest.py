"""The clock that the database goes by as well."""

from tests.replies.timeline.conftest import clock

__all__ = ["clock"]
