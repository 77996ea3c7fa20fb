-- SPDX-License-Identifier: MIT
-- question: Which repositories does this database hold, and up to when?
-- column: repo | name of the repository
-- column: tip | commit at the tip of its mainline; empty: not audited yet
-- column: tip_at | committer date of that tip, Unix seconds, UTC
-- column: areas_from | where its areas come from; empty: not known yet
-- column: remote | where it was cloned from, without user and password; empty: not
--   known
-- scope: repo
SELECT r.name AS repo, r.tip, r.tip_at, r.areas_from,
       nullif(r.remote, '') AS remote
  FROM repos AS r
 WHERE (:repo IS NULL OR r.name = :repo)
 ORDER BY r.name;
