-- What the views and queries look rows up by, beside the primary keys.

CREATE INDEX IF NOT EXISTS identities_person ON identities (person_id);
-- Who counts all commits needs no message of theirs, nor the pages that they fill.
CREATE INDEX IF NOT EXISTS commits_history ON commits (
  repo_id, reachable, landed_at, n_parents, mainline, landing_id, author_id,
  committer_id
);
CREATE INDEX IF NOT EXISTS commits_landed ON commits (repo_id, landed_at);
CREATE INDEX IF NOT EXISTS commits_patch ON commits (repo_id, patch) WHERE patch IS NOT NULL;
CREATE INDEX IF NOT EXISTS changes_path ON changes (path_id);
CREATE INDEX IF NOT EXISTS merge_changes_path ON merge_changes (path_id);
CREATE INDEX IF NOT EXISTS trailers_key ON trailers (key);
CREATE INDEX IF NOT EXISTS path_areas_area ON path_areas (area_id);
CREATE INDEX IF NOT EXISTS commit_areas_area ON commit_areas (area_id);
CREATE INDEX IF NOT EXISTS reverts_target ON reverts (target_id);
CREATE INDEX IF NOT EXISTS fixes_target ON fixes (target_id);
