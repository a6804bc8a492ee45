"""What gathers around the replies of so many lists: files, documents, mails, reminders, visits."""

ATTACHMENTS = """
INSERT INTO replies_attachment (
    id, reply_id, kind, title, language, position, name, file, content_type, size, version, sha256, scan,
    virus, preview_pages, examined_at, uploaded_by_id, uploaded_at)
SELECT y.id, y.id, CASE y.id %% 3 WHEN 0 THEN 'evidence' ELSE 'annex' END, left(s.text, 80), 'ru', 1,
       replace(left(s.text, 30), ' ', '_') || y.id || '.pdf',
       'attachments/' || y.id || '/' || md5(y.id::text), 'application/pdf', 100000 + drawn(y.id) %% 900000, 1,
       repeat('0', 64), 'clean', '', 2, o.at, o.writer, o.at
FROM replies_reply y JOIN issues_assignment a ON a.id = y.assignment_id
JOIN scale_sentence s ON s.id = drawn(y.id + 2) %% (2 * %(many)s)
CROSS JOIN LATERAL (
    SELECT (%(writers)s::bigint[])[array_position(%(ministries)s::bigint[], a.ministry_id)] AS writer,
           coalesce(y.submitted_at, %(today)s::timestamptz - interval '3 days') AS at) o
WHERE y.id >= %(start)s * 1000 AND y.id < %(stop)s * 1000 AND y.status <> 'not_started'
  AND drawn(y.id + 4) %% 10 = 0
"""
PAGES = """
INSERT INTO replies_attachmentpage (id, attachment_id, number, text)
SELECT f.id * 10 + p, f.id, p, string_agg(s.text, ' ')
FROM replies_attachment f CROSS JOIN generate_series(1, 2) p CROSS JOIN generate_series(1, 8) k
JOIN scale_sentence s ON s.id = f.id %% 2 * %(many)s + drawn(f.id * 100 + p * 10 + k) %% %(many)s
WHERE f.id >= %(start)s * 1000 AND f.id < %(stop)s * 1000 GROUP BY f.id, p
"""
COMPILATIONS = """
INSERT INTO replies_compilation (
    id, list_of_issues_id, layout, status, step, percent, started_at, heartbeat_at, finished_at, findings,
    made_of, words, error, started_by_id, attempts, is_draft, languages, with_questions, with_unaccepted)
SELECT l.id * 10 + k, l.id, 'by-issue', CASE drawn(l.id * 10 + k) %% 50 WHEN 0 THEN 'failed' ELSE 'done' END,
       '', 100, at, at, at + interval '5 seconds', '[]', jsonb_build_object('answers', (
           SELECT jsonb_object_agg(x::text, 3) FROM generate_series(l.id * 1000, l.id * 1000 + 150) x)),
       9000, '', c.user_id, 1, k < 3, ARRAY['en'], false, k < 3
FROM issues_listofissues l JOIN issues_coordination c ON c.list_of_issues_id = l.id
CROSS JOIN generate_series(1, 3) k
CROSS JOIN LATERAL (
    SELECT least(l.due_date, %(today)s::date)::timestamptz - interval '1 day' * (4 - k) AS at) o
WHERE l.id >= %(start)s AND l.id < %(stop)s AND l.status <> 'intake' AND (k < 3 OR l.status <> 'open')
"""
SUBMISSIONS = """
INSERT INTO replies_submission (id, list_of_issues_id, compilation_id, seal, sha256, by_id, at, reason)
SELECT list_of_issues_id, list_of_issues_id, id, '{}', repeat('0', 64), started_by_id, finished_at, ''
FROM replies_compilation
WHERE id >= %(start)s * 10 AND id < %(stop)s * 10 AND NOT is_draft AND status = 'done'
"""
DIGESTS = """
INSERT INTO replies_digest (
    id, user_id, day, status, attempts, next_attempt_at, sent_at, error, bounce, interrupted)
SELECT l.id * 100 + k, (%(writers)s::bigint[])[k], d.day, CASE WHEN failed THEN 'failed' ELSE 'sent' END, 1,
       d.day, CASE WHEN failed THEN NULL ELSE d.day END,
       CASE WHEN failed THEN 'The address is unknown' ELSE '' END, '', false
FROM issues_listofissues l CROSS JOIN generate_series(1, 12) k
CROSS JOIN LATERAL (SELECT %(today)s::date - 1 - l.id::int AS day, (l.id * 100 + k) %% 500 = 0 AS failed) d
WHERE l.id >= %(start)s AND l.id < %(stop)s
"""
REMINDERS = """
INSERT INTO replies_reminder (
    id, digest_id, user_id, issue_id, ministry_id, reply_id, due_date, rung, chase, escalated)
SELECT a.id, a.issue_id / 100 * 100 + k, (%(writers)s::bigint[])[k], a.issue_id, a.ministry_id, a.id,
       l.due_date - 30, -5, 0, false
FROM issues_assignment a JOIN issues_listofissues l ON l.id = a.issue_id / 100
CROSS JOIN LATERAL (SELECT array_position(%(ministries)s::bigint[], a.ministry_id) AS k) o
WHERE a.id >= %(start)s * 1000 AND a.id < %(stop)s * 1000
"""
LOOKS = """
INSERT INTO replies_look (id, reply_id, user_id, looked_at, versions)
SELECT y.id, y.id, coalesce(y.accepted_by_id, y.cleared_by_id), %(today)s, '{}'
FROM replies_reply y WHERE y.id >= %(start)s * 1000 AND y.id < %(stop)s * 1000 AND y.cleared_by_id IS NOT NULL
"""
VISITS = """
INSERT INTO replies_visit (id, list_of_issues_id, user_id, visited_at, previous_at)
SELECT list_of_issues_id, list_of_issues_id, user_id, %(today)s, %(today)s::timestamptz - interval '1 day'
FROM issues_coordination WHERE id >= %(start)s AND id < %(stop)s
"""
STATEMENTS = {
    "replies_attachment": ATTACHMENTS,
    "replies_attachmentpage": PAGES,
    "replies_compilation": COMPILATIONS,
    "replies_submission": SUBMISSIONS,
    "replies_digest": DIGESTS,
    "replies_reminder": REMINDERS,
    "replies_look": LOOKS,
    "replies_visit": VISITS,
}
