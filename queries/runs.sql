-- SPDX-License-Identifier: MIT
-- question: When was this database filled, from which tips, and how?
-- column: repo | name of the repository
-- column: run | number of the run, in the order of the runs
-- column: started_at | Unix seconds, UTC, by the clock of that machine
-- column: ended_at | Unix seconds, UTC; empty: killed, or still running
-- column: version | of git-provenance
-- column: options | the options that matter
-- column: tips | "name oid" for each tip, in the order given
-- column: new_commits | commits that this run read; empty: not ended
-- scope: repo
-- caveat: The times are those of the machine that ran the audit: the only
--   ones in the database that do not come from the history.
SELECT r.name AS repo, u.run_id AS run, u.started_at, u.ended_at,
       u.version, u.options, u.tips, u.n_new AS new_commits
  FROM runs AS u
  JOIN repos AS r ON r.repo_id = u.repo_id
 WHERE (:repo IS NULL OR r.name = :repo)
 ORDER BY r.name, u.run_id;
