-- SPDX-License-Identifier: MIT
-- A small database for the tests of query and report: two repositories, and
-- people who put formulas, markup, terminal escapes and bidirectional
-- overrides into their names and subjects.
--
--   emu   1--------3--4--8    1 root, 3 merge, 8 tip
--          \--2---/           2 change of a branch
--             \--5            5 not landed;  6 unreachable; 4 picks 2
--   lib   7                   one change
BEGIN;
INSERT INTO repos (repo_id, name, path, tip, tip_at, n_boundary,
                   areas_from) VALUES
  (1, 'emu', '/src/emu', '8888888888888888888888888888888888888888',
   1709280000, 0, 'maintainers'),
  (2, 'lib', '/src/lib', '7777777777777777777777777777777777777777',
   1704067200, 0, 'folder:1');
INSERT INTO runs VALUES
  (1, 1, 1710000000, 1710000009, '0.1.0', '', 'HEAD 8888', 7),
  (2, 2, 1710000100, NULL, '0.1.0', '--no-lines', 'HEAD 7777', NULL);
INSERT INTO people VALUES
  (1, 1, 'Ann Archer', 'ann@example.org'),
  (2, 1, 'Bob Böhm', 'bob@example.org'),
  (3, 1, '=cmd|'' /C calc''!A0', 'eve@example.org'),
  (4, 1, '<script>alert(1)</script>', '"><img src=x>@example.org'),
  (5, 2, 'Ann Archer', 'ann@example.org');
INSERT INTO identities (identity_id, repo_id, name, email, person_id) VALUES
  (1, 1, 'Ann Archer', 'ann@example.org', 1),
  (2, 1, 'Bob Böhm', 'bob@example.org', 2),
  (3, 1, 'Bob Böhm (aider)', 'bob@example.org', 2),
  (4, 1, '=cmd|'' /C calc''!A0', 'eve@example.org', 3),
  (5, 1, '<script>alert(1)</script>', '"><img src=x>@example.org', 4),
  (6, 2, 'Ann Archer', 'ann@example.org', 5);
INSERT INTO commits (commit_id, repo_id, oid, author_id, authored_at,
                     authored_zone, committer_id, committed_at,
                     committed_zone, subject, message, n_parents, reachable,
                     mainline, foxtrot, landed_at, pull_request, diff) VALUES
  (1, 1, '1111111111111111111111111111111111111111', 1, 1672531200, '+0000',
   1, 1672531200, '+0000', 'accel: begin', 'accel: begin', 0, 1, 1, 0,
   1672531200, NULL, 'done'),
  (2, 1, '2222222222222222222222222222222222222222', 3, 1677628800, '+0100',
   2, 1677715200, '+0100', 'block: let the queue drain (#12)', 'block', 1, 1,
   0, 0, 1680307200, 12, 'done'),
  (3, 1, '3333333333333333333333333333333333333333', 1, 1680307200, '+0000',
   1, 1680307200, '+0000', 'Merge branch ''queue''', 'Merge', 2, 1, 1, 0,
   1680307200, NULL, 'done'),
  (4, 1, '4444444444444444444444444444444444444444', 2, 1685577600, '+0000',
   2, 1685577600, '+0000', 'block: let the queue drain, again', 'block', 1, 1,
   1, 0, 1685577600, NULL, 'done'),
  (5, 1, '5555555555555555555555555555555555555555', 4, 1690000000, '+0000',
   4, 1690000000, '+0000', '@SUM(1+1)*cmd', 'x', 1, 1, 0, 0, NULL, NULL,
   'done'),
  (6, 1, '6666666666666666666666666666666666666666', 1, 1690000000, '+0000',
   1, 1690000000, '+0000', 'thrown away', 'x', 1, 0, 0, 0, NULL, NULL,
   'done'),
  (7, 2, '7777777777777777777777777777777777777777', 6, 1704067200, '+0000',
   6, 1704067200, '+0000', 'lib: begin', 'lib: begin', 0, 1, 1, 0,
   1704067200, NULL, 'done'),
  (8, 1, '8888888888888888888888888888888888888888', 5, 1709290000, '+0000',
   5, 1709280000, '+0000',
   char(27) || '[2J' || char(8238) || 'evil | </td> `x`', 'x', 1, 1, 1, 0,
   1709280000, NULL, 'done');
UPDATE commits
   SET landing_id = CASE commit_id WHEN 2 THEN 3 ELSE commit_id END
 WHERE landed_at IS NOT NULL;
INSERT INTO commit_parents VALUES
  (2, 0, '1111111111111111111111111111111111111111', 1),
  (3, 0, '1111111111111111111111111111111111111111', 1),
  (3, 1, '2222222222222222222222222222222222222222', 2),
  (4, 0, '3333333333333333333333333333333333333333', 3),
  (5, 0, '2222222222222222222222222222222222222222', 2),
  (6, 0, '4444444444444444444444444444444444444444', 4),
  (8, 0, '4444444444444444444444444444444444444444', 4);
INSERT INTO paths VALUES
  (1, 1, 'accel/a.c', NULL), (2, 1, 'block/queue.c', NULL),
  (3, 1, 'docs/logo.png', NULL), (4, 1, 'docs/new.png', NULL),
  (5, 2, 'lib.c', NULL), (6, 1, '+1+1.c', NULL);
INSERT INTO changes VALUES
  (1, 1, 'A', 0, 33188, NULL, x'01', 'text', 100, 0, NULL),
  (1, 3, 'A', 0, 33188, NULL, x'02', 'binary', NULL, NULL, NULL),
  (2, 2, 'A', 0, 33188, NULL, x'03', 'text', 20, 0, NULL),
  (4, 2, 'M', 33188, 33188, x'03', x'04', 'text', 2, 1, NULL),
  (4, 1, 'M', 33188, 33188, x'01', x'05', 'missing', NULL, NULL, NULL),
  (5, 1, 'M', 33188, 33188, x'01', x'06', 'text', 1, 1, NULL),
  (6, 1, 'D', 33188, 0, x'01', NULL, 'text', 0, 100, NULL),
  (7, 5, 'A', 0, 33188, NULL, x'07', 'uncounted', NULL, NULL, NULL),
  (8, 3, 'D', 33188, 0, x'02', NULL, 'binary', NULL, NULL, 4),
  (8, 4, 'A', 0, 33188, NULL, x'02', 'binary', NULL, NULL, 3),
  (8, 6, 'A', 0, 33188, NULL, x'08', 'text', 7, 0, NULL);
INSERT INTO merge_changes VALUES (3, 2, 'A', 0, 33188, NULL, x'03');
INSERT INTO trailers VALUES
  (2, 0, 5, 'block', 'Signed-off-by', 'Bob Böhm <bob@example.org>'),
  (2, 1, 6, 'block', 'Assisted-by', 'Claude:Opus'),
  (4, 0, 3, 'body', 'signed-off-by', 'Bob Böhm <bob@example.org>'),
  (6, 0, 3, 'block', 'Signed-off-by', 'Ann Archer <ann@example.org>'),
  (7, 0, 3, 'block', 'Signed-off-by', 'Ann Archer <ann@example.org>');
INSERT INTO notes VALUES
  (1, 1, 'refs/notes/commits',
   '1111111111111111111111111111111111111111', 1, 'a note');
INSERT INTO cherry_picks VALUES (4, 2, 'line');
INSERT INTO areas VALUES
  (1, 1, 'Block layer core', 'maintainers', NULL, NULL),
  (2, 1, 'TCG', 'maintainers', NULL, NULL),
  (3, 1, '(none)', 'maintainers', NULL, NULL),
  (4, 2, '(top)', 'folder', NULL, NULL);
INSERT INTO area_people VALUES
  (1, 0, 'maintainer', 'Bob Böhm', 'bob@example.org', NULL, NULL),
  (1, 1, 'list', '', 'block@example.org', NULL, NULL),
  (1, 2, 'maintainer', 'Old Hand', 'old@example.org', NULL, 1675000000),
  (2, 0, 'maintainer', 'Ann Archer', 'ann@example.org', NULL, NULL),
  (2, 1, 'owner', '@team', '', NULL, NULL);
INSERT INTO path_areas VALUES (1, 2), (2, 1), (3, 3), (4, 3), (5, 4), (6, 3);
INSERT INTO commit_areas VALUES
  (1, 2, 1, 100, 0), (1, 3, 1, NULL, NULL), (2, 1, 1, 20, 0),
  (4, 1, 1, 2, 1), (4, 2, 1, NULL, NULL), (5, 2, 1, 1, 1),
  (6, 2, 1, 0, 100), (7, 4, 1, NULL, NULL), (8, 3, 3, 7, 0);
INSERT INTO missing_objects VALUES
  (1, '0505050505050505050505050505050505050505', 'blob', 4,
   'object not found');
INSERT INTO signals VALUES
  (1, 1, 'Claude', 'key', 'Assisted-by', 'declared', '2025-01-01', 'seen'),
  (1, 2, 'aider', 'suffix', ' (aider)', 'identity', NULL, 'seen'),
  (1, 3, '', 'phrase', '<b>AI</b>', 'mention', NULL, '=cmd()'),
  (1, 4, 'Evil bot', 'email', '"><img src=x>@example.org', 'automation', NULL,
   'seen'),
  (2, 1, 'Claude', 'key', 'Assisted-by', 'declared', '2025-01-01', 'seen');
INSERT INTO evidence VALUES        -- 2 AI-assisted; 3 merge, 5 not landed; 7 says no
  (2, 0, 2, 'suffix', 'identity', 'aider', NULL, 'author', 'author', NULL,
   'Bob Böhm (aider) <bob@example.org>'),
  (2, 1, 1, 'key', 'declared', 'Claude', 'Opus', 'assistant', 'block', 6,
   'Assisted-by: Claude:Opus'),
  (3, 0, 1, 'key', 'declared', 'Claude', NULL, 'assistant', 'block', 3,
   'Assisted-by: Claude'),
  (5, 0, 1, 'key', 'declared', '', '=1+1', 'assistant', 'body', 3,
   'Assisted-by: AI'),
  (7, 0, 1, 'key', 'declared', 'Claude', NULL, 'assistant', 'block', 4,
   'Assisted-by: Claude'),
  (8, 0, 3, 'phrase', 'mention', '', NULL, NULL, 'inline', 3,
   char(27) || '[2J' || char(8238) || '<b>AI</b>');
INSERT INTO declarations VALUES
  (2, 0, 7, 'block', 'AI-used-for', 'code (the queue); tests', 'yes', 1),
  (7, 0, 5, 'block', 'AI-usage', 'none', 'no', NULL);
INSERT INTO declared_kinds VALUES
  (2, 0, 0, 'code', 'the queue'), (2, 0, 1, 'tests', NULL);
INSERT INTO automation VALUES (8, 4, 'Evil bot', '<script>alert(1)</script>');
INSERT INTO annotations VALUES
  (1, '1111111111111111111111111111111111111111', 'unsure', '', 'Ann',
   '=cannot tell', 'a talk');
INSERT INTO reverts VALUES
  (8, 0, 3, 'This reverts commit 2222222.', 'standard', 'revert', '2222222',
   2, 'resolved', 'exact', 20, 20, 0, 0, 1),
  (8, 1, 4, 'This reverts commit 9999999.', 'standard', 'revert', '9999999',
   NULL, 'not-here', NULL, NULL, NULL, 0, 0, 0);
INSERT INTO revert_states VALUES (2, 'reverted', 1, 8, 1709280000, 8,
  1709280000, NULL);
INSERT INTO fixes VALUES
  (4, 0, 2, 'Fixes: 2222222', '2222222', 2, 'resolved');
COMMIT;
PRAGMA application_id = 0x67697450;
PRAGMA user_version = 6;
