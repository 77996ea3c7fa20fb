CREATE TABLE repos (
  repo_id    INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  path       TEXT NOT NULL,
  state      TEXT NOT NULL DEFAULT '',
  tip        TEXT,
  tip_at     INTEGER,
  n_boundary INTEGER NOT NULL DEFAULT 0,
  areas_from TEXT NOT NULL DEFAULT '',
  remote     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE runs (
  run_id     INTEGER PRIMARY KEY,
  repo_id    INTEGER REFERENCES repos,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  version    TEXT NOT NULL,
  options    TEXT NOT NULL,
  tips       TEXT NOT NULL,
  n_new      INTEGER
) STRICT;
CREATE TABLE people (
  person_id  INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  name       TEXT NOT NULL,
  email      TEXT NOT NULL,
  UNIQUE (repo_id, email, name)
) STRICT;
CREATE TABLE identities (
  identity_id INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  name       TEXT NOT NULL,
  email      TEXT NOT NULL,
  person_id  INTEGER NOT NULL REFERENCES people,
  is_nobody  INTEGER NOT NULL DEFAULT 0 CHECK (is_nobody IN (0, 1)),
  raw        BLOB NOT NULL DEFAULT x'',
  UNIQUE (repo_id, email, name, is_nobody, raw)
) STRICT;
CREATE TABLE commits (
  commit_id  INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  oid        TEXT NOT NULL,
  author_id  INTEGER NOT NULL REFERENCES identities,
  authored_at INTEGER,
  authored_zone TEXT NOT NULL,
  committer_id INTEGER NOT NULL REFERENCES identities,
  committed_at INTEGER,
  committed_zone TEXT NOT NULL,
  n_parents  INTEGER NOT NULL,
  reachable  INTEGER NOT NULL CHECK (reachable IN (0, 1)),
  mainline   INTEGER NOT NULL CHECK (mainline IN (0, 1)),
  foxtrot    INTEGER NOT NULL CHECK (foxtrot IN (0, 1)),
  landing_id INTEGER,
  landed_at  INTEGER,
  pull_request INTEGER,
  diff       TEXT NOT NULL CHECK (diff = 'done' OR diff = 'none' OR diff = 'unknown'),
  patch      BLOB,
  encoding   TEXT,
  subject    TEXT NOT NULL,
  message    TEXT NOT NULL,
  UNIQUE (repo_id, oid)
) STRICT;
CREATE TABLE commit_parents (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,
  parent_oid TEXT NOT NULL,
  parent_id  INTEGER REFERENCES commits (commit_id),
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE paths (
  path_id    INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  path       TEXT NOT NULL,
  raw        BLOB
) STRICT;
CREATE TABLE changes (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  path_id    INTEGER NOT NULL REFERENCES paths,
  status     TEXT NOT NULL CHECK (status = 'A' OR status = 'D' OR status = 'M' OR status = 'T'),
  old_mode   INTEGER NOT NULL,
  new_mode   INTEGER NOT NULL,
  old_blob   BLOB,
  new_blob   BLOB,
  content    TEXT NOT NULL CHECK (content = 'text' OR content = 'binary' OR content = 'uncounted' OR content = 'missing'),
  lines_added INTEGER,
  lines_deleted INTEGER,
  pair_id    INTEGER REFERENCES paths (path_id),
  PRIMARY KEY (commit_id, path_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE merge_changes (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  path_id    INTEGER NOT NULL REFERENCES paths,
  status     TEXT NOT NULL CHECK (status = 'A' OR status = 'D' OR status = 'M' OR status = 'T'),
  old_mode   INTEGER NOT NULL,
  new_mode   INTEGER NOT NULL,
  old_blob   BLOB,
  new_blob   BLOB,
  PRIMARY KEY (commit_id, path_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE trailers (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  place      TEXT NOT NULL CHECK (place = 'block' OR place = 'paragraph' OR place = 'body' OR place = 'squash'),
  key        TEXT NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE notes (
  note_id    INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  ref        TEXT NOT NULL,
  oid        TEXT NOT NULL,
  commit_id  INTEGER REFERENCES commits,
  text       TEXT NOT NULL
) STRICT;
CREATE TABLE cherry_lines (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,
  oid        TEXT NOT NULL,
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE cherry_picks (
  commit_id  INTEGER PRIMARY KEY REFERENCES commits,
  counted_id INTEGER NOT NULL REFERENCES commits (commit_id),
  by         TEXT NOT NULL CHECK (by = 'line' OR by = 'patch' OR by = 'both')
) STRICT;
CREATE TABLE owners_files (
  owners_id  INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  commit_id  INTEGER REFERENCES commits,
  path       TEXT NOT NULL,
  from_at    INTEGER,
  to_at      INTEGER,
  blob       BLOB,
  text       TEXT
) STRICT;
CREATE TABLE areas (
  area_id    INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  name       TEXT NOT NULL,
  source     TEXT NOT NULL,
  from_at    INTEGER,
  to_at      INTEGER,
  UNIQUE (repo_id, name)
) STRICT;
CREATE TABLE area_patterns (
  area_id    INTEGER NOT NULL REFERENCES areas,
  position   INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  pattern    TEXT NOT NULL,
  from_at    INTEGER,
  to_at      INTEGER,
  PRIMARY KEY (area_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE area_people (
  area_id    INTEGER NOT NULL REFERENCES areas,
  position   INTEGER NOT NULL,
  role       TEXT NOT NULL CHECK (role = 'maintainer' OR role = 'reviewer' OR role = 'owner' OR role = 'list'),
  name       TEXT NOT NULL,
  email      TEXT NOT NULL,
  from_at    INTEGER,
  to_at      INTEGER,
  PRIMARY KEY (area_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE path_areas (
  path_id    INTEGER NOT NULL REFERENCES paths,
  area_id    INTEGER NOT NULL REFERENCES areas,
  PRIMARY KEY (path_id, area_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE commit_areas (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  area_id    INTEGER NOT NULL REFERENCES areas,
  n_paths    INTEGER NOT NULL,
  lines_added INTEGER,
  lines_deleted INTEGER,
  PRIMARY KEY (commit_id, area_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE missing_objects (
  repo_id    INTEGER NOT NULL REFERENCES repos,
  oid        TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind = 'commit' OR kind = 'tree' OR kind = 'blob' OR kind = 'note'),
  commit_id  INTEGER,
  why        TEXT NOT NULL,
  PRIMARY KEY (repo_id, oid)
) STRICT, WITHOUT ROWID;
CREATE TABLE stages (
  repo_id    INTEGER NOT NULL REFERENCES repos,
  stage      TEXT NOT NULL,
  state      TEXT NOT NULL,
  upto_id    INTEGER NOT NULL,
  PRIMARY KEY (repo_id, stage)
) STRICT, WITHOUT ROWID;
CREATE TABLE signals (
  repo_id    INTEGER NOT NULL REFERENCES repos,
  signal_id  INTEGER NOT NULL,
  tool       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  matcher    TEXT NOT NULL,
  class      TEXT NOT NULL CHECK (class = 'declared' OR class = 'identity' OR class = 'session' OR class = 'footer' OR class = 'note' OR class = 'suggestion' OR class = 'found-by' OR class = 'branch' OR class = 'mention' OR class = 'automation'),
  since      TEXT,
  source     TEXT NOT NULL,
  PRIMARY KEY (repo_id, signal_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE signal_files (
  repo_id    INTEGER PRIMARY KEY REFERENCES repos,
  name       TEXT NOT NULL,
  text       TEXT NOT NULL
) STRICT;
CREATE TABLE evidence (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,
  signal_id  INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  class      TEXT NOT NULL CHECK (class = 'declared' OR class = 'identity' OR class = 'session' OR class = 'footer' OR class = 'note' OR class = 'suggestion' OR class = 'found-by' OR class = 'branch' OR class = 'mention'),
  tool       TEXT NOT NULL,
  model      TEXT,
  role       TEXT CHECK (role = 'author' OR role = 'committer' OR role = 'co-author' OR role = 'assistant' OR role = 'signer' OR role = 'reviewer' OR role = 'reporter' OR role = 'tester'),
  place      TEXT NOT NULL CHECK (place = 'author' OR place = 'committer' OR place = 'subject' OR place = 'block' OR place = 'paragraph' OR place = 'body' OR place = 'squash' OR place = 'indented' OR place = 'inline' OR place = 'file' OR place = 'note' OR place = 'branch'),
  line       INTEGER,
  text       TEXT NOT NULL,
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE declarations (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  place      TEXT NOT NULL,
  key        TEXT NOT NULL,
  value      TEXT NOT NULL,
  says       TEXT NOT NULL CHECK (says = 'yes' OR says = 'no' OR says = 'research'),
  is_well_formed INTEGER CHECK (is_well_formed IN (0, 1)),
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE declared_kinds (
  commit_id  INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  nth        INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  explanation TEXT,
  PRIMARY KEY (commit_id, position, nth),
  FOREIGN KEY (commit_id, position) REFERENCES declarations
) STRICT, WITHOUT ROWID;
CREATE TABLE note_lines (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  ref        TEXT NOT NULL,
  path       TEXT NOT NULL,
  lines      INTEGER NOT NULL,
  PRIMARY KEY (commit_id, ref, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE automation (
  commit_id  INTEGER PRIMARY KEY REFERENCES commits,
  signal_id  INTEGER NOT NULL,
  bot        TEXT NOT NULL,
  text       TEXT NOT NULL
) STRICT;
CREATE TABLE annotations (
  repo_id    INTEGER NOT NULL REFERENCES repos,
  oid        TEXT NOT NULL,
  verdict    TEXT NOT NULL CHECK (verdict = 'yes' OR verdict = 'no' OR verdict = 'unsure'),
  tool       TEXT NOT NULL,
  by_whom    TEXT NOT NULL,
  why        TEXT NOT NULL,
  source     TEXT NOT NULL,
  PRIMARY KEY (repo_id, oid)
) STRICT, WITHOUT ROWID;
CREATE TABLE revert_probes (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  horizon    INTEGER NOT NULL CHECK (horizon = -1 OR horizon = 30 OR horizon = 90 OR horizon = 180 OR horizon = 365 OR horizon = 0),
  unit       TEXT NOT NULL CHECK (unit = 'change' OR unit = 'landing'),
  outcome    TEXT NOT NULL CHECK (outcome = 'clean' OR outcome = 'already' OR outcome = 'conflict' OR outcome = 'gone' OR outcome = 'unknown'),
  path_id    INTEGER,
  blocker_id INTEGER,
  PRIMARY KEY (commit_id, horizon)
) STRICT, WITHOUT ROWID;
CREATE TABLE revert_lives (
  commit_id  INTEGER PRIMARY KEY REFERENCES commits,
  unit       TEXT NOT NULL CHECK (unit = 'change' OR unit = 'landing'),
  is_known   INTEGER NOT NULL CHECK (is_known IN (0, 1)),
  life       INTEGER,
  blocker_id INTEGER,
  culprit_id INTEGER,
  path_id    INTEGER,
  first_line INTEGER,
  last_line  INTEGER,
  own_series INTEGER NOT NULL CHECK (own_series IN (0, 1))
) STRICT;
CREATE TABLE generated_patterns (
  repo_id    INTEGER NOT NULL REFERENCES repos,
  position   INTEGER NOT NULL,
  pattern    TEXT NOT NULL,
  source     TEXT NOT NULL,
  PRIMARY KEY (repo_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE generated_paths (
  path_id    INTEGER PRIMARY KEY REFERENCES paths,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  position   INTEGER NOT NULL
) STRICT;
CREATE TABLE policies (
  policy_id  INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  name       TEXT NOT NULL,
  source     TEXT,
  era_date   TEXT NOT NULL CHECK (era_date = 'landed' OR era_date = 'committed' OR era_date = 'authored'),
  hash       TEXT NOT NULL,
  text       TEXT NOT NULL,
  UNIQUE (repo_id, hash)
) STRICT;
CREATE TABLE eras (
  policy_id  INTEGER NOT NULL REFERENCES policies,
  era        INTEGER NOT NULL,
  name       TEXT NOT NULL,
  since_at   INTEGER NOT NULL,
  source     TEXT,
  PRIMARY KEY (policy_id, era)
) STRICT, WITHOUT ROWID;
CREATE TABLE rules (
  policy_id  INTEGER NOT NULL REFERENCES policies,
  rule       INTEGER NOT NULL,
  name       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  applies_to TEXT NOT NULL CHECK (applies_to = 'ai' OR applies_to = 'human' OR applies_to = 'all'),
  severity   TEXT NOT NULL CHECK (severity = 'error' OR severity = 'warning' OR severity = 'note'),
  says       TEXT NOT NULL,
  message    TEXT,
  source     TEXT,
  PRIMARY KEY (policy_id, rule)
) STRICT, WITHOUT ROWID;
CREATE TABLE era_rules (
  policy_id  INTEGER NOT NULL,
  era        INTEGER NOT NULL,
  rule       INTEGER NOT NULL,
  position   INTEGER NOT NULL,
  PRIMARY KEY (policy_id, era, rule),
  FOREIGN KEY (policy_id, era) REFERENCES eras,
  FOREIGN KEY (policy_id, rule) REFERENCES rules
) STRICT, WITHOUT ROWID;
CREATE TABLE tiers (
  policy_id  INTEGER NOT NULL REFERENCES policies,
  tier       INTEGER NOT NULL,
  name       TEXT NOT NULL,
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
  PRIMARY KEY (policy_id, tier)
) STRICT, WITHOUT ROWID;
CREATE TABLE path_tiers (
  policy_id  INTEGER NOT NULL,
  path_id    INTEGER NOT NULL REFERENCES paths,
  tier       INTEGER NOT NULL,
  PRIMARY KEY (policy_id, path_id),
  FOREIGN KEY (policy_id, tier) REFERENCES tiers
) STRICT, WITHOUT ROWID;
CREATE TABLE commit_tiers (
  policy_id  INTEGER NOT NULL,
  commit_id  INTEGER NOT NULL REFERENCES commits,
  tier       INTEGER NOT NULL,
  n_paths    INTEGER NOT NULL,
  lines_added INTEGER,
  lines_deleted INTEGER,
  PRIMARY KEY (policy_id, commit_id, tier),
  FOREIGN KEY (policy_id, tier) REFERENCES tiers
) STRICT, WITHOUT ROWID;
CREATE TABLE verdicts (
  policy_id  INTEGER NOT NULL,
  commit_id  INTEGER NOT NULL REFERENCES commits,
  rule       INTEGER NOT NULL,
  era        INTEGER NOT NULL,
  outcome    TEXT NOT NULL CHECK (outcome = 'pass' OR outcome = 'fail' OR outcome = 'not-applicable' OR outcome = 'undecidable'),
  why        TEXT NOT NULL,
  PRIMARY KEY (policy_id, commit_id, rule),
  FOREIGN KEY (policy_id, era, rule) REFERENCES era_rules
) STRICT, WITHOUT ROWID;
CREATE TABLE supposed_outcomes (
  policy_id  INTEGER NOT NULL REFERENCES policies,
  commit_id  INTEGER NOT NULL REFERENCES commits,
  outcome    TEXT NOT NULL CHECK (outcome = 'pass' OR outcome = 'fail' OR outcome = 'undecidable'),
  PRIMARY KEY (policy_id, commit_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE reverts (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,
  line       INTEGER,
  text       TEXT NOT NULL,
  shape      TEXT NOT NULL CHECK (shape = 'standard' OR shape = 'reference' OR shape = 'merge' OR shape = 'plural' OR shape = 'sentence' OR shape = 'subject' OR shape = 'subject-cut' OR shape = 'subject-id' OR shape = 'conventional' OR shape = 'free' OR shape = 'pull-request' OR shape = 'url' OR shape = 'refs' OR shape = 'svn' OR shape = 'change-id' OR shape = 'squash' OR shape = 'contents'),
  says       TEXT NOT NULL CHECK (says = 'revert' OR says = 'reapply' OR says = 'partial'),
  name       TEXT NOT NULL,
  target_id  INTEGER REFERENCES commits (commit_id),
  resolution TEXT NOT NULL CHECK (resolution = 'resolved' OR resolution = 'not-here' OR resolution = 'ambiguous' OR resolution = 'other-ref' OR resolution = 'not-a-sha' OR resolution = 'squashed'),
  verified   TEXT CHECK (verified = 'exact' OR verified = 'full' OR verified = 'partial' OR verified = 'none' OR verified = 'unknown'),
  lines_undone INTEGER,
  lines_of   INTEGER,
  is_silent  INTEGER NOT NULL CHECK (is_silent IN (0, 1)),
  is_repeat  INTEGER NOT NULL CHECK (is_repeat IN (0, 1)),
  is_counted INTEGER NOT NULL CHECK (is_counted IN (0, 1)),
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE revert_states (
  commit_id  INTEGER PRIMARY KEY REFERENCES commits,
  state      TEXT NOT NULL CHECK (state = 'reverted' OR state = 'reapplied' OR state = 'partial'),
  n_turns    INTEGER NOT NULL,
  first_id   INTEGER NOT NULL REFERENCES commits (commit_id),
  first_at   INTEGER NOT NULL,
  last_id    INTEGER NOT NULL REFERENCES commits (commit_id),
  last_at    INTEGER NOT NULL,
  merge_id   INTEGER REFERENCES commits (commit_id)
) STRICT;
CREATE TABLE fixes (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  text       TEXT NOT NULL,
  name       TEXT NOT NULL,
  target_id  INTEGER REFERENCES commits (commit_id),
  resolution TEXT NOT NULL CHECK (resolution = 'resolved' OR resolution = 'not-here' OR resolution = 'ambiguous' OR resolution = 'other-ref'),
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE revert_words (
  commit_id  INTEGER PRIMARY KEY REFERENCES commits
) STRICT;
CREATE TABLE revert_checks (
  repo_id    INTEGER NOT NULL REFERENCES repos,
  commit_id  INTEGER NOT NULL REFERENCES commits,
  target_id  INTEGER NOT NULL REFERENCES commits (commit_id),
  beside     INTEGER NOT NULL,
  verified   TEXT NOT NULL,
  lines_undone INTEGER NOT NULL,
  lines_of   INTEGER NOT NULL,
  PRIMARY KEY (repo_id, commit_id, target_id, beside)
) STRICT, WITHOUT ROWID;
CREATE TABLE revert_touches (
  commit_id  INTEGER PRIMARY KEY REFERENCES commits,
  results    BLOB NOT NULL
) STRICT;
CREATE VIEW history AS
SELECT c.commit_id, c.repo_id, r.name AS repo, c.oid,
       c.authored_at, c.committed_at, c.landed_at, c.landing_id,
       a.person_id AS author_id, a.name AS author_name,
       a.email AS author_email,
       m.person_id AS committer_id, m.name AS committer_name,
       m.email AS committer_email,
       c.subject, c.n_parents, c.n_parents > 1 AS merge, c.mainline,
       c.foxtrot, c.pull_request, c.diff,
       strftime('%Y-%m', c.landed_at, 'unixepoch') AS month,
       strftime('%Y', c.landed_at, 'unixepoch') || '-Q'
         || ((strftime('%m', c.landed_at, 'unixepoch') + 2) / 3) AS quarter,
       strftime('%Y', c.landed_at, 'unixepoch') AS year
  FROM commits AS c
  JOIN repos AS r ON r.repo_id = c.repo_id
  JOIN identities AS ai ON ai.identity_id = c.author_id
  JOIN people AS a ON a.person_id = ai.person_id
  JOIN identities AS ci ON ci.identity_id = c.committer_id
  JOIN people AS m ON m.person_id = ci.person_id
 WHERE c.reachable = 1;
CREATE VIEW history_identities AS
SELECT i.*
  FROM identities AS i
 WHERE i.identity_id IN (SELECT author_id FROM commits WHERE reachable = 1
                          UNION ALL
                         SELECT committer_id FROM commits WHERE reachable = 1);
CREATE VIEW history_paths AS
SELECT p.*
  FROM paths AS p
 WHERE EXISTS (SELECT 1
                 FROM changes AS x
                 JOIN commits AS c ON c.commit_id = x.commit_id
                WHERE x.path_id = p.path_id
                  AND c.reachable = 1)
    OR EXISTS (SELECT 1
                 FROM merge_changes AS x
                 JOIN commits AS c ON c.commit_id = x.commit_id
                WHERE x.path_id = p.path_id
                  AND c.reachable = 1);
CREATE VIEW history_areas AS
SELECT a.*
  FROM areas AS a
 WHERE a.source <> 'folder' AND a.name <> '(none)'
    OR EXISTS (SELECT 1
                 FROM path_areas AS x
                 JOIN history_paths AS p ON p.path_id = x.path_id
                WHERE x.area_id = a.area_id);
CREATE VIEW mainline_changes AS
SELECT h.*
  FROM history AS h
 WHERE h.merge = 0
   AND h.landed_at IS NOT NULL
   AND h.commit_id NOT IN (SELECT commit_id FROM cherry_picks);
CREATE VIEW counted_evidence AS
SELECT *
  FROM evidence
 WHERE class = 'declared' OR class = 'identity' OR class = 'session'
    OR class = 'footer' OR class = 'note';
CREATE VIEW ai_commits AS
SELECT c.commit_id, c.repo_id, c.by_annotation
  FROM (SELECT e.commit_id, m.repo_id, 0 AS by_annotation
          FROM (SELECT DISTINCT commit_id FROM counted_evidence) AS e
          JOIN commits AS m ON m.commit_id = e.commit_id
         WHERE e.commit_id NOT IN (SELECT commit_id FROM declarations
                                    WHERE says = 'no')
           AND NOT EXISTS (SELECT 1 FROM annotations AS a
                            WHERE a.repo_id = m.repo_id
                              AND a.oid = m.oid
                              AND a.verdict <> 'unsure')
        UNION ALL
        SELECT m.commit_id, m.repo_id, 1
          FROM annotations AS a
          JOIN commits AS m ON m.repo_id = a.repo_id
                           AND m.oid = a.oid
         WHERE a.verdict = 'yes') AS c;
CREATE VIEW ai_tools AS
SELECT e.commit_id, e.tool
  FROM counted_evidence AS e
 WHERE e.commit_id IN (SELECT commit_id FROM ai_commits)
 UNION
SELECT m.commit_id, a.tool
  FROM annotations AS a
  JOIN commits AS m ON m.repo_id = a.repo_id
                   AND m.oid = a.oid
 WHERE a.verdict = 'yes'
   AND (a.tool <> ''
        OR m.commit_id NOT IN (SELECT commit_id FROM counted_evidence));
CREATE VIEW latest_policies AS
SELECT n.policy_id, n.repo_id, n.name,
       (SELECT e.name
          FROM eras AS e
         WHERE e.policy_id = n.policy_id
         ORDER BY e.since_at DESC
         LIMIT 1) AS era
  FROM (SELECT max(policy_id) AS policy_id, repo_id, name
          FROM policies
         GROUP BY repo_id, name) AS n;
CREATE VIEW tier_changes AS
SELECT ct.commit_id, -(100 * ct.policy_id + ct.tier) AS part_id,
       p.name AS policy, t.name AS tier
  FROM policies AS p
 CROSS JOIN commit_tiers AS ct ON ct.policy_id = p.policy_id
 CROSS JOIN tiers AS t ON t.policy_id = ct.policy_id
                      AND t.tier = ct.tier;
CREATE VIEW tier_paths AS
SELECT pt.path_id, -(100 * pt.policy_id + pt.tier) AS part_id,
       p.name AS policy, t.name AS tier
  FROM policies AS p
 CROSS JOIN path_tiers AS pt ON pt.policy_id = p.policy_id
 CROSS JOIN tiers AS t ON t.policy_id = pt.policy_id
                      AND t.tier = pt.tier;
CREATE VIEW named_parts AS
SELECT area_id AS part_id, repo_id, NULL AS policy_id, NULL AS policy_label,
       name
  FROM areas
 UNION ALL
SELECT -(100 * p.policy_id + t.tier), p.repo_id, p.policy_id,
       p.name || iif((SELECT count(*)
                        FROM policies AS o
                       WHERE o.repo_id = p.repo_id
                         AND o.name = p.name) > 1,
                     ' (' || substr(p.hash, 1, 7) || ')', ''),
       t.name
  FROM policies AS p
  JOIN tiers AS t ON t.policy_id = p.policy_id;
CREATE VIEW generated_changes AS
SELECT c.commit_id
  FROM (SELECT DISTINCT c.commit_id
          FROM generated_paths AS g
         CROSS JOIN changes AS c ON c.path_id = g.path_id) AS t
 CROSS JOIN changes AS c ON c.commit_id = t.commit_id
 GROUP BY c.commit_id
HAVING count(*) = sum(c.path_id IN (SELECT path_id FROM generated_paths));
CREATE VIEW revert_units AS
SELECT 'change' AS unit, m.commit_id, m.repo_id, m.repo, m.landed_at,
       m.landing_id, m.author_name, m.author_email, m.quarter
  FROM mainline_changes AS m
 WHERE m.n_parents = 1
   AND m.commit_id IN (SELECT commit_id FROM revert_lives
                        WHERE unit = 'change' AND is_known = 1)
   AND m.commit_id NOT IN (SELECT commit_id FROM generated_changes)
 UNION ALL
SELECT 'landing', h.commit_id, h.repo_id, h.repo, h.landed_at,
       h.landing_id, h.author_name, h.author_email, h.quarter
  FROM history AS h
 WHERE h.mainline = 1
   AND h.n_parents > 0
   AND h.commit_id IN (SELECT commit_id FROM revert_lives
                        WHERE is_known = 1)
   AND h.commit_id NOT IN (SELECT commit_id FROM generated_changes);
CREATE VIEW followed_lives AS
SELECT l.commit_id,
       coalesce(l.life, max(r.tip_at - c.landed_at, 0)) AS life,
       l.life IS NOT NULL
         AND coalesce(l.path_id NOT IN (SELECT path_id
                                          FROM generated_paths), 1)
         AS ended,
       c.landing_id AS cluster,
       l.own_series, l.blocker_id, l.culprit_id, l.path_id
  FROM revert_lives AS l
  JOIN commits AS c ON c.commit_id = l.commit_id
  JOIN repos AS r ON r.repo_id = c.repo_id
 WHERE l.is_known = 1;
CREATE VIEW human_reviews AS
WITH marks AS MATERIALIZED (
  SELECT c.repo_id, c.commit_id, i.person_id AS author_id,
         lower(p.name) AS author, t.line, t.value
    FROM trailers AS t
    CROSS JOIN commits AS c ON c.commit_id = t.commit_id
    JOIN identities AS i ON i.identity_id = c.author_id
    JOIN people AS p ON p.person_id = i.person_id
   WHERE (t.key COLLATE NOCASE = 'Reviewed-by'
          OR t.key COLLATE NOCASE = 'Acked-by')
     AND c.n_parents <= 1
), opened AS (
  SELECT repo_id, value,
         trim(iif(instr(value, '<'), substr(value, 1, instr(value, '<') - 1),
                  value), ' "') AS name,
         iif(instr(value, '<'), substr(value, instr(value, '<') + 1),
             iif(instr(value, '@'), value, '')) AS rest
    FROM (SELECT DISTINCT repo_id, value FROM marks)
), parsed AS MATERIALIZED (
  SELECT repo_id, value, name, lower(name) AS folded,
         lower(trim(iif(instr(rest, '>'),
                        substr(rest, 1, instr(rest, '>') - 1),
                        rest))) AS email
    FROM opened
), forms AS MATERIALIZED (
  SELECT repo_id, lower(email) AS email, lower(name) AS name,
         min(person_id) AS person_id
    FROM history_identities
   WHERE is_nobody = 0
   GROUP BY repo_id, lower(email), lower(name)
), by_email AS MATERIALIZED (
  SELECT repo_id, email, min(person_id) AS person_id
    FROM forms
   GROUP BY repo_id, email
), by_name AS MATERIALIZED (
  SELECT repo_id, name, min(person_id) AS person_id
    FROM forms
   GROUP BY repo_id, name
), machines AS MATERIALIZED (
  SELECT repo_id, lower(matcher) AS email
    FROM signals
   WHERE kind = 'email'
  UNION
  SELECT c.repo_id, lower(i.email)
    FROM automation AS b
    JOIN commits AS c ON c.commit_id = b.commit_id AND c.reachable = 1
    JOIN identities AS i ON i.identity_id = c.author_id
), slugs AS MATERIALIZED (
  SELECT DISTINCT repo_id, lower(matcher) AS slug
    FROM signals
   WHERE kind = 'slug'
), people_named AS MATERIALIZED (
  SELECT v.repo_id, v.value, v.folded, v.name,
         coalesce('#' || coalesce(f.person_id, e.person_id, n.person_id),
                  nullif(v.email, ''), v.folded) AS who
    FROM parsed AS v
    LEFT JOIN forms AS f ON f.repo_id = v.repo_id AND f.email = v.email
                        AND f.name = v.folded
    LEFT JOIN by_email AS e ON e.repo_id = v.repo_id AND e.email = v.email
    LEFT JOIN by_name AS n ON n.repo_id = v.repo_id AND n.name = v.folded
    LEFT JOIN machines AS m ON m.repo_id = v.repo_id AND m.email = v.email
    LEFT JOIN slugs AS s
           ON s.repo_id = v.repo_id
          AND v.email LIKE '%@users.noreply.github.com'
          AND s.slug = substr(v.email, instr(v.email, '+') + 1,
                              instr(v.email, '@') - instr(v.email, '+') - 1)
   WHERE m.email IS NULL
     AND s.slug IS NULL
     AND v.folded NOT LIKE '%[bot]'
), told AS (
  SELECT commit_id, value
    FROM marks
   WHERE (commit_id, line) IN (SELECT commit_id, line
                                 FROM evidence
                                WHERE role = 'reviewer')
)
SELECT m.commit_id, w.who, min(w.name) AS name
  FROM marks AS m
  JOIN people_named AS w ON w.repo_id = m.repo_id AND w.value = m.value
 WHERE w.who <> '#' || m.author_id
   AND w.folded <> m.author
   AND (m.commit_id, m.value) NOT IN (SELECT commit_id, value FROM told)
 GROUP BY m.commit_id, w.who;
CREATE VIEW measured_changes AS
SELECT m.commit_id, m.repo_id, m.repo, m.landed_at, m.author_name,
       m.author_email, a.commit_id IS NOT NULL AS is_ai,
       iif(a.commit_id, d.commit_id IS NOT NULL, NULL) AS is_declared,
       v.commit_id IS NOT NULL AS is_reviewed,
       iif(m.landed_at > r.tip_at - 90 * 86400
           OR (f.landing_id = m.landing_id AND s.state <> 'partial'), NULL,
           coalesce(s.state <> 'partial'
                    AND s.first_at - m.landed_at <= 90 * 86400, 0))
         AS is_reverted_90,
       iif(m.landed_at > r.tip_at - 365 * 86400
           OR (f.landing_id = m.landing_id AND s.state <> 'partial'), NULL,
           coalesce(s.state <> 'partial'
                    AND s.first_at - m.landed_at <= 365 * 86400, 0))
         AS is_reverted_365,
       e.is_clean
  FROM mainline_changes AS m
  JOIN repos AS r ON r.repo_id = m.repo_id
  LEFT JOIN ai_commits AS a ON a.commit_id = m.commit_id
  LEFT JOIN (SELECT DISTINCT commit_id
               FROM evidence
              WHERE class = 'declared') AS d ON d.commit_id = m.commit_id
  LEFT JOIN (SELECT DISTINCT commit_id
               FROM human_reviews) AS v ON v.commit_id = m.commit_id
  LEFT JOIN revert_states AS s ON s.commit_id = m.commit_id
  LEFT JOIN commits AS f ON f.commit_id = s.first_id
  LEFT JOIN (SELECT p.commit_id, p.outcome = 'clean' AS is_clean
               FROM revert_probes AS p
               JOIN revert_lives AS l ON l.commit_id = p.commit_id
               JOIN commits AS c ON c.commit_id = p.commit_id
              WHERE p.horizon = 365
                AND p.unit = 'change'
                AND (p.outcome = 'clean' OR p.outcome = 'conflict'
                     OR p.outcome = 'gone')
                AND coalesce(p.path_id NOT IN (SELECT path_id
                                                 FROM generated_paths), 1)
                AND l.is_known = 1
                AND l.own_series = 0
                AND c.n_parents = 1
                AND p.commit_id NOT IN (SELECT commit_id
                                          FROM generated_changes)) AS e
         ON e.commit_id = m.commit_id;
CREATE VIEW judged_changes AS
SELECT p.repo_id, v.policy_id, v.commit_id,
       CASE WHEN max(v.outcome = 'fail') THEN 0
            WHEN max(v.outcome = 'undecidable') THEN NULL
            ELSE 1 END AS keeps,
       1 - max(iif(r.kind = 'require-trailer'
                   AND r.applies_to = 'ai'
                   AND (v.outcome = 'pass' OR v.outcome = 'fail'),
                   v.outcome = 'fail', NULL)) AS is_disclosed
  FROM policies AS p
  JOIN verdicts AS v ON v.policy_id = p.policy_id
  JOIN rules AS r ON r.policy_id = v.policy_id
                 AND r.rule = v.rule
 WHERE v.outcome <> 'not-applicable'
 GROUP BY v.policy_id, v.commit_id;
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
PRAGMA application_id = 0x67697450;
PRAGMA user_version = 6;
