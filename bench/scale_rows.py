"""The rows of so many lists, written by the database itself.

Keys follow from the list's: list 100 has the issues 10001 to 10030, issue 10001 the data points 100011 to
100015, which are the keys of their answers, too, and the assignments and replies 100011 and 100012.
"""

# The key of the first list that is made: the real one has those below.
FIRST = 100

LISTS = """
INSERT INTO issues_listofissues (
    id, symbol, body, state, state_name, language, title, document_date, session, due_date, drafts_due,
    clearance_due, review_due, translation_due, submission_due, shares, word_limit, time_zone, status, source,
    source_sha256)
SELECT n, body || '/C/KAZ/Q/' || n, body, 'KAZ', 'Kazakhstan', 'en',
       'List of issues in relation to the periodic report of Kazakhstan', due - 61, '', due, due - 30,
       due - 21, due - 14, due - 7, due, %(shares)s, 10700, 'Asia/Almaty', status, '', repeat('0', 64)
FROM (
    SELECT n, (ARRAY['CAT', 'CCPR', 'CEDAW', 'CRC', 'CESCR', 'CERD', 'CRPD', 'CMW'])[1 + n %% 8] AS body,
           status,
           CASE WHEN status = 'open' THEN %(today)s::date + 20 + n %% 50
                ELSE %(today)s::date - 40 - n %% 9000 END AS due
    FROM (
        SELECT n, CASE WHEN n %% 200 = 5 THEN 'open' WHEN n %% 1000 = 7 THEN 'intake'
                       WHEN n %% 20 = 3 THEN 'submitted' ELSE 'archived' END AS status
        FROM generate_series(%(start)s::int, %(stop)s::int - 1) n) one) two
"""
COORDINATIONS = """
INSERT INTO issues_coordination (id, list_of_issues_id, user_id)
SELECT id, id, (%(coordinators)s::bigint[])[1 + floor(50 * sqrt((drawn(id) %% 10000) / 10000.0))::int]
FROM issues_listofissues WHERE id >= %(start)s AND id < %(stop)s
"""
SECTIONS = """
INSERT INTO issues_section (id, list_of_issues_id, position, heading, level, articles)
SELECT l.id * 10 + k, l.id, k + 1, (ARRAY[
       'Articles 1 and 4', 'Article 2', 'Article 3', 'Articles 5-9', 'Article 11', 'Articles 12 and 13',
       'Article 16'])[k + 1], 1, ARRAY[2 * k + 1, 2 * k + 2]
FROM issues_listofissues l, generate_series(0, 6) k WHERE l.id >= %(start)s AND l.id < %(stop)s
"""
ISSUES = """
INSERT INTO issues_issue (id, list_of_issues_id, section_id, number, label, due_date)
SELECT l.id * 100 + i, l.id, l.id * 10 + i * 7 / 31, i, left(s.text, 60),
       CASE WHEN i %% 9 = 2 THEN l.drafts_due - 7 END
FROM issues_listofissues l CROSS JOIN generate_series(1, 30) i
JOIN scale_sentence s ON s.id = drawn(l.id * 100 + i) %% %(many)s
WHERE l.id >= %(start)s AND l.id < %(stop)s
"""
PASSAGES = """
INSERT INTO issues_passage (id, issue_id, position, item, text)
SELECT i.id * 10 + p, i.id, p, (ARRAY['', 'a'])[p], a.text || ' ' || b.text || ' ' || c.text
FROM issues_issue i CROSS JOIN generate_series(1, 2) p
JOIN scale_sentence a ON a.id = drawn(i.id * 30 + p) %% %(many)s
JOIN scale_sentence b ON b.id = drawn(i.id * 30 + p + 10) %% %(many)s
JOIN scale_sentence c ON c.id = drawn(i.id * 30 + p + 20) %% %(many)s
WHERE i.id >= %(start)s * 100 AND i.id < %(stop)s * 100
"""
POINTS = """
INSERT INTO issues_datapoint (
    id, issue_id, passage_id, position, code, start, "end", label, kind, disaggregation, period)
SELECT i.id * 10 + d, i.id, i.id * 10 + 1 + d / 4, d,
       i.number || CASE WHEN d < 4 THEN '' ELSE '(a)' END || '.' || d, d * 10, d * 10 + 60, left(s.text, 90),
       (ARRAY['information', 'measures', 'legislation', 'statistics', 'clarification', 'comment', 'examples',
              'update'])[1 + drawn(i.id * 10 + d) %% 8], '{}', CASE WHEN d = 2 THEN '2019–2023' ELSE '' END
FROM issues_issue i CROSS JOIN generate_series(1, 5) d
JOIN scale_sentence s ON s.id = drawn(i.id * 10 + d) %% %(many)s
WHERE i.id >= %(start)s * 100 AND i.id < %(stop)s * 100
"""
NOTES = """
INSERT INTO issues_sourcenote (
    id, list_of_issues_id, position, marker, text, passage_id, section_id, "offset")
SELECT l.id * 100 + k, l.id, k, k, s.text, (l.id * 100 + k) * 10 + 1, NULL, 12
FROM issues_listofissues l CROSS JOIN generate_series(1, 20) k
JOIN scale_sentence s ON s.id = drawn(l.id * 77 + k) %% %(many)s
WHERE l.id >= %(start)s AND l.id < %(stop)s
"""
ASSIGNMENTS = """
INSERT INTO issues_assignment (
    id, issue_id, ministry_id, role, decision, reason, response, responded_at, responded_by_id)
SELECT i.id * 10 + a, i.id, (%(ministries)s::bigint[])[1 + m],
       CASE a WHEN 1 THEN 'lead' ELSE 'contributor' END, '', '', 'accepted', l.due_date - 50,
       (%(writers)s::bigint[])[1 + m]
FROM issues_issue i JOIN issues_listofissues l ON l.id = i.list_of_issues_id
CROSS JOIN generate_series(1, 2) a
CROSS JOIN LATERAL (SELECT (drawn(i.id) + (a - 1) * (1 + drawn(i.id + 7) %% 11)) %% 12 AS m) o
WHERE i.id >= %(start)s * 100 AND i.id < %(stop)s * 100
"""
ASSIGNED = """
INSERT INTO issues_assigneddatapoint (id, assignment_id, data_point_id)
SELECT id, issue_id * 10 + CASE WHEN position < 4 THEN 1 ELSE 2 END, id
FROM issues_datapoint WHERE id >= %(start)s * 1000 AND id < %(stop)s * 1000
"""
REPLIES = """
INSERT INTO replies_reply (
    id, assignment_id, status, submitted_by_id, submitted_at, cleared_by_id, cleared_at, cleared_hash,
    accepted_by_id, accepted_at)
SELECT id, id, status, CASE WHEN far > 1 THEN writer END, CASE WHEN far > 1 THEN due - 30 + t END,
       CASE WHEN far > 2 THEN officer END, CASE WHEN far > 2 THEN due - 25 + t END,
       CASE WHEN far > 2 THEN repeat('0', 64) END, CASE WHEN far > 3 THEN coordinator END,
       CASE WHEN far > 3 THEN due - 20 + t END
FROM (
    SELECT *, interval '1 hour' * (id %% 200) AS t,
           CASE status WHEN 'submitted' THEN 2 WHEN 'cleared' THEN 3 WHEN 'accepted' THEN 4 ELSE 1 END AS far
    FROM (
        SELECT a.id, least(l.due_date, %(today)s::date + 18) AS due, c.user_id AS coordinator,
               (%(writers)s::bigint[])[array_position(%(ministries)s::bigint[], a.ministry_id)] AS writer,
               (%(officers)s::bigint[])[array_position(%(ministries)s::bigint[], a.ministry_id)] AS officer,
               CASE WHEN l.status = 'open' THEN (ARRAY[
                   'not_started', 'not_started', 'drafting', 'drafting', 'drafting', 'returned', 'submitted',
                   'submitted', 'cleared', 'accepted', 'accepted', 'accepted'])[1 + drawn(a.id) %% 12]
               WHEN l.status = 'intake' THEN 'not_started'
               ELSE (ARRAY['submitted', 'cleared', 'cleared', 'drafting'])[1 + drawn(a.id) %% 80] END AS given
        FROM issues_assignment a JOIN issues_issue i ON i.id = a.issue_id
        JOIN issues_listofissues l ON l.id = i.list_of_issues_id
        JOIN issues_coordination c ON c.list_of_issues_id = l.id
        WHERE a.id >= %(start)s * 1000 AND a.id < %(stop)s * 1000) one
    CROSS JOIN LATERAL (SELECT coalesce(given, 'accepted') AS status) two) three
"""
ANSWERS = """
INSERT INTO replies_answer (
    id, reply_id, data_point_id, form, text, see_id, words, version, edited_by_id, edited_at)
SELECT r.id, r.reply, r.id, 'text',
       '<p>' || a.text || ' ' || b.text || '</p><p>' || c.text || ' ' || d.text || ' No. '
       || r.id %% 400000 || '</p>',
       NULL, 62, 3, r.writer, r.at
FROM (
    SELECT g.id, g.assignment_id AS reply, drawn(g.id + 1) AS x,
           (ARRAY[0, 0, 0, 0, 0, 0, 1, 1, 1, 2])[1 + drawn(g.id) %% 10] * %(many)s AS language,
           (%(writers)s::bigint[])[array_position(%(ministries)s::bigint[], o.ministry_id)] AS writer,
           coalesce(y.submitted_at, %(today)s::timestamptz - interval '1 hour' * (g.id %% 200))
               - interval '2 days' AS at
    FROM issues_assigneddatapoint g JOIN replies_reply y ON y.assignment_id = g.assignment_id
    JOIN issues_assignment o ON o.id = g.assignment_id
    WHERE g.id >= %(start)s * 1000 AND g.id < %(stop)s * 1000 AND y.status <> 'not_started'
      AND (y.status <> 'drafting' OR drawn(g.id + 3) %% 10 < 6)) r
JOIN scale_sentence a ON a.id = r.language + r.x %% %(many)s
JOIN scale_sentence b ON b.id = r.language + r.x / 7 %% %(many)s
JOIN scale_sentence c ON c.id = r.language + r.x / 59 %% %(many)s
JOIN scale_sentence d ON d.id = r.language + r.x / 101 %% %(many)s
ORDER BY r.id
"""
COMMENTS = """
INSERT INTO replies_comment (
    id, reply_id, data_point_id, quote, author_id, text, is_return, created_at, resolved_by_id, resolved_at)
SELECT a.id * 10 + k, a.id, NULL, '', c.user_id, s.text, y.status = 'returned' AND k = 1, at,
       CASE WHEN l.status <> 'open' OR k = 2 THEN c.user_id END,
       CASE WHEN l.status <> 'open' OR k = 2 THEN at + interval '1 day' END
FROM replies_reply y JOIN issues_assignment a ON a.id = y.assignment_id
JOIN issues_issue i ON i.id = a.issue_id JOIN issues_listofissues l ON l.id = i.list_of_issues_id
JOIN issues_coordination c ON c.list_of_issues_id = l.id
CROSS JOIN generate_series(1, 2) k
CROSS JOIN LATERAL (
    SELECT coalesce(y.submitted_at, %(today)s::timestamptz - interval '3 days') + interval '3 hours' AS at) o
JOIN scale_sentence s ON s.id = drawn(a.id * 10 + k) %% (3 * %(many)s)
WHERE y.id >= %(start)s * 1000 AND y.id < %(stop)s * 1000 AND y.status <> 'not_started'
  AND (l.status = 'open' OR drawn(a.id + 9) %% 5 = 0)
"""
STATEMENTS = {
    "issues_listofissues": LISTS,
    "issues_coordination": COORDINATIONS,
    "issues_section": SECTIONS,
    "issues_issue": ISSUES,
    "issues_passage": PASSAGES,
    "issues_datapoint": POINTS,
    "issues_sourcenote": NOTES,
    "issues_assignment": ASSIGNMENTS,
    "issues_assigneddatapoint": ASSIGNED,
    "replies_reply": REPLIES,
    "replies_answer": ANSWERS,
    "replies_comment": COMMENTS,
}
