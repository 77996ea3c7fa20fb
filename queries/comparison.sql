-- SPDX-License-Identifier: MIT
-- question: Of which changes do two policies say something else?
-- column: repo | name of the repository
-- column: by | all, tier, area, period or size: what the changes are grouped
--   by; tiers are those of policy B
-- column: name | of the group; sizes are lines added; empty: all
-- column: both_forbid | changes that A and B forbid
-- column: only_a_forbids | A forbids, B allows
-- column: only_b_forbids | B forbids, A allows
-- column: both_allow | A and B allow
-- column: open | A or B has a rule that cannot be decided
-- column: changes | all of these
-- column: forbidden | changes that A forbids and of which B decides
-- column: share | only_a_forbids / forbidden; empty: A forbids none
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- param: outcomes= | JSON array of [commit_id, A, B], A and B being fail, pass
--   or undecidable: what 'git provenance compare' computes
-- param: tiers= | policy_id of policy B
-- scope: repo area tier path author since until
-- caveat: The tier of the scope is one of policy B, too.
-- caveat: A change counts in each tier and area that it touches.
-- caveat: Rules on what git does not hold are left out, and rules that only
--   warn.
WITH outcomes AS MATERIALIZED (
  SELECT json_extract(value, '$[0]') AS commit_id,
         json_extract(value, '$[1]') AS a,
         json_extract(value, '$[2]') AS b
    FROM json_each(coalesce(:outcomes, '[]'))
), picked AS MATERIALIZED (
  SELECT m.repo_id, m.repo, m.commit_id, m.quarter, o.a, o.b
    FROM outcomes AS o
    JOIN mainline_changes AS m ON m.commit_id = o.commit_id
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
          OR m.commit_id IN (SELECT ct.commit_id
                               FROM tiers AS t
                               JOIN commit_tiers AS ct ON ct.policy_id = t.policy_id
                                                      AND ct.tier = t.tier
                              WHERE t.policy_id = :tiers
                                AND t.name = :tier))
     AND (:path IS NULL
          OR m.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), sizes AS MATERIALIZED (
  SELECT p.commit_id, sum(ct.lines_added) AS added,
         count(*) = count(ct.lines_added) AS is_known
    FROM picked AS p
    JOIN commit_tiers AS ct ON ct.policy_id = :tiers
                           AND ct.commit_id = p.commit_id
   GROUP BY p.commit_id
), grouped AS (
  SELECT repo, a, b, 1 AS place, 'all' AS by, 0 AS rank, '' AS name
    FROM picked
   UNION ALL
  SELECT p.repo, p.a, p.b, 2, 'tier', t.tier, t.name
    FROM picked AS p
    JOIN commit_tiers AS ct ON ct.policy_id = :tiers
                           AND ct.commit_id = p.commit_id
    JOIN tiers AS t ON t.policy_id = ct.policy_id
                   AND t.tier = ct.tier
   UNION ALL
  SELECT p.repo, p.a, p.b, 3, 'area', 0, a.name
    FROM picked AS p
    JOIN commit_areas AS ca ON ca.commit_id = p.commit_id
    JOIN areas AS a ON a.area_id = ca.area_id
   UNION ALL
  SELECT repo, a, b, 4, 'period', 0, quarter
    FROM picked
   UNION ALL
  SELECT p.repo, p.a, p.b, 5, 'size',
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
), numbers AS (
  SELECT repo, place, by, rank, name,
         sum(a = 'fail' AND b = 'fail') AS both_forbid,
         sum(a = 'fail' AND b = 'pass') AS only_a_forbids,
         sum(a = 'pass' AND b = 'fail') AS only_b_forbids,
         sum(a = 'pass' AND b = 'pass') AS both_allow,
         sum(a = 'undecidable' OR b = 'undecidable') AS open,
         count(*) AS changes,
         sum(a = 'fail' AND b <> 'undecidable') AS forbidden
    FROM grouped
   GROUP BY repo, place, by, rank, name
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT n.*, 1.0 * n.only_a_forbids / nullif(n.forbidden, 0) AS share,
         (n.only_a_forbids + 1.9207295) / (n.forbidden + 3.841459) AS middle,
         1.959964 / (n.forbidden + 3.841459)
           * sqrt(1.0 * n.only_a_forbids * (n.forbidden - n.only_a_forbids)
                  / nullif(n.forbidden, 0) + 0.96036475) AS half
    FROM numbers AS n
)
SELECT repo, by, name, both_forbid, only_a_forbids, only_b_forbids,
       both_allow, open, changes, forbidden, share,
       CASE WHEN forbidden = 0 THEN NULL
            WHEN only_a_forbids = 0 THEN 0.0
            ELSE middle - half END AS low,
       CASE WHEN forbidden = 0 THEN NULL
            WHEN only_a_forbids = forbidden THEN 1.0
            ELSE middle + half END AS high
  FROM wilson
 ORDER BY repo, place, rank, name;
