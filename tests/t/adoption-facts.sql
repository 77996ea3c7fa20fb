-- SPDX-License-Identifier: MIT
-- One repository whose changes show every way in which AI assistance is, and
-- is not, counted.  AI-assisted are, of the changes that the rates count:
--
--   2020-Q2   1 to 5                     5: a false alarm
--   2026-Q1   6 to 15                    6 7 8 10 14
--   2026-Q2   16 to 20, 24, 25           16 to 20, 24
--
-- 9 says no, 11 is taken back by a person, 10 added by one, 12 only mentions;
-- 13 and 14 are a bot's.  21 is a merge, 22 a cherry-pick of 6, 23 not landed.
BEGIN;
INSERT INTO repos (repo_id, name, path, tip, tip_at, areas_from) VALUES
  (1, 'sim', '/src/sim', 'ff', 1778803200, 'folder:1'); -- 2026-05-15
INSERT INTO people VALUES
  (1, 1, 'Ann', 'ann@example.org'), (2, 1, 'Bob', 'bob@example.org'),
  (3, 1, 'Robo', 'robo@example.org');
INSERT INTO identities (identity_id, repo_id, name, email, person_id) VALUES
  (1, 1, 'Ann', 'ann@example.org', 1), (2, 1, 'Bob', 'bob@example.org', 2),
  (3, 1, 'Robo', 'robo@example.org', 3),
  (4, 1, 'Ann (aider)', 'ann@example.org', 1),
  (5, 1, 'Bob', 'bob@home.example', 2);
CREATE TEMP TABLE made (id, author, authored, landed, pull_request, parents);
INSERT INTO made VALUES
  (1, 1, '2020-04-01', '2020-05-01', NULL, 0),
  (2, 1, '2020-05-01', '2020-05-02', NULL, 1),
  (3, 1, '2020-05-01', '2020-05-03', NULL, 1),
  (4, 5, '2020-05-01', '2020-05-04', NULL, 1),
  (5, 2, '2020-05-01', '2020-05-05', NULL, 1),
  (6, 1, '2026-01-05', '2026-01-10', 1, 1),
  (7, 4, '2026-01-05', '2026-01-11', 2, 1),
  (8, 1, '2026-01-05', '2026-01-12', 3, 1),
  (9, 1, '2026-01-05', '2026-01-13', 4, 1),
  (10, 1, '2026-01-05', '2026-01-14', NULL, 1),
  (11, 1, '2026-02-05', '2026-02-11', NULL, 1),
  (12, 1, '2026-02-05', '2026-02-12', NULL, 1),
  (13, 3, '2026-02-05', '2026-02-13', NULL, 1),
  (14, 3, '2026-02-05', '2026-02-14', NULL, 1),
  (15, 1, '2026-03-01', '2026-03-15', NULL, 1),
  (16, 2, '2026-04-10', '2026-04-11', NULL, 1),
  (17, 2, '2026-04-10', '2026-04-12', NULL, 1),
  (18, 2, '2026-03-30', '2026-04-13', NULL, 1),
  (19, 2, '2026-04-10', '2026-04-14', NULL, 1),
  (20, 2, '2026-04-10', '2026-04-15', NULL, 1),
  (21, 1, '2026-04-16', '2026-04-16', NULL, 2),
  (22, 1, '2026-01-05', '2026-04-17', NULL, 1),
  (23, 1, '2026-04-18', NULL, NULL, 1),
  (24, 1, '2021-01-01', '2026-05-01', NULL, 1),
  (25, 1, '2026-05-01', '2026-05-02', NULL, 1);
INSERT INTO commits (commit_id, repo_id, oid, author_id, authored_at,
                     authored_zone, committer_id, committed_at,
                     committed_zone, subject, message, n_parents, reachable,
                     mainline, foxtrot, landing_id, landed_at, pull_request,
                     diff)
SELECT id, 1, printf('%040d', id), author, unixepoch(authored), '+0000', 1,
       unixepoch(coalesce(landed, authored)), '+0000', 'change ' || id, '',
       parents, 1, landed IS NOT NULL, 0, iif(landed IS NULL, NULL, id),
       unixepoch(landed), pull_request, 'done'
  FROM made;
DROP TABLE made;
INSERT INTO cherry_picks VALUES (22, 6, 'patch');
INSERT INTO paths VALUES (1, 1, 'core/a.c', NULL), (2, 1, 'docs/b.txt', NULL);
INSERT INTO areas VALUES
  (1, 1, 'core', 'folder', NULL, NULL), (2, 1, 'docs', 'folder', NULL, NULL);
INSERT INTO path_areas VALUES (1, 1), (2, 2);
INSERT INTO changes VALUES         -- others have one line in core; 15 is empty
  (6, 1, 'M', 0, 0, NULL, NULL, 'text', 5, 0, NULL),
  (7, 1, 'M', 0, 0, NULL, NULL, 'text', 5, 5, NULL),
  (8, 1, 'M', 0, 0, NULL, NULL, 'text', 5, 5, NULL),
  (8, 2, 'M', 0, 0, NULL, NULL, 'text', 1, 0, NULL),
  (9, 1, 'M', 0, 0, NULL, NULL, 'binary', NULL, NULL, NULL),
  (10, 1, 'M', 0, 0, NULL, NULL, 'text', 60, 0, NULL),
  (12, 1, 'M', 0, 0, NULL, NULL, 'text', 60, 0, NULL),
  (12, 2, 'M', 0, 0, NULL, NULL, 'missing', NULL, NULL, NULL),
  (14, 1, 'M', 0, 0, NULL, NULL, 'text', 300, 0, NULL),
  (16, 1, 'M', 0, 0, NULL, NULL, 'text', 900, 101, NULL);
INSERT INTO changes
SELECT commit_id, 1, 'M', 0, 0, NULL, NULL, 'text', 1, 0, NULL
  FROM commits
 WHERE n_parents < 2
   AND commit_id <> 15
   AND commit_id NOT IN (SELECT commit_id FROM changes);
INSERT INTO commit_areas
SELECT c.commit_id, pa.area_id, 1, sum(c.lines_added), sum(c.lines_deleted)
  FROM changes AS c
  JOIN path_areas AS pa ON pa.path_id = c.path_id
 GROUP BY c.commit_id, pa.area_id;
INSERT INTO policies VALUES
  (1001, 1, 'house', NULL, 'landed', 'a1', ''),
  (1002, 1, 'flat', NULL, 'landed', 'b2', '');
INSERT INTO tiers VALUES
  (1001, 0, 'text', 0), (1001, 1, 'source', 1), (1002, 0, 'all', 1);
INSERT INTO path_tiers VALUES
  (1001, 1, 1), (1001, 2, 0), (1002, 1, 0), (1002, 2, 0);
INSERT INTO commit_tiers
SELECT pt.policy_id, c.commit_id, pt.tier, count(*), sum(c.lines_added),
       sum(c.lines_deleted)
  FROM changes AS c
  JOIN path_tiers AS pt ON pt.path_id = c.path_id
 GROUP BY pt.policy_id, c.commit_id, pt.tier;
INSERT INTO trailers VALUES
  (6, 0, 3, 'block', 'Assisted-by', 'Claude:opus'),
  (6, 1, 4, 'block', 'Reviewed-by', 'Bob <bob@example.org>'),
  (6, 2, 5, 'block', 'acked-by', 'Bob Builder <BOB@home.example>'),
  (7, 0, 3, 'block', 'Reviewed-by', 'Ann <ann@elsewhere.example>'),
  (8, 0, 3, 'squash', 'Reviewed-by', 'Bob'),
  (8, 1, 4, 'block', 'Acked-by', 'Cat <cat@example.net> # docs'),
  (8, 2, 5, 'block', 'Reviewed-by', 'Claude <noreply@anthropic.com>'),
  (9, 0, 3, 'block', 'Reviewed-by',
   'Copilot <198982749+Copilot@users.noreply.github.com>'),
  (10, 0, 3, 'block', 'Reviewed-by', 'Codex <codex@localhost>'),
  (10, 1, 4, 'block', 'Reviewed-by', 'house[bot] <house@example.org>'),
  (10, 2, 5, 'block', 'Reviewed-by', 'Codex <codex@localhost>'), -- again
  (12, 0, 3, 'block', 'Reviewed-by', 'A robot <robo@example.org>'),
  (13, 0, 3, 'block', 'Acked-by', 'Ann <ann@example.org>'),
  (15, 0, 3, 'block', 'Reviewed-by', 'Bob <bob@example.org>'),
  (15, 1, 4, 'block', 'Reviewed-by', 'Cat <cat@example.net>'),
  (15, 2, 5, 'block', 'Reviewed-by', 'Dan <dan@example.net'),
  (25, 0, 3, 'body', 'Fixes', 'that');
INSERT INTO signals VALUES
  (1, 1, 'Claude', 'email', 'noreply@anthropic.com', 'declared', NULL, 'x'),
  (1, 2, 'GitHub Copilot', 'slug', 'copilot', 'declared', NULL, 'x'),
  (1, 3, 'GitHub Copilot', 'email', 'copilot@github.com', 'declared', NULL,
   'x'),
  (1, 4, 'aider', 'suffix', ' (aider)', 'identity', NULL, 'x'),
  (1, 5, 'Claude', 'footer', 'Generated with [Claude Code]', 'footer', NULL,
   'x'),
  (1, 6, 'Claude', 'session', 'https://claude.ai/code/', 'session', NULL, 'x'),
  (1, 7, '', 'key', 'Assisted-by', 'declared', NULL, 'x'),
  (1, 8, 'git-ai', 'note', 'refs/notes/ai', 'note', NULL, 'x'),
  (1, 9, 'Codex', 'phrase', 'codex', 'mention', NULL, 'x'),
  (1, 10, 'Robo', 'email', 'robo@example.org', 'automation', NULL, 'x');
INSERT INTO evidence VALUES
  (5, 0, 7, 'key', 'declared', '', NULL, 'assistant', 'body', 3,
   'Assisted-by: AI'),
  (6, 0, 7, 'key', 'declared', 'Claude', 'opus', 'assistant', 'block', 3,
   'Assisted-by: Claude:opus'),
  (7, 0, 4, 'suffix', 'identity', 'aider', NULL, 'author', 'author', NULL,
   'Ann (aider) <ann@example.org>'),
  (8, 0, 1, 'email', 'suggestion', 'Claude', NULL, 'reviewer', 'block', 5,
   'Reviewed-by: Claude <noreply@anthropic.com>'),
  (8, 1, 5, 'footer', 'footer', 'Claude', NULL, NULL, 'body', 7,
   'Generated with [Claude Code](https://claude.com/claude-code)'),
  (8, 2, 6, 'session', 'session', 'Claude', 'sonnet', NULL, 'body', 8,
   'https://claude.ai/code/session_1'),
  (9, 0, 7, 'key', 'declared', 'Claude', NULL, 'assistant', 'block', 4,
   'Assisted-by: Claude'),
  (10, 0, 9, 'phrase', 'found-by', 'Codex', NULL, 'reviewer', 'block', 3,
   'Reviewed-by: Codex <codex@localhost>'),
  (11, 0, 7, 'key', 'declared', 'Claude', NULL, 'assistant', 'block', 4,
   'Assisted-by: Claude'),
  (12, 0, 9, 'phrase', 'mention', 'Codex', NULL, NULL, 'inline', 1,
   'codex'),
  (14, 0, 1, 'email', 'declared', 'Claude', NULL, 'co-author', 'block', 4,
   'Co-authored-by: Claude <noreply@anthropic.com>'),
  (16, 0, 3, 'email', 'declared', 'GitHub Copilot', NULL, 'co-author',
   'block', 3, 'Co-authored-by: Copilot <copilot@github.com>'),
  (17, 0, 3, 'email', 'declared', 'GitHub Copilot', NULL, 'co-author',
   'block', 3, 'Co-authored-by: Copilot <copilot@github.com>'),
  (17, 1, 7, 'key', 'declared', 'Claude', 'opus', 'assistant', 'block', 4,
   'Assisted-by: Claude:opus'),
  (18, 0, 3, 'email', 'declared', 'GitHub Copilot', NULL, 'co-author',
   'block', 3, 'Co-authored-by: Copilot <copilot@github.com>'),
  (19, 0, 8, 'note', 'note', 'git-ai', 'gpt', NULL, 'note', NULL, '{'),
  (20, 0, 7, 'key', 'declared', '', NULL, 'assistant', 'paragraph', 3,
   'Assisted-by: AI'),
  (21, 0, 7, 'key', 'declared', 'Claude', 'opus', 'assistant', 'block', 3,
   'Assisted-by: Claude:opus'),
  (22, 0, 7, 'key', 'declared', 'Claude', 'opus', 'assistant', 'block', 3,
   'Assisted-by: Claude:opus'),
  (23, 0, 7, 'key', 'declared', 'Claude', 'opus', 'assistant', 'block', 3,
   'Assisted-by: Claude:opus'),
  (24, 0, 7, 'key', 'declared', 'Claude', NULL, 'assistant', 'block', 3,
   'Assisted-by: Claude');
INSERT INTO declarations VALUES
  (6, 0, 6, 'block', 'AI-used-for', 'code (a); tests', 'yes', 1),
  (9, 0, 5, 'block', 'AI-usage', 'none', 'no', NULL),
  (20, 0, 3, 'paragraph', 'Assisted-by', 'AI', 'yes', NULL),
  (25, 0, 4, 'block', 'AI-used-for', 'research', 'research', 1);
INSERT INTO declared_kinds VALUES
  (6, 0, 0, 'code', 'a'), (6, 0, 1, 'tests', NULL),
  (25, 0, 0, 'research', NULL);
INSERT INTO automation VALUES
  (13, 10, 'Robo', 'Robo <robo@example.org>'),
  (14, 10, 'Robo', 'Robo <robo@example.org>');
INSERT INTO notes VALUES
  (1, 1, 'refs/notes/ai', printf('%040d', 19), 19, '{'),
  (2, 1, 'refs/notes/ai', printf('%040d', 20), 20, 'h_1');
INSERT INTO annotations VALUES
  (1, printf('%040d', 10), 'yes', 'Cursor', 'Ann', 'I used it', 'mail'),
  (1, printf('%040d', 11), 'no', '', 'Ann', 'a slip', 'mail'),
  (1, printf('%040d', 15), 'unsure', '', 'Bob', 'who knows', 'mail');
COMMIT;
PRAGMA application_id = 0x67697450;
PRAGMA user_version = 6;
