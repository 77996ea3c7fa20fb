-- SPDX-License-Identifier: MIT
-- question: What share of last year's changes would a policy have taken, had AI had a hand in them?
-- column: repo | name of the repository
-- column: policy | name of the policy; of several of one name, the last
-- column: era | its last era, the rules of which are asked
-- column: by | all, tier, size, period or area: what the changes are grouped by
-- column: name | of the group; sizes are lines added; empty: all
-- column: changes | landed changes, each cherry-pick pair once
-- column: forbidden | changes that break a rule
-- column: open | changes that break none, but of which one cannot be decided
-- column: allowed | changes that keep all rules
-- column: share | allowed / changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- scope: repo policy tier area path author since until
-- caveat: Every change of the 365 days that end with the day of the mainline's
--   tip counts as if it had been AI-assisted, and rightly disclosed for the
--   tiers that it touches; only forbid-ai, limits, approvals and reviews decide,
--   those of severity error.
-- caveat: Rules on what git does not hold are left out: people would have to
--   keep those, too.
-- caveat: It is what people sent under the policy of the time: under another
--   they may have sent something else.
-- caveat: A change counts in each tier and area that it touches.
WITH picked AS MATERIALIZED (
  SELECT m.repo, l.policy_id, m.commit_id, m.quarter, s.outcome
    FROM latest_policies AS l
    JOIN supposed_outcomes AS s ON s.policy_id = l.policy_id
    JOIN mainline_changes AS m ON m.commit_id = s.commit_id
   WHERE (:repo IS NULL OR m.repo = :repo)
     AND (:policy IS NULL OR l.name = :policy)
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
                                AND (:policy IS NULL
                                     OR t.policy = :policy)))
     AND (:path IS NULL
          OR m.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), sizes AS MATERIALIZED (
  SELECT p.repo, p.policy_id, p.commit_id, sum(ct.lines_added) AS added,
         count(*) = count(ct.lines_added) AS is_known
    FROM picked AS p
    JOIN commit_tiers AS ct ON ct.policy_id = p.policy_id
                           AND ct.commit_id = p.commit_id
   GROUP BY p.repo, p.policy_id, p.commit_id
), grouped AS (
  SELECT repo, policy_id, outcome, 1 AS place, 'all' AS by, 0 AS rank, '' AS name
    FROM picked
   UNION ALL
  SELECT p.repo, p.policy_id, p.outcome, 2, 'tier', t.tier, t.name
    FROM picked AS p
    JOIN commit_tiers AS ct ON ct.policy_id = p.policy_id
                           AND ct.commit_id = p.commit_id
    JOIN tiers AS t ON t.policy_id = ct.policy_id
                   AND t.tier = ct.tier
   UNION ALL
  SELECT p.repo, p.policy_id, p.outcome, 3, 'size',
         CASE WHEN NOT s.is_known THEN 4
              WHEN s.added <= 5 THEN 0
              WHEN s.added <= 20 THEN 1
              WHEN s.added <= 100 THEN 2
              ELSE 3 END,
         CASE WHEN NOT s.is_known THEN 'not known'
              WHEN s.added <= 5 THEN '0 to 5'
              WHEN s.added <= 20 THEN '6 to 20'
              WHEN s.added <= 100 THEN '21 to 100'
              ELSE 'more than 100' END
    FROM picked AS p
    JOIN sizes AS s ON s.commit_id = p.commit_id
                   AND s.repo = p.repo
                   AND s.policy_id = p.policy_id
   UNION ALL
  SELECT repo, policy_id, outcome, 4, 'period', 0, quarter
    FROM picked
   UNION ALL
  SELECT p.repo, p.policy_id, p.outcome, 5, 'area', 0, a.name
    FROM picked AS p
    JOIN commit_areas AS ca ON ca.commit_id = p.commit_id
    JOIN areas AS a ON a.area_id = ca.area_id
), numbers AS (
  SELECT repo, policy_id, place, by, rank, name, count(*) AS changes,
         sum(outcome = 'fail') AS forbidden,
         sum(outcome = 'undecidable') AS open,
         sum(outcome = 'pass') AS allowed
    FROM grouped
   GROUP BY repo, policy_id, place, by, rank, name
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT n.*, 1.0 * n.allowed / nullif(n.changes, 0) AS share,
         (n.allowed + 1.9207295) / (n.changes + 3.841459) AS middle,
         1.959964 / (n.changes + 3.841459)
           * sqrt(1.0 * n.allowed * (n.changes - n.allowed)
                  / nullif(n.changes, 0) + 0.96036475) AS half
    FROM numbers AS n
)
SELECT w.repo, l.name AS policy, l.era, w.by, w.name, w.changes, w.forbidden,
       w.open, w.allowed, w.share,
       CASE WHEN changes = 0 THEN NULL
            WHEN allowed = 0 THEN 0.0
            ELSE middle - half END AS low,
       CASE WHEN changes = 0 THEN NULL
            WHEN allowed = changes THEN 1.0
            ELSE middle + half END AS high
  FROM wilson AS w
  JOIN latest_policies AS l ON l.policy_id = w.policy_id
 ORDER BY w.repo, w.policy_id, w.place, w.rank, w.name;
