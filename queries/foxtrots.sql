-- SPDX-License-Identifier: MIT
-- question: Where does the mainline go on with the second parent of a merge?
-- column: oid | the merge, on the mainline
-- column: landed_at | Unix seconds, UTC
-- column: first_parent | what git log --first-parent would follow
-- column: second_parent | what is followed here
-- column: subject | first paragraph of the message, on one line
-- column: repo | name of the repository
-- scope: repo since until
-- caveat: A foxtrot merge takes the default branch into a topic that is then
--   pushed as the default branch, with swapped parents.  It is told by a
--   subject that says the default branch was merged in, where the second
--   parent brings more commits than the first.  A pull of another
--   repository's default branch can look the same.
SELECT h.oid, h.landed_at, p.parent_oid AS first_parent,
       q.parent_oid AS second_parent, h.subject, h.repo
  FROM history AS h
  JOIN commit_parents AS p ON p.commit_id = h.commit_id AND p.position = 0
  JOIN commit_parents AS q ON q.commit_id = h.commit_id AND q.position = 1
 WHERE h.foxtrot = 1
   AND (:repo IS NULL OR h.repo = :repo)
   AND (:since IS NULL OR h.landed_at >= :since)
   AND (:until IS NULL OR h.landed_at < :until)
 ORDER BY h.repo, h.landed_at IS NULL, h.landed_at, h.commit_id;
