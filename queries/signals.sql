-- SPDX-License-Identifier: MIT
-- question: By which signals is AI assistance found, and how often was each?
-- column: signal | row of the catalogue, from 1
-- column: tool | what it shows; '': the text names it
-- column: kind | how it is found: by an address (email, slug), a name (name,
--   prefix, suffix), a word of a value (word, model), a key, a link to a session
--   (session), a fixed text (footer, phrase), a note, a trace file, or a branch
-- column: matcher | what is compared: an address, a slug, a key, a fixed text
-- column: class | declared, identity, session, footer and note make a commit
--   AI-assisted; suggestion, found-by, branch and mention are only shown;
--   automation: a bot that is not AI
-- column: since | day from which it is known to exist; empty: not known
-- column: source | where it is documented, or was seen
-- column: commits | commits of the history in which it was found
-- column: repo | name of the repository that was searched by it
-- scope: repo
-- caveat: A signal that found nothing is no proof that the tool was not used.
WITH found AS (
  SELECT h.repo_id, f.signal_id, count(DISTINCT f.commit_id) AS commits
    FROM (SELECT commit_id, signal_id FROM evidence
          UNION ALL
          SELECT commit_id, signal_id FROM automation) AS f
    JOIN commits AS h ON h.commit_id = f.commit_id AND h.reachable = 1
   GROUP BY h.repo_id, f.signal_id
)
SELECT s.signal_id AS signal, s.tool, s.kind, s.matcher, s.class, s.since,
       s.source, coalesce(f.commits, 0) AS commits, r.name AS repo
  FROM signals AS s
  JOIN repos AS r ON r.repo_id = s.repo_id
  LEFT JOIN found AS f ON f.repo_id = s.repo_id AND f.signal_id = s.signal_id
 WHERE (:repo IS NULL OR r.name = :repo)
 ORDER BY r.name, s.signal_id;
