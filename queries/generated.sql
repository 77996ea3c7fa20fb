-- SPDX-License-Identifier: MIT
-- question: Which files does revert ease leave out, as tools write them?
-- column: repo | name of the repository
-- column: pattern | of .gitignore, tried on the whole path
-- column: source | who named it: built in, option (audit --ignore), or a policy
-- column: paths | paths of the history that it takes, and no pattern above it
-- column: changes | landed changes that touch one of those
-- scope: repo
-- caveat: A change of such files alone is left out of revert ease; of another
--   one they are no reason to call it hard to take back.  Query revert-base has
--   the numbers.
SELECT r.name AS repo, g.pattern, g.source,
       (SELECT count(*)
          FROM generated_paths AS p
         WHERE p.repo_id = g.repo_id
           AND p.position = g.position) AS paths,
       (SELECT count(DISTINCT c.commit_id)
          FROM generated_paths AS p
         CROSS JOIN changes AS c ON c.path_id = p.path_id
          JOIN mainline_changes AS m ON m.commit_id = c.commit_id
         WHERE p.repo_id = g.repo_id
           AND p.position = g.position) AS changes
  FROM generated_patterns AS g
  JOIN repos AS r ON r.repo_id = g.repo_id
 WHERE (:repo IS NULL OR r.name = :repo)
 ORDER BY r.name, g.position;
