-- SPDX-License-Identifier: MIT
-- question: Is AI found where none can be: in what landed before 2021-06-29?
-- column: repo | name of the repository
-- column: found | commits that landed before 2021-06-29, when no AI coding tool
--   existed, and carry counted evidence: 0 is expected
-- column: of_commits | all commits that landed before that day, merges too
-- column: share | found / of_commits
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: found_oids | the first ten of found, blank separated; empty: none
-- column: late | AI-assisted commits authored before that day that landed on it
--   or later: normal where an old change was taken up again
-- column: late_oids | the first ten of late, blank separated; empty: none
-- scope: repo
-- caveat: Corrections by people are not taken into account: this is a check of
--   the signals.  found is what to look at with show.
-- caveat: A history that begins later has of_commits 0, and is not checked.
WITH found AS (
  SELECT c.repo_id, c.oid,
         row_number() OVER (PARTITION BY c.repo_id
                                ORDER BY c.landed_at, c.commit_id) AS nth
    FROM (SELECT DISTINCT commit_id FROM counted_evidence) AS e
    JOIN commits AS c ON c.commit_id = e.commit_id
   WHERE c.reachable = 1
     AND c.landed_at < unixepoch('2021-06-29')
), late AS (
  SELECT c.repo_id, c.oid,
         row_number() OVER (PARTITION BY c.repo_id
                                ORDER BY c.landed_at, c.commit_id) AS nth
    FROM ai_commits AS a
    JOIN commits AS c ON c.commit_id = a.commit_id
   WHERE c.reachable = 1
     AND c.authored_at < unixepoch('2021-06-29')
     AND c.landed_at >= unixepoch('2021-06-29')
), numbers AS (
  SELECT r.repo_id, r.name AS repo,
         (SELECT count(*)
            FROM found AS f
           WHERE f.repo_id = r.repo_id) AS found,
         (SELECT count(*)
            FROM commits AS c
           WHERE c.repo_id = r.repo_id
             AND c.reachable = 1
             AND c.landed_at < unixepoch('2021-06-29')) AS of_commits
    FROM repos AS r
   WHERE (:repo IS NULL OR r.name = :repo)
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *,
         (found + 1.9207295) / (of_commits + 3.841459) AS middle,
         1.959964 / (of_commits + 3.841459)
           * sqrt(1.0 * found * (of_commits - found) / of_commits
                  + 0.96036475) AS half
    FROM numbers
)
SELECT w.repo, w.found, w.of_commits, 1.0 * w.found / w.of_commits AS share,
       CASE WHEN w.found = 0 AND w.of_commits > 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.found = w.of_commits AND w.found > 0 THEN 1.0
            ELSE w.middle + w.half END AS high,
       (SELECT group_concat(oid, ' ')
          FROM (SELECT f.oid
                  FROM found AS f
                 WHERE f.repo_id = w.repo_id AND f.nth <= 10
                 ORDER BY f.nth)) AS found_oids,
       (SELECT count(*) FROM late AS l WHERE l.repo_id = w.repo_id) AS late,
       (SELECT group_concat(oid, ' ')
          FROM (SELECT l.oid
                  FROM late AS l
                 WHERE l.repo_id = w.repo_id AND l.nth <= 10
                 ORDER BY l.nth)) AS late_oids
  FROM wilson AS w
 ORDER BY w.repo;
