-- The facts of git histories and what is derived from them.
-- Conventions: *_at = Unix seconds, UTC; *_zone = the zone as git wrote it
-- (+0200); flags are 0 or 1; an oid is 40 hex digits in TEXT columns and
-- 20 bytes in BLOB columns; NULL means unknown, never zero.  Lists of values
-- are written with OR: SQLite builds a table for IN, anew for every row.

CREATE TABLE repos (
  repo_id    INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,  -- what --repo selects; by default the folder's name
  path       TEXT NOT NULL,         -- the repository as it was given, made absolute
  state      TEXT NOT NULL DEFAULT '', -- what the last complete audit read (tips, options, catalogue); equal: nothing to do
  tip        TEXT,                  -- oid of the mainline's tip (the first --rev)
  tip_at     INTEGER,               -- committer date of that tip: "now", for everything that needs one
  n_boundary INTEGER NOT NULL DEFAULT 0, -- commits whose parents are cut off (shallow clone)
  areas_from TEXT NOT NULL DEFAULT '', -- where areas come from: maintainers, codeowners, folder:N, file
  remote     TEXT NOT NULL DEFAULT '' -- address of the remote origin without user and password; '': none, or a path
) STRICT;

CREATE TABLE runs (
  run_id     INTEGER PRIMARY KEY,
  repo_id    INTEGER REFERENCES repos,
  started_at INTEGER NOT NULL,      -- by this machine's clock: the only column that depends on it
  ended_at   INTEGER,               -- NULL: killed, or still running
  version    TEXT NOT NULL,         -- of git-provenance
  options    TEXT NOT NULL,         -- the command line that matters
  tips       TEXT NOT NULL,         -- "name oid" lines, in the order given
  n_new      INTEGER                -- commits that this run read
) STRICT;

CREATE TABLE people (               -- after mailmap: one row a person
  person_id  INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  name       TEXT NOT NULL,
  email      TEXT NOT NULL,
  UNIQUE (repo_id, email, name)
) STRICT;

CREATE TABLE identities (           -- before mailmap: as the commits have it
  identity_id INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  name       TEXT NOT NULL,         -- "Jane Doe (aider)" stays what it is
  email      TEXT NOT NULL,
  person_id  INTEGER NOT NULL REFERENCES people,
  is_nobody  INTEGER NOT NULL DEFAULT 0 CHECK (is_nobody IN (0, 1)), -- 1: a line without < and >; name and email are '', and no mailmap applies
  raw        BLOB NOT NULL DEFAULT x'', -- exact bytes of name and email with a zero byte between, where they are not UTF-8; the mailmap is asked with them
  UNIQUE (repo_id, email, name, is_nobody, raw)
) STRICT;

CREATE TABLE commits (              -- parents have smaller ids than their children
  commit_id  INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  oid        TEXT NOT NULL,
  author_id  INTEGER NOT NULL REFERENCES identities,
  authored_at INTEGER,              -- NULL: the commit has no readable date
  authored_zone TEXT NOT NULL,
  committer_id INTEGER NOT NULL REFERENCES identities,
  committed_at INTEGER,
  committed_zone TEXT NOT NULL,
  n_parents  INTEGER NOT NULL,      -- 2 or more: a merge
  reachable  INTEGER NOT NULL CHECK (reachable IN (0, 1)), -- 0: left the history (force push); kept, counted nowhere
  mainline   INTEGER NOT NULL CHECK (mainline IN (0, 1)), -- on the first-parent chain of the tip
  foxtrot    INTEGER NOT NULL CHECK (foxtrot IN (0, 1)), -- a mainline merge with swapped parents: the mainline goes on with its second parent
  landing_id INTEGER,               -- commit_id of the mainline commit that brought it in; NULL: not in the tip's history
  landed_at  INTEGER,               -- committer date of that commit
  pull_request INTEGER,             -- N of a subject that ends in " (#N)": the shape of a squash merge
  diff       TEXT NOT NULL CHECK (diff = 'done' OR diff = 'none' OR diff = 'unknown'), -- its paths are in changes or merge_changes; a merge off the mainline; parent or tree not here
  patch      BLOB,                  -- hash of the lines taken out and put in, white space left out; NULL: unknown or nothing to compare
  encoding   TEXT,                  -- the header of that name; NULL: none
  subject    TEXT NOT NULL,         -- the first paragraph on one line, as git's %s
  message    TEXT NOT NULL,         -- all of it, in UTF-8
  UNIQUE (repo_id, oid)
) STRICT;

CREATE TABLE commit_parents (
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,      -- 0 is the first parent
  parent_oid TEXT NOT NULL,
  parent_id  INTEGER REFERENCES commits (commit_id), -- NULL: not here (shallow clone, damage)
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE paths (
  path_id    INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  path       TEXT NOT NULL,         -- valid UTF-8; bad bytes became U+FFFD
  raw        BLOB                   -- the exact bytes where they differ from path, else NULL
) STRICT;

CREATE TABLE changes (              -- every path of every non-merge commit, as git log --no-renames --raw --numstat
  commit_id  INTEGER NOT NULL REFERENCES commits,
  path_id    INTEGER NOT NULL REFERENCES paths,
  status     TEXT NOT NULL CHECK (status = 'A' OR status = 'D' OR status = 'M' OR status = 'T'), -- added, deleted, modified, type changed
  old_mode   INTEGER NOT NULL,      -- as in a tree, in decimal (33188 = 100644); 0: not there
  new_mode   INTEGER NOT NULL,
  old_blob   BLOB,                  -- NULL: not there
  new_blob   BLOB,
  content    TEXT NOT NULL CHECK (content = 'text' OR content = 'binary' OR content = 'uncounted' OR content = 'missing'), -- why line counts may be NULL
  lines_added INTEGER,              -- NULL: binary, not counted (--no-lines), or a blob is missing
  lines_deleted INTEGER,
  pair_id    INTEGER REFERENCES paths (path_id), -- the other end of an exact rename: same blob, from or to there
  PRIMARY KEY (commit_id, path_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE merge_changes (        -- mainline merges against the parent that the mainline follows, the first but for foxtrots; kept apart so that no count takes them in
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
  position   INTEGER NOT NULL,      -- order in the message, from 0
  line       INTEGER NOT NULL,      -- line of the message that it starts on, from 1
  place      TEXT NOT NULL CHECK (place = 'block' OR place = 'paragraph' OR place = 'body' OR place = 'squash'), -- git's own trailer block; what only a lenient reading sees
  key        TEXT NOT NULL,
  value      TEXT NOT NULL,         -- unfolded
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  note_id    INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  ref        TEXT NOT NULL,         -- refs/notes/...
  oid        TEXT NOT NULL,         -- the annotated object
  commit_id  INTEGER REFERENCES commits, -- NULL: not a commit of this history
  text       TEXT NOT NULL
) STRICT;

CREATE TABLE cherry_lines (         -- "(cherry picked from commit ...)", as messages have it
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,      -- order in the message, from 0
  oid        TEXT NOT NULL,         -- the hex digits, perhaps abbreviated
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE cherry_picks (         -- one change in several commits of the history: those that are not counted
  commit_id  INTEGER PRIMARY KEY REFERENCES commits,
  counted_id INTEGER NOT NULL REFERENCES commits (commit_id), -- the one that is: the first to land
  by         TEXT NOT NULL CHECK (by = 'line' OR by = 'patch' OR by = 'both') -- "cherry picked from" line; equal patch by the same author on another line of history
) STRICT;

CREATE TABLE owners_files (         -- each mainline version of MAINTAINERS or CODEOWNERS
  owners_id  INTEGER PRIMARY KEY,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  commit_id  INTEGER REFERENCES commits, -- the mainline commit that brought this version; NULL: a file given by hand
  path       TEXT NOT NULL,
  from_at    INTEGER,               -- committer date of that commit
  to_at      INTEGER,               -- that of the next version; NULL: in force at the tip
  blob       BLOB,                  -- NULL: deleted by that commit, or a file given by hand
  text       TEXT                   -- of a file given by hand
) STRICT;

CREATE TABLE areas (                -- a part of the project with owners, in one or more versions of the owners' file
  area_id    INTEGER PRIMARY KEY,   -- each repository has a billion of its own
  repo_id    INTEGER NOT NULL REFERENCES repos,
  name       TEXT NOT NULL,         -- section of MAINTAINERS, pattern of CODEOWNERS, or folder
  source     TEXT NOT NULL,         -- maintainers, codeowners, folder, file
  from_at    INTEGER,               -- first seen; NULL: as long as the history
  to_at      INTEGER,               -- gone since; NULL: in force at the tip
  UNIQUE (repo_id, name)
) STRICT;

CREATE TABLE area_patterns (
  area_id    INTEGER NOT NULL REFERENCES areas,
  position   INTEGER NOT NULL,      -- order over all versions
  kind       TEXT NOT NULL,         -- F, X, N, K of MAINTAINERS; O of CODEOWNERS
  pattern    TEXT NOT NULL,
  from_at    INTEGER,
  to_at      INTEGER,               -- NULL: in force at the tip
  PRIMARY KEY (area_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE area_people (
  area_id    INTEGER NOT NULL REFERENCES areas,
  position   INTEGER NOT NULL,
  role       TEXT NOT NULL CHECK (role = 'maintainer' OR role = 'reviewer' OR role = 'owner' OR role = 'list'),
  name       TEXT NOT NULL,         -- also @login or @org/team; '' where only an e-mail is given
  email      TEXT NOT NULL,         -- '' where a login or a team is given
  from_at    INTEGER,
  to_at      INTEGER,               -- NULL: in force at the tip
  PRIMARY KEY (area_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE path_areas (           -- by the owners' file of the tip; every path has at least one row
  path_id    INTEGER NOT NULL REFERENCES paths,
  area_id    INTEGER NOT NULL REFERENCES areas,
  PRIMARY KEY (path_id, area_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE commit_areas (         -- areas that a change touches, with what it does there
  commit_id  INTEGER NOT NULL REFERENCES commits,
  area_id    INTEGER NOT NULL REFERENCES areas,
  n_paths    INTEGER NOT NULL,
  lines_added INTEGER,              -- sum over text paths; NULL: none was counted
  lines_deleted INTEGER,
  PRIMARY KEY (commit_id, area_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE missing_objects (      -- what could not be read, and which commit wanted it
  repo_id    INTEGER NOT NULL REFERENCES repos,
  oid        TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind = 'commit' OR kind = 'tree' OR kind = 'blob' OR kind = 'note'),
  commit_id  INTEGER,               -- a commit that needs it; NULL: none
  why        TEXT NOT NULL,
  PRIMARY KEY (repo_id, oid)
) STRICT, WITHOUT ROWID;

-- Derived from the facts; each stage notes what it was computed from.

CREATE TABLE stages (               -- how far each derived stage has come
  repo_id    INTEGER NOT NULL REFERENCES repos,
  stage      TEXT NOT NULL,         -- evidence, ...
  state      TEXT NOT NULL,         -- versions and hashes of all it depends on but commits; another one: all is derived anew
  upto_id    INTEGER NOT NULL,      -- commits up to this commit_id are done
  PRIMARY KEY (repo_id, stage)
) STRICT, WITHOUT ROWID;

CREATE TABLE signals (              -- the catalogue that a repository was searched by: how AI tools and bots show in commits
  repo_id    INTEGER NOT NULL REFERENCES repos,
  signal_id  INTEGER NOT NULL,      -- row of the catalogue, from 1
  tool       TEXT NOT NULL,         -- who or what it shows: Claude, GitHub Copilot; '': the text names it
  kind       TEXT NOT NULL,         -- how it is found: email, slug, name, suffix, prefix (of a name), word, model (in a value), key, session, footer, phrase, note, trace, branch
  matcher    TEXT NOT NULL,         -- what is compared: an address, a login, a key and what its value must be, a fixed text
  class      TEXT NOT NULL CHECK (class = 'declared' OR class = 'identity' OR class = 'session' OR class = 'footer' OR class = 'note' OR class = 'suggestion' OR class = 'found-by' OR class = 'branch' OR class = 'mention' OR class = 'automation'),
  since      TEXT,                  -- day from which it is known to exist; NULL: not known
  source     TEXT NOT NULL,         -- where it is documented, or was seen
  PRIMARY KEY (repo_id, signal_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE signal_files (         -- what audit --signals was given last: rows added to the catalogue, and taken out
  repo_id    INTEGER PRIMARY KEY REFERENCES repos,
  name       TEXT NOT NULL,         -- of the file
  text       TEXT NOT NULL
) STRICT;

CREATE TABLE evidence (             -- each trace of AI assistance in a commit, counted or not; once for each commit, class, tool, role and text
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,      -- from 0: author, committer, lines of the message, trace files, notes, branches
  signal_id  INTEGER NOT NULL,      -- the row of signals that found it
  kind       TEXT NOT NULL,         -- as in signals
  class      TEXT NOT NULL CHECK (class = 'declared' OR class = 'identity' OR class = 'session' OR class = 'footer' OR class = 'note' OR class = 'suggestion' OR class = 'found-by' OR class = 'branch' OR class = 'mention'), -- the first five count as AI-assisted, the others are shown only
  tool       TEXT NOT NULL,         -- as the catalogue names it; '': AI, but which is not said
  model      TEXT,                  -- where it is stated, as written
  role       TEXT CHECK (role = 'author' OR role = 'committer' OR role = 'co-author' OR role = 'assistant' OR role = 'signer' OR role = 'reviewer' OR role = 'reporter' OR role = 'tester'), -- NULL: none is stated
  place      TEXT NOT NULL CHECK (place = 'author' OR place = 'committer' OR place = 'subject' OR place = 'block' OR place = 'paragraph' OR place = 'body' OR place = 'squash' OR place = 'indented' OR place = 'inline' OR place = 'file' OR place = 'note' OR place = 'branch'), -- indented: a line after blanks; inline: within a line; file: a trace file that the change brings in
  line       INTEGER,               -- of the message, from 1; NULL: not in the message
  text       TEXT NOT NULL,         -- exactly what was found: the line, the identity, the branch, the head of the note; of a trace file its path and the head of the record
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE declarations (         -- statements on the use of AI, by a key made for it: AI-used-for, AI-usage, Assisted-by: none, ...
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,      -- from 0, in the order of lines
  line       INTEGER NOT NULL,      -- of the message, from 1
  place      TEXT NOT NULL,         -- as in evidence
  key        TEXT NOT NULL,         -- as written
  value      TEXT NOT NULL,
  says       TEXT NOT NULL CHECK (says = 'yes' OR says = 'no' OR says = 'research'), -- content is AI-assisted; no AI was used; used, but no content is from it
  is_well_formed INTEGER CHECK (is_well_formed IN (0, 1)), -- by the grammar of AI-used-for; NULL: the key has none
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE declared_kinds (       -- what a declaration says AI was used for
  commit_id  INTEGER NOT NULL,
  position   INTEGER NOT NULL,      -- of the declaration
  nth        INTEGER NOT NULL,      -- from 0
  kind       TEXT NOT NULL,         -- code, tests, docs, research; another word as written
  explanation TEXT,                 -- in the parentheses after it; NULL: none
  PRIMARY KEY (commit_id, position, nth),
  FOREIGN KEY (commit_id, position) REFERENCES declarations
) STRICT, WITHOUT ROWID;

CREATE TABLE note_lines (           -- lines that a note or a trace file attests to AI, by the path as it has it
  commit_id  INTEGER NOT NULL REFERENCES commits,
  ref        TEXT NOT NULL,         -- of the note; or the path of the trace file, which is not below refs/
  path       TEXT NOT NULL,
  lines      INTEGER NOT NULL,
  PRIMARY KEY (commit_id, ref, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE automation (           -- commits by known bots that are not AI: dependency updates, releases, formatters, importers
  commit_id  INTEGER PRIMARY KEY REFERENCES commits,
  signal_id  INTEGER NOT NULL,
  bot        TEXT NOT NULL,
  text       TEXT NOT NULL          -- the author as the commit has it
) STRICT;

CREATE TABLE annotations (          -- corrections by people; they overrule the detector and outlive every audit
  repo_id    INTEGER NOT NULL REFERENCES repos,
  oid        TEXT NOT NULL,         -- of the commit
  verdict    TEXT NOT NULL CHECK (verdict = 'yes' OR verdict = 'no' OR verdict = 'unsure'), -- AI-assisted or not; unsure: the detector's word stands
  tool       TEXT NOT NULL,         -- '': not said
  by_whom    TEXT NOT NULL,
  why        TEXT NOT NULL,
  source     TEXT NOT NULL,         -- where that is known from
  PRIMARY KEY (repo_id, oid)
) STRICT, WITHOUT ROWID;

-- The revert probe: which changes git revert would take back, and until when.

CREATE TABLE revert_probes (        -- would `git revert --no-commit` work, on the mainline as it stood so long after the landing? One row for each horizon that the history has passed (after --tip-only, for the tip)
  commit_id  INTEGER NOT NULL REFERENCES commits,
  horizon    INTEGER NOT NULL CHECK (horizon = -1 OR horizon = 30 OR horizon = 90 OR horizon = 180 OR horizon = 365 OR horizon = 0), -- days: on the last mainline commit before the first that landed later than so many days after the landing; -1: on the landing itself; 0: on the tip
  unit       TEXT NOT NULL CHECK (unit = 'change' OR unit = 'landing'), -- a change (its landing may be itself); a mainline merge, as git revert -m 1 (-m 2 for a foxtrot) takes it back
  outcome    TEXT NOT NULL CHECK (outcome = 'clean' OR outcome = 'already' OR outcome = 'conflict' OR outcome = 'gone' OR outcome = 'unknown'), -- works; nothing is left to undo (or there never was); stops; stops, and all it stops at are paths no longer there; paths or a blob are not known
  path_id    INTEGER,               -- conflict, gone: the first path that stops it; unknown: the path of the blob; else NULL
  blocker_id INTEGER,               -- conflict, gone: commit_id of the first mainline commit that touched its lines in that path; NULL: not known, or none
  PRIMARY KEY (commit_id, horizon)
) STRICT, WITHOUT ROWID;

CREATE TABLE revert_lives (         -- how long its lines stood untouched: from the landing to the first later mainline commit that changed one of them or a direct neighbour
  commit_id  INTEGER PRIMARY KEY REFERENCES commits,
  unit       TEXT NOT NULL CHECK (unit = 'change' OR unit = 'landing'), -- as in revert_probes
  is_known   INTEGER NOT NULL CHECK (is_known IN (0, 1)), -- 0: paths or a blob are not known, or it is empty; all that follows is NULL or 0: leave it out
  life       INTEGER,               -- seconds, at least 0; 0: changed already as it landed; NULL: alive at the tip (censored at repos.tip_at)
  blocker_id INTEGER,               -- commit_id of the mainline commit that ended it; NULL: alive
  culprit_id INTEGER,               -- the change that did: the blocker, or the only one of its landing that touches the path; its author is to be asked; NULL: several do, or none
  path_id    INTEGER,               -- where; NULL: alive
  first_line INTEGER,               -- the lines there, as the mainline had them before the blocker, from 1; own_series: as the change left them
  last_line  INTEGER,               -- less than first_line: lines were only taken out, there; both NULL: the file as a whole (added, deleted, not text)
  own_series INTEGER NOT NULL CHECK (own_series IN (0, 1)) -- 1: life is 0, and another change of its own landing touches that path
) STRICT;

CREATE TABLE generated_patterns (   -- which files tools write: they collide whatever people do, so revert ease leaves them out
  repo_id    INTEGER NOT NULL REFERENCES repos,
  position   INTEGER NOT NULL,      -- the first that takes a path counts
  pattern    TEXT NOT NULL,         -- of .gitignore, tried on the whole path
  source     TEXT NOT NULL,         -- built in, option (audit --ignore), or policy and its name
  PRIMARY KEY (repo_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE generated_paths (      -- the paths that one of them takes
  path_id    INTEGER PRIMARY KEY REFERENCES paths,
  repo_id    INTEGER NOT NULL REFERENCES repos,
  position   INTEGER NOT NULL       -- of the pattern
) STRICT;

-- Policies: kept side by side, each with its tiers and its verdicts.

CREATE TABLE policies (             -- a policy file that the repository was judged by
  policy_id  INTEGER PRIMARY KEY,   -- each repository has a thousand of its own, in the order that they came
  repo_id    INTEGER NOT NULL REFERENCES repos,
  name       TEXT NOT NULL,         -- as the file says, else the file's name; what --policy selects
  source     TEXT,                  -- where the project says it
  era_date   TEXT NOT NULL CHECK (era_date = 'landed' OR era_date = 'committed' OR era_date = 'authored'), -- which day of a change decides its era
  hash       TEXT NOT NULL,         -- of the text, as git hash-object gives it
  text       TEXT NOT NULL,         -- of the file
  UNIQUE (repo_id, hash)
) STRICT;

CREATE TABLE eras (                 -- from a day on, to the next era, these rules are in force; before the first, none
  policy_id  INTEGER NOT NULL REFERENCES policies,
  era        INTEGER NOT NULL,      -- from 0, by time
  name       TEXT NOT NULL,
  since_at   INTEGER NOT NULL,      -- first second of the day
  source     TEXT,
  PRIMARY KEY (policy_id, era)
) STRICT, WITHOUT ROWID;

CREATE TABLE rules (
  policy_id  INTEGER NOT NULL REFERENCES policies,
  rule       INTEGER NOT NULL,      -- from 0, in the order of the file
  name       TEXT NOT NULL,
  kind       TEXT NOT NULL,         -- forbid-ai, require-trailer, ...
  applies_to TEXT NOT NULL CHECK (applies_to = 'ai' OR applies_to = 'human' OR applies_to = 'all'), -- AI-assisted changes; those by people alone; every change
  severity   TEXT NOT NULL CHECK (severity = 'error' OR severity = 'warning' OR severity = 'note'),
  says       TEXT NOT NULL,         -- the rule in English
  message    TEXT,                  -- what the project tells who breaks it
  source     TEXT,
  PRIMARY KEY (policy_id, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE era_rules (            -- which rules an era has
  policy_id  INTEGER NOT NULL,
  era        INTEGER NOT NULL,
  rule       INTEGER NOT NULL,
  position   INTEGER NOT NULL,      -- from 0, as the era names them
  PRIMARY KEY (policy_id, era, rule),
  FOREIGN KEY (policy_id, era) REFERENCES eras,
  FOREIGN KEY (policy_id, rule) REFERENCES rules
) STRICT, WITHOUT ROWID;

CREATE TABLE tiers (                -- risk classes of paths
  policy_id  INTEGER NOT NULL REFERENCES policies,
  tier       INTEGER NOT NULL,      -- from 0, in the order of the file
  name       TEXT NOT NULL,
  is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)), -- takes what no other tier takes
  PRIMARY KEY (policy_id, tier)
) STRICT, WITHOUT ROWID;

CREATE TABLE path_tiers (           -- the one tier of each path: the last that takes it
  policy_id  INTEGER NOT NULL,
  path_id    INTEGER NOT NULL REFERENCES paths,
  tier       INTEGER NOT NULL,
  PRIMARY KEY (policy_id, path_id),
  FOREIGN KEY (policy_id, tier) REFERENCES tiers
) STRICT, WITHOUT ROWID;

CREATE TABLE commit_tiers (         -- tiers that a change touches, with what it does there
  policy_id  INTEGER NOT NULL,
  commit_id  INTEGER NOT NULL REFERENCES commits,
  tier       INTEGER NOT NULL,
  n_paths    INTEGER NOT NULL,
  lines_added INTEGER,              -- NULL: those of some text path are not known
  lines_deleted INTEGER,
  PRIMARY KEY (policy_id, commit_id, tier),
  FOREIGN KEY (policy_id, tier) REFERENCES tiers
) STRICT, WITHOUT ROWID;

CREATE TABLE verdicts (             -- each change that landed, by each rule of its era; no row: it does not apply to a change without AI
  policy_id  INTEGER NOT NULL,
  commit_id  INTEGER NOT NULL REFERENCES commits,
  rule       INTEGER NOT NULL,
  era        INTEGER NOT NULL,
  outcome    TEXT NOT NULL CHECK (outcome = 'pass' OR outcome = 'fail' OR outcome = 'not-applicable' OR outcome = 'undecidable'), -- undecidable: git does not hold what the rule speaks of
  why        TEXT NOT NULL,         -- for a person who knows the project; '': nothing to say
  PRIMARY KEY (policy_id, commit_id, rule),
  FOREIGN KEY (policy_id, era, rule) REFERENCES era_rules
) STRICT, WITHOUT ROWID;

CREATE TABLE supposed_outcomes (    -- each change of the year before the last landing, by the last era of a policy, as if it had been AI-assisted and rightly disclosed for the tiers that it touches; only forbid-ai, limits, approvals and reviews decide
  policy_id  INTEGER NOT NULL REFERENCES policies,
  commit_id  INTEGER NOT NULL REFERENCES commits,
  outcome    TEXT NOT NULL CHECK (outcome = 'pass' OR outcome = 'fail' OR outcome = 'undecidable'), -- the worst of the rules of severity error
  PRIMARY KEY (policy_id, commit_id)
) STRICT, WITHOUT ROWID;

-- Reverts that happened: derived anew whenever facts come in, for a later tip may have what a message names.

CREATE TABLE reverts (              -- what a message says it takes back, and what silent changes do; weak wording only where it leads to a commit whose contents agree
  commit_id  INTEGER NOT NULL REFERENCES commits, -- the one that takes back
  position   INTEGER NOT NULL,      -- from 0, in the order of the message
  line       INTEGER,               -- of the message, from 1; NULL: no line says it
  text       TEXT NOT NULL,         -- that line exactly, and the next where the name stands there; its first 1,000 bytes
  shape      TEXT NOT NULL CHECK (shape = 'standard' OR shape = 'reference' OR shape = 'merge' OR shape = 'plural' OR shape = 'sentence' OR shape = 'subject' OR shape = 'subject-cut' OR shape = 'subject-id' OR shape = 'conventional' OR shape = 'free' OR shape = 'pull-request' OR shape = 'url' OR shape = 'refs' OR shape = 'svn' OR shape = 'change-id' OR shape = 'squash' OR shape = 'contents'), -- how it is said; squash: in the list of a squash merge, which undid something within its branch; contents: not at all, or without a name that leads anywhere
  says       TEXT NOT NULL CHECK (says = 'revert' OR says = 'reapply' OR says = 'partial'), -- by its words; reapply: a revert is taken back
  name       TEXT NOT NULL,         -- what names the target: hex digits, subject, number; '': nothing does
  target_id  INTEGER REFERENCES commits (commit_id), -- the one taken back; NULL: not resolved
  resolution TEXT NOT NULL CHECK (resolution = 'resolved' OR resolution = 'not-here' OR resolution = 'ambiguous' OR resolution = 'other-ref' OR resolution = 'not-a-sha' OR resolution = 'squashed'), -- other-ref: a commit that no tip reaches; squashed: not looked up
  verified   TEXT CHECK (verified = 'exact' OR verified = 'full' OR verified = 'partial' OR verified = 'none' OR verified = 'unknown'), -- by the contents: the inverse and no more; all lines of all paths, and more; some; none; a blob or tree is missing.  NULL: not resolved
  lines_undone INTEGER,             -- of lines_of; NULL: not resolved, or unknown
  lines_of   INTEGER,               -- lines that the target put in and took out, those without letter or digit left out; a path without lines is one
  is_silent  INTEGER NOT NULL CHECK (is_silent IN (0, 1)), -- 1: the exact inverse of a change of the year before, of 4 lines or more, and the message does not say so
  is_repeat  INTEGER NOT NULL CHECK (is_repeat IN (0, 1)), -- 1: a merge that says again what a commit says that it brought
  is_counted INTEGER NOT NULL CHECK (is_counted IN (0, 1)), -- 1: takes the whole back: resolved, no repeat, and exact or full; or not called partial, and nine of ten lines, or unknown
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE revert_states (        -- landed commits that landed reverts took back, and how it stands at the tip: an odd number of steps takes back, an even one returns, the last to land decides
  commit_id  INTEGER PRIMARY KEY REFERENCES commits,
  state      TEXT NOT NULL CHECK (state = 'reverted' OR state = 'reapplied' OR state = 'partial'), -- partial: never as a whole
  n_turns    INTEGER NOT NULL,      -- how often it was taken back or returned as a whole
  first_id   INTEGER NOT NULL REFERENCES commits (commit_id), -- the first to do so; of partial ones, if there are no others
  first_at   INTEGER NOT NULL,      -- when that landed
  last_id    INTEGER NOT NULL REFERENCES commits (commit_id), -- the one that decided
  last_at    INTEGER NOT NULL,
  merge_id   INTEGER REFERENCES commits (commit_id) -- the merge that had brought it, and was reverted as a whole; NULL: it was reverted itself
) STRICT;

CREATE TABLE fixes (                -- "Fixes: <sha>": a later change that says it repairs an earlier one
  commit_id  INTEGER NOT NULL REFERENCES commits,
  position   INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  text       TEXT NOT NULL,
  name       TEXT NOT NULL,         -- the hex digits
  target_id  INTEGER REFERENCES commits (commit_id),
  resolution TEXT NOT NULL CHECK (resolution = 'resolved' OR resolution = 'not-here' OR resolution = 'ambiguous' OR resolution = 'other-ref'), -- as in reverts
  PRIMARY KEY (commit_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE revert_words (         -- messages that name a commit as taken back or repaired, or seem to: the next run reads these again, for where the names lead, and no others
  commit_id  INTEGER PRIMARY KEY REFERENCES commits
) STRICT;

CREATE TABLE revert_checks (        -- pairs whose contents were compared, also those that came to nothing: no run reads them again
  repo_id    INTEGER NOT NULL REFERENCES repos,
  commit_id  INTEGER NOT NULL REFERENCES commits,
  target_id  INTEGER NOT NULL REFERENCES commits (commit_id),
  beside     INTEGER NOT NULL,      -- 0: alone; else a hash of all the targets of the commit, taken together
  verified   TEXT NOT NULL,         -- as in reverts
  lines_undone INTEGER NOT NULL,
  lines_of   INTEGER NOT NULL,
  PRIMARY KEY (repo_id, commit_id, target_id, beside)
) STRICT, WITHOUT ROWID;

-- What the revert probe keeps for its next run.

CREATE TABLE revert_touches (       -- for the probe itself: what it knows of each path of a change, so that a new tip asks anew only of what it touched
  commit_id  INTEGER PRIMARY KEY REFERENCES commits,
  results    BLOB NOT NULL          -- path by path: see audit/reverts/probe_kept.h
) STRICT;
