-- SPDX-License-Identifier: MIT
-- question: How do all commits come down to each denominator, and what is left out
--   on the way?
-- column: repo | name of the repository
-- column: step | what is counted
-- column: of_step | the step that it is a part of; empty: the first
-- column: n | commits
-- column: left_out | commits of of_step that are not in it
-- column: why | what becomes of those that are left out
-- scope: repo area policy tier path author since until
-- caveat: Each step counts those of of_step that have what it says; a commit that
--   is left out for two reasons is told of by the first.
-- caveat: What has not landed is in no area, tier, path or period: with such a
--   scope the first steps are of the whole repository.
-- caveat: Counts of AI assistance are floors: undeclared use leaves no trace.
WITH reached AS MATERIALIZED (
  SELECT c.repo_id, c.commit_id, c.n_parents > 1 AS merge,
         c.landed_at IS NOT NULL AS landed
    FROM commits AS c
    JOIN repos AS r ON r.repo_id = c.repo_id
   WHERE c.reachable = 1
     AND (:repo IS NULL OR r.name = :repo)
), picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id, m.landed_at, m.landing_id, r.tip_at,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS ai,
         m.commit_id IN (SELECT commit_id FROM automation) AS bot
    FROM mainline_changes AS m
    JOIN repos AS r ON r.repo_id = m.repo_id
   WHERE (:repo IS NULL OR m.repo = :repo)
     AND (:since IS NULL OR m.landed_at >= :since)
     AND (:until IS NULL OR m.landed_at < :until)
     AND (:author IS NULL
          OR instr(lower(m.author_name || ' <' || m.author_email || '>'),
                   lower(:author)) > 0)
     AND (:area IS NULL
          OR m.commit_id IN (SELECT ca.commit_id
                               FROM areas AS a
                               JOIN commit_areas AS ca ON ca.area_id = a.area_id
                              WHERE a.name = :area))
     AND (:tier IS NULL
          OR m.commit_id IN (SELECT t.commit_id
                               FROM tier_changes AS t
                              WHERE t.tier = :tier
                                AND (:policy IS NULL OR t.policy = :policy)))
     AND (:path IS NULL
          OR m.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), whole AS (                       -- steps that no scope narrows
  SELECT r.repo_id, count(*) AS commits, sum(NOT r.merge) AS changes,
         sum(NOT r.merge AND r.landed) AS landed,
         sum(NOT r.merge AND r.landed AND k.commit_id IS NULL) AS counted
    FROM reached AS r
    LEFT JOIN cherry_picks AS k ON k.commit_id = r.commit_id
   GROUP BY r.repo_id
), taken_back AS MATERIALIZED (     -- as the query revert-rate counts
  SELECT s.commit_id, f.landing_id AS first_landing
    FROM revert_states AS s
    JOIN commits AS f ON f.commit_id = s.first_id
   WHERE s.state <> 'partial'
), risks AS (
  SELECT p.repo_id, count(*) AS followed,
         sum(coalesce(t.first_landing <> p.landing_id, 1)) AS at_risk
    FROM picked AS p
    LEFT JOIN taken_back AS t ON t.commit_id = p.commit_id
   WHERE p.landed_at <= p.tip_at - 90 * 86400
   GROUP BY p.repo_id
), units AS MATERIALIZED (          -- as the query revert-ease counts
  SELECT commit_id
    FROM revert_units
   WHERE unit = 'change'
), lives AS (
  SELECT p.repo_id, count(*) AS counted, sum(NOT l.own_series) AS apart,
         sum(NOT l.own_series AND v.commit_id IS NOT NULL) AS old,
         sum(NOT l.own_series
             AND (v.outcome = 'clean'
                  OR (v.outcome = 'conflict' OR v.outcome = 'gone')
                     AND coalesce(v.path_id NOT IN (SELECT path_id
                                                      FROM generated_paths),
                                  1))) AS tried
    FROM picked AS p
    CROSS JOIN revert_lives AS l ON l.commit_id = p.commit_id
    LEFT JOIN revert_probes AS v ON v.commit_id = p.commit_id
                                AND v.horizon = 365
   WHERE p.commit_id IN (SELECT commit_id FROM units)
   GROUP BY p.repo_id
), judged AS MATERIALIZED (         -- the worst outcome of each change decides
  SELECT l.repo_id, l.policy_id, l.name,
         max(v.outcome = 'fail') AS fails,
         max(v.outcome = 'undecidable') AS is_open
    FROM latest_policies AS l
    JOIN verdicts AS v ON v.policy_id = l.policy_id
   WHERE v.outcome <> 'not-applicable'
     AND v.commit_id IN (SELECT commit_id FROM picked)
     AND (:policy IS NULL OR l.name = :policy)
   GROUP BY l.policy_id, v.commit_id
), policies_of AS (
  SELECT repo_id, policy_id, name, count(*) AS judged,
         sum(fails OR NOT is_open) AS decided
    FROM judged
   GROUP BY repo_id, policy_id
), sizes AS (
  SELECT repo_id, count(*) AS changes, sum(ai) AS ai,
         sum(NOT bot) AS people
    FROM picked
   GROUP BY repo_id
), steps AS (                       -- n of n_of, and what became of the rest
  SELECT repo_id, 1 AS place, 0 AS part, 'commits reachable from the tips' AS step,
         NULL AS of_step, commits AS n, NULL AS n_of, '' AS why
    FROM whole
   UNION ALL
  SELECT repo_id, 2, 0, 'changes', 'commits reachable from the tips', changes,
         commits, 'merges: listed apart'
    FROM whole
   UNION ALL
  SELECT repo_id, 3, 0, 'changes landed', 'changes', landed, changes,
         'reachable from another tip only: in no share'
    FROM whole
   UNION ALL
  SELECT repo_id, 4, 0, 'changes landed, each once', 'changes landed', counted,
         landed, 'cherry-picks and backports of a change that is counted'
    FROM whole
   UNION ALL
  SELECT w.repo_id, 5, 0, 'changes counted', 'changes landed, each once',
         coalesce(s.changes, 0), w.counted, 'outside the scope of this report'
    FROM whole AS w
    LEFT JOIN sizes AS s ON s.repo_id = w.repo_id
   UNION ALL
  SELECT repo_id, 6, 0, 'AI-assisted changes', 'changes counted', ai, changes,
         'no counted evidence, or a person says no: they are the "others"'
    FROM sizes
   UNION ALL
  SELECT repo_id, 7, 0, 'changes without automation', 'changes counted',
         people, changes, 'by known bots that are not AI'
    FROM sizes
   UNION ALL
  SELECT p.repo_id, 8, p.policy_id, 'judged by "' || p.name || '"',
         'changes counted', p.judged, s.changes,
         'before its first era, or no rule of their day is about them'
    FROM policies_of AS p
    JOIN sizes AS s ON s.repo_id = p.repo_id
   UNION ALL
  SELECT repo_id, 9, policy_id, 'decided by "' || name || '"',
         'judged by "' || name || '"', decided, judged,
         'undecidable: git does not hold what a rule speaks of'
    FROM policies_of
   UNION ALL
  SELECT s.repo_id, 10, 0, 'followed for 90 days', 'changes counted',
         coalesce(k.followed, 0), s.changes,
         'landed less than 90 days before the tip'
    FROM sizes AS s
    LEFT JOIN risks AS k ON k.repo_id = s.repo_id
   UNION ALL
  SELECT repo_id, 11, 0, 'at risk of a revert within 90 days',
         'followed for 90 days', at_risk, followed,
         'taken back by what landed together with them'
    FROM risks
   UNION ALL
  SELECT s.repo_id, 12, 0, 'changes with a known life', 'changes counted',
         coalesce(l.counted, 0), s.changes,
         'not probed, roots, empty, generated files alone, or objects missing:'
         || ' see revert-base'
    FROM sizes AS s
    LEFT JOIN lives AS l ON l.repo_id = s.repo_id
   UNION ALL
  SELECT repo_id, 13, 0, 'without own-series collisions',
         'changes with a known life', apart, counted,
         'another change of the same landing changed their lines'
    FROM lives
   UNION ALL
  SELECT repo_id, 14, 0, 'followed for 365 days',
         'without own-series collisions', old, apart,
         'landed less than 365 days before the tip, or audited with --tip-only'
    FROM lives
   UNION ALL
  SELECT repo_id, 15, 0, 'tried at 365 days', 'followed for 365 days', tried,
         old, 'nothing left to take back, unknown, or stopped in a generated'
         || ' file'
    FROM lives
)
SELECT r.name AS repo, s.step, s.of_step, s.n, s.n_of - s.n AS left_out, s.why
  FROM steps AS s
  JOIN repos AS r ON r.repo_id = s.repo_id
 ORDER BY r.name, iif(s.place = 9, 8, s.place), s.part, s.place;
