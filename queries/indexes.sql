-- What the views and queries look rows up by, beside the primary keys.

CREATE INDEX identities_person ON identities (person_id);
CREATE INDEX commits_landed ON commits (repo_id, landed_at);
CREATE INDEX commits_patch ON commits (repo_id, patch) WHERE patch IS NOT NULL;
CREATE INDEX changes_path ON changes (path_id);
CREATE INDEX merge_changes_path ON merge_changes (path_id);
CREATE INDEX trailers_key ON trailers (key);
CREATE INDEX path_areas_area ON path_areas (area_id);
CREATE INDEX commit_areas_area ON commit_areas (area_id);
CREATE INDEX reverts_target ON reverts (target_id);
CREATE INDEX fixes_target ON fixes (target_id);
