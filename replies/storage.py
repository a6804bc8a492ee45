"""How much room the files take, by what they are and by list, and how much is left."""

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.utils import timezone

LISTS_SHOWN = 10
# Less than this share of the disk is too little for a day of uploads and compilations.
SCARCE = 0.1

# What the rows know of the files, in one go; earlier versions and files taken off stay in the storage.
BYTES = """
WITH files AS (
    SELECT 'attachments' AS what, issue.list_of_issues_id AS list, file.size
    FROM replies_attachment file
    JOIN replies_reply reply ON reply.id = file.reply_id
    JOIN issues_assignment assignment ON assignment.id = reply.assignment_id
    JOIN issues_issue issue ON issue.id = assignment.issue_id
    UNION ALL
    SELECT 'earlier', issue.list_of_issues_id, past.size
    FROM (SELECT DISTINCT file, reply_id, size FROM replies_attachmentevent) past
    JOIN replies_reply reply ON reply.id = past.reply_id
    JOIN issues_assignment assignment ON assignment.id = reply.assignment_id
    JOIN issues_issue issue ON issue.id = assignment.issue_id
    WHERE NOT EXISTS (SELECT FROM replies_attachment now WHERE now.file = past.file)
    UNION ALL
    SELECT 'compilations', run.list_of_issues_id, file.size
    FROM replies_compilationfile file JOIN replies_compilation run ON run.id = file.compilation_id
    UNION ALL
    SELECT 'templates', NULL, size FROM replies_wordtemplate
), sums AS (
    SELECT what, list, count(*) AS files, sum(size)::bigint AS bytes
    FROM files GROUP BY GROUPING SETS ((what), (list)) HAVING grouping(what) = 0 OR list IS NOT NULL
)
SELECT what, list, symbol, files, bytes, pg_database_size(current_database())
FROM sums LEFT JOIN issues_listofissues ON issues_listofissues.id = list
UNION ALL SELECT 'database', NULL, NULL, 0, 0, pg_database_size(current_database())
ORDER BY what NULLS LAST, bytes DESC, symbol
LIMIT %s
"""
KINDS = ("attachments", "earlier", "compilations", "templates")


@dataclass(frozen=True, slots=True)
class Room:
    """Files and their bytes."""

    files: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class ListRoom:
    """What the files of one list take."""

    pk: int
    symbol: str
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Storage:
    """What the files take by kind, the lists that take most, the database, and when this was measured."""

    kinds: dict[str, Room]
    lists: list[ListRoom]
    database: int
    measured_at: datetime

    @property
    def bytes(self) -> int:
        """What all files take."""
        return sum(room.bytes for room in self.kinds.values())

    def as_json(self) -> str:
        """For the cache."""
        return json.dumps(asdict(self), default=datetime.isoformat)


@dataclass(frozen=True, slots=True)
class Disk:
    """The disk on which the files lie."""

    free: int
    total: int

    @property
    def is_scarce(self) -> bool:
        return self.free < self.total * SCARCE


def measured() -> Storage:
    """What the rows say, in one query that reads all of them."""
    with connection.cursor() as cursor:
        cursor.execute(BYTES, [1 + len(KINDS) + LISTS_SHOWN])
        rows = cursor.fetchall()
    kinds = {what: Room(files, size) for what, _list, _symbol, files, size, _all in rows if what in KINDS}
    return Storage(
        kinds={what: kinds.get(what, Room()) for what in KINDS},
        lists=[ListRoom(*facts) for what, *facts, _all in rows if what is None][:LISTS_SHOWN],
        database=rows[0][-1],
        measured_at=timezone.now(),
    )


def from_json(text: str) -> Storage:
    """What `as_json` wrote."""
    kept: dict[str, Any] = json.loads(text)
    return Storage(
        kinds={what: Room(**room) for what, room in kept["kinds"].items()},
        lists=[ListRoom(**room) for room in kept["lists"]],
        database=kept["database"],
        measured_at=datetime.fromisoformat(kept["measured_at"]),
    )


def disk() -> Disk | None:
    """The room on the disk of the files; None where they do not lie in a folder of this machine."""
    if not isinstance(default_storage, FileSystemStorage):
        return None
    folder = Path(default_storage.location)
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    usage = shutil.disk_usage(nearest)
    return Disk(usage.free, usage.total)
