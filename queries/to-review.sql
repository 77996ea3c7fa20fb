-- SPDX-License-Identifier: MIT
-- question: Which commits deserve a person's look: is AI in them or not?
-- column: oid | of the commit
-- column: landed_at | Unix seconds, UTC; empty: not in the history of the
--   mainline
-- column: reason | mention: a tool is named, no more; unsure: a person could not
--   tell; denied: it says that no AI was used, and carries counted evidence;
--   note only: a note or a trace file shows AI, the message does not; message
--   only: the message does, and its authorship note shows none; bot: by
--   automation, with counted evidence; too early: counted evidence before
--   2021-06-29
-- column: ai_assisted | 1: it is counted as AI-assisted now
-- column: text | what was found, or the person's words
-- column: subject | first paragraph of the message, on one line
-- column: repo | name of the repository
-- param: reason=/mention/unsure/denied/note only/message only/bot/too early | only
--   this reason; empty: all
-- scope: repo area tier path author since until
-- caveat: A person's yes or no (git provenance annotate) settles a commit: it is
--   not listed any more.
WITH noted AS (
  SELECT DISTINCT commit_id
    FROM evidence
   WHERE class = 'note'
), said AS (                        -- counted evidence but notes, trace files
  SELECT commit_id, min(position) AS position
    FROM counted_evidence
   WHERE class <> 'note'
   GROUP BY commit_id
), reasons AS (
  SELECT e.commit_id, 'mention' AS reason, min(e.position) AS position,
         NULL AS words
    FROM evidence AS e
   WHERE e.class = 'mention'
     AND e.commit_id NOT IN (SELECT commit_id FROM counted_evidence)
   GROUP BY e.commit_id
  UNION ALL
  SELECT c.commit_id, 'unsure', NULL, a.by_whom || ': ' || a.why
    FROM annotations AS a
    JOIN commits AS c ON c.repo_id = a.repo_id AND c.oid = a.oid
   WHERE a.verdict = 'unsure'
  UNION ALL
  SELECT d.commit_id, 'denied', NULL, min(d.key || ': ' || d.value)
    FROM declarations AS d
   WHERE d.says = 'no'
     AND d.commit_id IN (SELECT commit_id FROM counted_evidence)
   GROUP BY d.commit_id
  UNION ALL
  SELECT e.commit_id, 'note only', min(e.position), NULL
    FROM evidence AS e
   WHERE e.class = 'note'
     AND e.commit_id NOT IN (SELECT commit_id FROM said)
   GROUP BY e.commit_id
  UNION ALL
  SELECT s.commit_id, 'message only', s.position, NULL
    FROM said AS s
   WHERE s.commit_id IN (SELECT n.commit_id
                           FROM notes AS n
                          WHERE n.ref = 'refs/notes/ai')
     AND s.commit_id NOT IN (SELECT commit_id FROM noted)
  UNION ALL
  SELECT e.commit_id, 'bot', min(e.position), NULL
    FROM counted_evidence AS e
   WHERE e.commit_id IN (SELECT commit_id FROM automation)
   GROUP BY e.commit_id
  UNION ALL
  SELECT e.commit_id, 'too early', min(e.position), NULL
    FROM counted_evidence AS e
    JOIN commits AS c ON c.commit_id = e.commit_id
   WHERE c.landed_at < unixepoch('2021-06-29')
   GROUP BY e.commit_id
)
SELECT h.oid, h.landed_at, x.reason,
       h.commit_id IN (SELECT commit_id FROM ai_commits) AS ai_assisted,
       coalesce(x.words, e.text) AS text, h.subject, h.repo
  FROM reasons AS x
  JOIN history AS h ON h.commit_id = x.commit_id
  LEFT JOIN evidence AS e ON e.commit_id = x.commit_id
                         AND e.position = x.position
 WHERE (:repo IS NULL OR h.repo = :repo)
   AND (:since IS NULL OR h.landed_at >= :since)
   AND (:until IS NULL OR h.landed_at < :until)
   AND (:author IS NULL
        OR instr(lower(h.author_name || ' <' || h.author_email || '>'),
                 lower(:author)) > 0)
   AND (:area IS NULL
        OR h.commit_id IN (SELECT ca.commit_id
                             FROM areas AS a
                             JOIN commit_areas AS ca ON ca.area_id = a.area_id
                            WHERE a.name = :area))
   AND (:tier IS NULL
        OR h.commit_id IN (SELECT t.commit_id
                             FROM tier_changes AS t
                            WHERE t.tier = :tier
                              AND (:tier_policy IS NULL
                                   OR t.policy = :tier_policy)))
   AND (:path IS NULL
        OR h.commit_id IN (SELECT c.commit_id
                             FROM paths AS p
                             JOIN changes AS c ON c.path_id = p.path_id
                            WHERE p.path GLOB :path))
   AND (:reason IS NULL OR x.reason = :reason)
   AND NOT EXISTS (SELECT 1
                     FROM annotations AS a
                    WHERE a.repo_id = h.repo_id
                      AND a.oid = h.oid
                      AND a.verdict <> 'unsure')
 ORDER BY h.repo, h.landed_at IS NULL, h.landed_at, h.commit_id, x.reason;
