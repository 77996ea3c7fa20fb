-- SPDX-License-Identifier: MIT
-- question: Of which of last year's changes would two policies have said something else, had AI had a hand in them?
-- column: repo | name of the repository
-- column: policy_a | name of policy A; of several of one name, the last
-- column: era_a | its last era, the rules of which are asked
-- column: policy_b | name of policy B, which audit got after A
-- column: era_b | its last era
-- column: by | all, tier, size, period or area: what the changes are grouped
--   by; tiers are those of policy B
-- column: name | of the group; sizes are lines added; empty: all
-- column: changes | landed changes, each cherry-pick pair once
-- column: both_forbid | changes that A and B forbid
-- column: only_a_forbids | A forbids, B allows
-- column: only_b_forbids | B forbids, A allows
-- column: both_allow | A and B allow
-- column: open | A or B has a rule that cannot be decided
-- column: forbidden | changes that A forbids and of which B decides
-- column: share | only_a_forbids / forbidden; empty: A forbids none
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- scope: repo area tier path author since until
-- caveat: Every change of the 365 days that end with the day of the mainline's
--   tip counts as if it had been AI-assisted, and rightly disclosed for the
--   tiers that it touches; only forbid-ai, limits, approvals and reviews decide,
--   those of severity error.
-- caveat: Rules on what git does not hold are left out: people would have to
--   keep those, too.
-- caveat: It is what people sent under the policy of the time: under another
--   they may have sent something else.
-- caveat: A change counts in each tier and area that it touches.
-- caveat: 'git provenance compare' asks of other eras, of another time, and of
--   the AI-assisted changes alone.
WITH picked AS MATERIALIZED (
  SELECT m.repo, x.policy_id AS a_id, y.policy_id AS b_id, m.commit_id,
         m.quarter, a.outcome AS a, b.outcome AS b
    FROM latest_policies AS x
    JOIN latest_policies AS y ON y.repo_id = x.repo_id
                    AND y.policy_id > x.policy_id
    JOIN supposed_outcomes AS a ON a.policy_id = x.policy_id
    JOIN supposed_outcomes AS b ON b.policy_id = y.policy_id
                               AND b.commit_id = a.commit_id
    JOIN mainline_changes AS m ON m.commit_id = a.commit_id
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
                                AND (:tier_policy IS NULL
                                     OR t.policy = :tier_policy)))
     AND (:path IS NULL
          OR m.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), sizes AS MATERIALIZED (
  SELECT p.repo, p.a_id, p.b_id, p.commit_id, sum(ct.lines_added) AS added,
         count(*) = count(ct.lines_added) AS is_known
    FROM picked AS p
    JOIN commit_tiers AS ct ON ct.policy_id = p.b_id
                           AND ct.commit_id = p.commit_id
   GROUP BY p.repo, p.a_id, p.b_id, p.commit_id
), grouped AS (
  SELECT repo, a_id, b_id, a, b, 1 AS place, 'all' AS by, 0 AS rank, '' AS name
    FROM picked
   UNION ALL
  SELECT p.repo, p.a_id, p.b_id, p.a, p.b, 2, 'tier', t.tier, t.name
    FROM picked AS p
    JOIN commit_tiers AS ct ON ct.policy_id = p.b_id
                           AND ct.commit_id = p.commit_id
    JOIN tiers AS t ON t.policy_id = ct.policy_id
                   AND t.tier = ct.tier
   UNION ALL
  SELECT p.repo, p.a_id, p.b_id, p.a, p.b, 3, 'size',
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
                   AND s.a_id = p.a_id
                   AND s.b_id = p.b_id
   UNION ALL
  SELECT repo, a_id, b_id, a, b, 4, 'period', 0, quarter
    FROM picked
   UNION ALL
  SELECT p.repo, p.a_id, p.b_id, p.a, p.b, 5, 'area', 0, a.name
    FROM picked AS p
    JOIN commit_areas AS ca ON ca.commit_id = p.commit_id
    JOIN areas AS a ON a.area_id = ca.area_id
), numbers AS (
  SELECT repo, a_id, b_id, place, by, rank, name, count(*) AS changes,
         sum(a = 'fail' AND b = 'fail') AS both_forbid,
         sum(a = 'fail' AND b = 'pass') AS only_a_forbids,
         sum(a = 'pass' AND b = 'fail') AS only_b_forbids,
         sum(a = 'pass' AND b = 'pass') AS both_allow,
         sum(a = 'undecidable' OR b = 'undecidable') AS open,
         sum(a = 'fail' AND b <> 'undecidable') AS forbidden
    FROM grouped
   GROUP BY repo, a_id, b_id, place, by, rank, name
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT n.*, 1.0 * n.only_a_forbids / nullif(n.forbidden, 0) AS share,
         (n.only_a_forbids + 1.9207295) / (n.forbidden + 3.841459) AS middle,
         1.959964 / (n.forbidden + 3.841459)
           * sqrt(1.0 * n.only_a_forbids * (n.forbidden - n.only_a_forbids)
                  / nullif(n.forbidden, 0) + 0.96036475) AS half
    FROM numbers AS n
)
SELECT w.repo, x.name AS policy_a, x.era AS era_a, y.name AS policy_b,
       y.era AS era_b, w.by, w.name, w.changes, w.both_forbid,
       w.only_a_forbids, w.only_b_forbids, w.both_allow, w.open, w.forbidden,
       w.share,
       CASE WHEN forbidden = 0 THEN NULL
            WHEN only_a_forbids = 0 THEN 0.0
            ELSE middle - half END AS low,
       CASE WHEN forbidden = 0 THEN NULL
            WHEN only_a_forbids = forbidden THEN 1.0
            ELSE middle + half END AS high
  FROM wilson AS w
  JOIN latest_policies AS x ON x.policy_id = w.a_id
  JOIN latest_policies AS y ON y.policy_id = w.b_id
 ORDER BY w.repo, w.a_id, w.b_id, w.place, w.rank, w.name;
