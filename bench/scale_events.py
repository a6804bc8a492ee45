"""The history of rows that were written past the triggers, as the triggers would have written it."""

from datetime import date

from django.db import connection
from django.db.backends.utils import CursorWrapper

# When a row came to be and who wrote it, where the row itself tells; else the morning of the run, nobody.
WHEN = {
    "replies_answer": "edited_at",
    "replies_comment": "created_at",
    "replies_attachment": "uploaded_at",
    "replies_submission": "at",
    "replies_compilation": "started_at",
}
WHO = {
    "replies_answer": "edited_by_id",
    "replies_comment": "author_id",
    "replies_attachment": "uploaded_by_id",
    "replies_submission": "by_id",
    "replies_compilation": "started_by_id",
}
REASONS = {"replies_answer": "answer saved", "replies_comment": "comment written"}

# An answer was saved three times, each time with a third more.
SAVES = """
INSERT INTO replies_answerevent (
    pgh_created_at, pgh_label, pgh_obj_id, pgh_context, id, reply_id, data_point_id, form, text, see_id,
    words, version, edited_by_id, edited_at)
SELECT edited_at - interval '1 day' * (3 - k), CASE k WHEN 1 THEN 'insert' ELSE 'update' END, id,
       jsonb_build_object('user', edited_by_id, 'reason', 'answer saved'), id, reply_id, data_point_id, form,
       CASE k WHEN 3 THEN text ELSE left(text, length(text) * k / 3) || '</p>' END, see_id, words * k / 3, k,
       edited_by_id, edited_at - interval '1 day' * (3 - k)
FROM replies_answer CROSS JOIN generate_series(1, 3) k
WHERE id >= %(low)s AND id < %(high)s ORDER BY id, k
"""
# A reply came to be and went one step at a time as far as it is.
STEPS = """
INSERT INTO replies_replyevent (
    pgh_created_at, pgh_label, pgh_obj_id, pgh_context, id, assignment_id, status, submitted_by_id,
    submitted_at, cleared_by_id, cleared_at, cleared_hash, accepted_by_id, accepted_at)
SELECT coalesce(CASE k WHEN 2 THEN submitted_at WHEN 3 THEN cleared_at WHEN 4 THEN accepted_at END,
                submitted_at - interval '1 day' * (8 - k),
                %(today)s::timestamptz - interval '1 day' * (8 - k)),
       CASE k WHEN 0 THEN 'insert' ELSE 'update' END, id,
       jsonb_build_object('user', CASE k WHEN 2 THEN submitted_by_id WHEN 3 THEN cleared_by_id
                          WHEN 4 THEN accepted_by_id END, 'reason', names[k + 1]),
       id, assignment_id, names[k + 1], CASE WHEN k > 1 THEN submitted_by_id END,
       CASE WHEN k > 1 THEN submitted_at END,
       CASE WHEN k > 2 THEN cleared_by_id END, CASE WHEN k > 2 THEN cleared_at END,
       CASE WHEN k > 2 THEN cleared_hash END, CASE WHEN k > 3 THEN accepted_by_id END,
       CASE WHEN k > 3 THEN accepted_at END
FROM (SELECT *, ARRAY['not_started', 'drafting', 'submitted', 'cleared', 'accepted'] AS names
      FROM replies_reply WHERE id >= %(low)s AND id < %(high)s) y
CROSS JOIN generate_series(0, 4) k
WHERE k <= CASE y.status WHEN 'not_started' THEN 0
                ELSE greatest(1, array_position(y.names, y.status::text) - 1) END
ORDER BY id, k
"""
OWN = {"replies_answer": SAVES, "replies_reply": STEPS}


def record(table: str, low: int, high: int, today: date) -> None:
    """Write the history of the rows of a table from one key up to another, where it has one."""
    with connection.cursor() as cursor:
        columns = _columns(cursor, f"{table}event")
        if not columns:
            return
        names = ", ".join(f'"{name}"' for name in columns)
        plain = f"""
            INSERT INTO {table}event (pgh_created_at, pgh_label, pgh_obj_id, pgh_context, {names})
            SELECT coalesce({WHEN.get(table, "NULL")}, %(today)s::timestamptz - interval '40 days'),
                   'insert', id,
                   jsonb_build_object('user', {WHO.get(table, "NULL::bigint")},
                                      'reason', '{REASONS.get(table, "loaded")}'), {names}
            FROM {table} WHERE id >= %(low)s AND id < %(high)s ORDER BY id
        """  # noqa: S608 - names of our own tables
        cursor.execute(OWN.get(table, plain), {"low": low, "high": high, "today": today})


def _columns(cursor: CursorWrapper, table: str) -> list[str]:
    """The columns of a table of events that it has from the table itself."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND column_name !~ '^pgh_'",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]
