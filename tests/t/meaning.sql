-- SPDX-License-Identifier: MIT
-- The facts of one repository, :repo, told without any id: what no query of
-- the library says.  For tests/facts.sh.
SELECT 'commit', c.oid, c.authored_at, c.authored_zone, c.committed_zone,
       c.diff, hex(c.patch), c.encoding, c.message, c.foxtrot, l.oid
  FROM repos AS r
  JOIN commits AS c ON c.repo_id = r.repo_id
  LEFT JOIN commits AS l ON l.commit_id = c.landing_id
 WHERE r.name = :repo
   AND c.reachable = 1;
SELECT 'parent', c.oid, x.position, x.parent_oid, p.oid
  FROM repos AS r
  JOIN commits AS c ON c.repo_id = r.repo_id
  JOIN commit_parents AS x ON x.commit_id = c.commit_id
  LEFT JOIN commits AS p ON p.commit_id = x.parent_id
 WHERE r.name = :repo
   AND c.reachable = 1;
SELECT 'identity', i.name, i.email, i.is_nobody, hex(i.raw), p.name, p.email
  FROM repos AS r
  JOIN history_identities AS i ON i.repo_id = r.repo_id
  JOIN people AS p ON p.person_id = i.person_id
 WHERE r.name = :repo;
SELECT 'change', c.oid, p.path, hex(p.raw), x.old_mode, x.new_mode,
       hex(x.old_blob), hex(x.new_blob), x.content, q.path
  FROM repos AS r
  JOIN commits AS c ON c.repo_id = r.repo_id
  JOIN changes AS x ON x.commit_id = c.commit_id
  JOIN paths AS p ON p.path_id = x.path_id
  LEFT JOIN paths AS q ON q.path_id = x.pair_id
 WHERE r.name = :repo
   AND c.reachable = 1;
SELECT 'merge', c.oid, p.path, hex(p.raw), x.status, x.old_mode, x.new_mode,
       hex(x.old_blob), hex(x.new_blob)
  FROM repos AS r
  JOIN commits AS c ON c.repo_id = r.repo_id
  JOIN merge_changes AS x ON x.commit_id = c.commit_id
  JOIN paths AS p ON p.path_id = x.path_id
 WHERE r.name = :repo;
SELECT 'note', n.ref, n.oid, c.oid, n.text
  FROM repos AS r
  JOIN notes AS n ON n.repo_id = r.repo_id
  LEFT JOIN commits AS c ON c.commit_id = n.commit_id AND c.reachable = 1
 WHERE r.name = :repo;
SELECT 'area', a.name, p.path, hex(p.raw)
  FROM repos AS r
  JOIN areas AS a ON a.repo_id = r.repo_id
  JOIN path_areas AS x ON x.area_id = a.area_id
  JOIN history_paths AS p ON p.path_id = x.path_id
 WHERE r.name = :repo;
SELECT 'touched', c.oid, a.name, x.n_paths, x.lines_added, x.lines_deleted
  FROM repos AS r
  JOIN commits AS c ON c.repo_id = r.repo_id
  JOIN commit_areas AS x ON x.commit_id = c.commit_id
  JOIN areas AS a ON a.area_id = x.area_id
 WHERE r.name = :repo
   AND c.reachable = 1;
