"""Whether what the server has acknowledged is in the database."""

from collections.abc import Iterable

import psycopg

from bench.visitor import Saved

# An answer as it stands, and as each save left it; a refused text is kept too, but was not acknowledged.
STORED = """
    SELECT reply_id, COALESCE(data_point_id, 0), version, text FROM replies_answer
    UNION
    SELECT reply_id, COALESCE(data_point_id, 0), version, text FROM replies_answerevent
    WHERE pgh_label IN ('insert', 'update')
"""


def lost(database_url: str, acknowledged: Iterable[Saved]) -> list[Saved]:
    """Those of the acknowledged saves that no row holds, with that text as that version of that answer."""
    with psycopg.connect(database_url) as connection:
        stored = set(connection.execute(STORED).fetchall())
    return [saved for saved in acknowledged if saved not in stored]
