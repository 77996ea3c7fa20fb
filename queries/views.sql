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

CREATE VIEW history_identities AS   -- identities that a reachable commit names
SELECT i.*
  FROM identities AS i
 WHERE i.identity_id IN (SELECT author_id FROM commits WHERE reachable = 1
                          UNION ALL
                         SELECT committer_id FROM commits WHERE reachable = 1);

CREATE VIEW history_paths AS        -- paths that a reachable commit touches
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

CREATE VIEW history_areas AS        -- areas of an owners' file, and those that a path of the history is in
SELECT a.*
  FROM areas AS a
 WHERE a.source <> 'folder' AND a.name <> '(none)'
    OR EXISTS (SELECT 1
                 FROM path_areas AS x
                 JOIN history_paths AS p ON p.path_id = x.path_id
                WHERE x.area_id = a.area_id);

CREATE VIEW mainline_changes AS     -- what shares and rates count: changes that landed, each once
SELECT h.*
  FROM history AS h
 WHERE h.merge = 0
   AND h.landed_at IS NOT NULL
   AND h.commit_id NOT IN (SELECT commit_id FROM cherry_picks);

CREATE VIEW counted_evidence AS     -- evidence of the classes that make a commit AI-assisted
SELECT *
  FROM evidence
 WHERE class = 'declared' OR class = 'identity' OR class = 'session'
    OR class = 'footer' OR class = 'note';

CREATE VIEW ai_commits AS           -- AI-assisted commits: counted evidence, none that says no; or a person's yes
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

CREATE VIEW ai_tools AS             -- the tools of AI-assisted commits, each once; '': AI, but which is not said
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

-- Policies: a project changes its text, and the database keeps each that was given.

CREATE VIEW latest_policies AS      -- of those of one name, the last, with its last era
SELECT n.policy_id, n.repo_id, n.name,
       (SELECT e.name
          FROM eras AS e
         WHERE e.policy_id = n.policy_id
         ORDER BY e.since_at DESC
         LIMIT 1) AS era
  FROM (SELECT max(policy_id) AS policy_id, repo_id, name
          FROM policies
         GROUP BY repo_id, name) AS n;

-- Tiers: counted like areas, by numbers below zero, which no area has.

CREATE VIEW tier_changes AS         -- each tier of each policy that a change touches
SELECT ct.commit_id, -(100 * ct.policy_id + ct.tier) AS part_id,
       p.name AS policy, t.name AS tier
  FROM policies AS p
 CROSS JOIN commit_tiers AS ct ON ct.policy_id = p.policy_id
 CROSS JOIN tiers AS t ON t.policy_id = ct.policy_id
                      AND t.tier = ct.tier;

CREATE VIEW tier_paths AS           -- the one tier of each path by each policy
SELECT pt.path_id, -(100 * pt.policy_id + pt.tier) AS part_id,
       p.name AS policy, t.name AS tier
  FROM policies AS p
 CROSS JOIN path_tiers AS pt ON pt.policy_id = p.policy_id
 CROSS JOIN tiers AS t ON t.policy_id = pt.policy_id
                      AND t.tier = pt.tier;

CREATE VIEW named_parts AS          -- areas and tiers; policies of one name are told apart by their hashes
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

-- Revert ease: what counts in it, and what is left out.

CREATE VIEW generated_changes AS    -- changes that touch nothing else
SELECT c.commit_id
  FROM (SELECT DISTINCT c.commit_id
          FROM generated_paths AS g
         CROSS JOIN changes AS c ON c.path_id = g.path_id) AS t
 CROSS JOIN changes AS c ON c.commit_id = t.commit_id
 GROUP BY c.commit_id
HAVING count(*) = sum(c.path_id IN (SELECT path_id FROM generated_paths));

CREATE VIEW revert_units AS         -- changes, and what landed as a whole, that revert ease counts: no roots, nothing empty or unknown, not generated files alone
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

CREATE VIEW followed_lives AS       -- revert_lives as statistics want them; a collision in a generated file ends what is known, not the life
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
