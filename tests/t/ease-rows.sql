-- SPDX-License-Identifier: MIT
-- Hand-made lives for tests/t/ease.sh, in one repository whose tip is day 1000.
-- Change i lands on day i; a landing brings one change, but for those below.
--
--   core   changes 1-40     live i days and collide at a.c, if i is even
--   docs   changes 41-60    nothing collides
--   both   changes 61-70    touch core and docs; collide at the landing, own series
--   core   71 a lock file alone, 72 empty, 73 a root, 74 unknown,
--          75 collides in a lock file after 5 days, 76 merge of 41-60
PRAGMA application_id = 0x67697450;
PRAGMA user_version = 6;
BEGIN;
INSERT INTO repos (repo_id, name, path, tip, tip_at) VALUES
  (1, 'emu', '/emu', '1', 1000 * 86400);
INSERT INTO people VALUES (1, 1, 'A', 'a@example.org');
INSERT INTO identities (identity_id, repo_id, name, email, person_id) VALUES
  (1, 1, 'A', 'a@example.org', 1);
INSERT INTO areas (area_id, repo_id, name, source) VALUES
  (1, 1, 'core', 'folder'), (2, 1, 'docs', 'folder');
INSERT INTO paths (path_id, repo_id, path) VALUES
  (1, 1, 'core/a.c'), (2, 1, 'docs/b'), (3, 1, 'core/Cargo.lock');
INSERT INTO path_areas VALUES (1, 1), (2, 2), (3, 1);
INSERT INTO generated_patterns VALUES (1, 0, 'Cargo.lock', 'built in'),
  (1, 1000, '/made/', 'option');
INSERT INTO generated_paths VALUES (3, 1, 0);
WITH RECURSIVE n (i) AS (VALUES (1)
  UNION ALL SELECT i + 1 FROM n WHERE i < 76)
INSERT INTO commits (commit_id, repo_id, oid, author_id, authored_at,
                     authored_zone, committer_id, committed_at,
                     committed_zone, subject, message, n_parents, reachable,
                     mainline, foxtrot, landing_id, landed_at, diff)
SELECT i, 1, printf('%040d', i), 1, i * 86400, '', 1, i * 86400, '', '', '',
       CASE i WHEN 73 THEN 0 WHEN 76 THEN 2 ELSE 1 END, 1,
       i < 41 OR i > 60, 0,
       CASE WHEN i BETWEEN 41 AND 60 THEN 76 ELSE i END, i * 86400, 'done'
  FROM n;
INSERT INTO changes (commit_id, path_id, status, old_mode, new_mode, content,
                     lines_added, lines_deleted)
SELECT c.commit_id, p.path_id, 'M', 33188, 33188, 'text', 1, 0
  FROM commits AS c
  JOIN paths AS p
    ON CASE p.path_id
       WHEN 1 THEN c.commit_id < 41 OR c.commit_id BETWEEN 61 AND 70
                   OR c.commit_id BETWEEN 73 AND 75
       WHEN 2 THEN c.commit_id BETWEEN 41 AND 70
       ELSE c.commit_id = 71 OR c.commit_id = 75 END;
INSERT INTO commit_areas (commit_id, area_id, n_paths, lines_added,
                          lines_deleted)
SELECT c.commit_id, pa.area_id, count(*), 1, 0
  FROM changes AS c
  JOIN path_areas AS pa ON pa.path_id = c.path_id
 GROUP BY c.commit_id, pa.area_id;
INSERT INTO policies VALUES        -- tiers of the first are the areas
  (1001, 1, 'split', NULL, 'landed', 'a1a1a1a1', ''),
  (1002, 1, 'whole', NULL, 'landed', 'b2b2b2b2', '');
INSERT INTO tiers VALUES
  (1001, 0, 'c', 1), (1001, 1, 'd', 0), (1002, 0, 'w', 1);
INSERT INTO path_tiers VALUES
  (1001, 1, 0), (1001, 2, 1), (1001, 3, 0),
  (1002, 1, 0), (1002, 2, 0), (1002, 3, 0);
INSERT INTO commit_tiers
SELECT pt.policy_id, c.commit_id, pt.tier, count(*), 1, 0
  FROM changes AS c
  JOIN path_tiers AS pt ON pt.path_id = c.path_id
 GROUP BY pt.policy_id, c.commit_id, pt.tier;
INSERT INTO revert_lives (commit_id, unit, is_known, life, blocker_id,
                          culprit_id, path_id, own_series)
SELECT commit_id, iif(n_parents > 1, 'landing', 'change'),
       commit_id <> 72 AND commit_id <> 74,
       CASE WHEN commit_id < 41 AND commit_id % 2 = 0 THEN commit_id * 86400
            WHEN commit_id BETWEEN 61 AND 70 THEN 0
            WHEN commit_id = 75 THEN 5 * 86400 END,
       CASE WHEN commit_id < 41 AND commit_id % 2 = 0 THEN 73
            WHEN commit_id BETWEEN 61 AND 70 THEN commit_id END,
       CASE WHEN commit_id < 41 AND commit_id % 2 = 0 THEN 73
            WHEN commit_id BETWEEN 61 AND 69 THEN commit_id + 1 END,
       CASE WHEN commit_id < 41 AND commit_id % 2 = 0 THEN 1
            WHEN commit_id BETWEEN 61 AND 70 THEN 1
            WHEN commit_id = 75 THEN 3 END,
       commit_id BETWEEN 61 AND 70
  FROM commits;
INSERT INTO revert_probes (commit_id, horizon, unit, outcome, path_id,
                           blocker_id)
SELECT l.commit_id, h.column1, l.unit,
       CASE WHEN l.commit_id = 74 THEN 'unknown'
            WHEN l.commit_id = 72 OR l.commit_id = 1 THEN 'already'
            WHEN l.commit_id = 2 AND l.life <= h.column2 THEN 'gone'
            WHEN l.life <= h.column2 THEN 'conflict' ELSE 'clean' END,
       iif(l.life <= h.column2, l.path_id, NULL),
       iif(l.life <= h.column2, l.blocker_id, NULL)
  FROM revert_lives AS l
  JOIN (VALUES (-1, 0), (30, 30 * 86400), (365, 365 * 86400),
               (0, 1000 * 86400)) AS h;
INSERT INTO annotations
SELECT 1, oid, 'yes', '', 'x', 'x', 'x'
  FROM commits
 WHERE commit_id BETWEEN 1 AND 40 AND commit_id % 4 < 2;
COMMIT;
