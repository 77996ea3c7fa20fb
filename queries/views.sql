-- Each shared definition, once.

CREATE VIEW history AS              -- every commit that the tips reach, with its people after mailmap
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

CREATE VIEW mainline_changes AS     -- what shares and rates count: changes that landed, each once
SELECT h.*
  FROM history AS h
 WHERE h.merge = 0
   AND h.landed_at IS NOT NULL
   AND h.commit_id NOT IN (SELECT commit_id FROM cherry_picks);
