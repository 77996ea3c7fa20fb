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

-- Review and the measures that a report compares.

CREATE VIEW human_reviews AS        -- who, other than its author, has a Reviewed-by or Acked-by in a non-merge commit: no tool, no bot; '#' and the person_id, else an e-mail or a name
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
), opened AS (                      -- each value once: before and after its <
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
), forms AS MATERIALIZED (          -- who uses a name and e-mail
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
), machines AS MATERIALIZED (       -- addresses of AI tools and of bots
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
), told AS (                        -- of AI; also where it stands again
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

CREATE VIEW measured_changes AS     -- mainline_changes, and what each counts as: 1, 0, or NULL where it is not in the base of a measure
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

CREATE VIEW judged_changes AS       -- each change that some rule of a policy is about: does it keep all of them (NULL: nobody can tell); did it, AI-assisted, disclose that as the rules ask that are about such changes alone
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
