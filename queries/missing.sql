-- SPDX-License-Identifier: MIT
-- question: Which objects could not be read, and who needs them?
-- column: oid | of the object; of a ref that cannot be read: its name
-- column: kind | commit, tree, blob or note
-- column: needed_by | oid of a commit that needs it; empty: none
-- column: why | what the repository said
-- column: repo | name of the repository
-- scope: repo
-- caveat: What an object that is missing holds is unknown, not zero: a
--   partial clone can fetch it, and the next audit reads it.
SELECT m.oid, m.kind, c.oid AS needed_by, m.why, r.name AS repo
  FROM missing_objects AS m
  JOIN repos AS r ON r.repo_id = m.repo_id
  LEFT JOIN commits AS c ON c.commit_id = m.commit_id
 WHERE (:repo IS NULL OR r.name = :repo)
 ORDER BY r.name, m.kind, m.oid;
