-- SPDX-License-Identifier: MIT
-- question: How do the measures that reports are compared by stand?
-- column: repo | name of the repository
-- column: measure | what is measured
-- column: policy | whose rules a measure goes by; empty: none
-- column: n | changes that have it
-- column: of_n | changes that could
-- column: base | what these are
-- column: share | n / of_n; empty: there is none
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: upto_at | Unix seconds, UTC: landing of the last change of the scope
-- scope: repo policy tier area path author since until
-- caveat: Undeclared use of AI leaves no trace: all counts of it are floors.
-- caveat: Each measure has a base of its own: changes that landed less than 90 or
--   365 days before the tip, or whose probe has no verdict, are not in it.
-- caveat: Reviews that are recorded elsewhere do not show.  Of policies of one
--   name, the last counts; each change is judged by the rules of its day.
WITH picked AS MATERIALIZED (
  SELECT m.commit_id, m.repo_id, m.landed_at, m.is_ai, m.is_declared, m.is_reviewed,
         m.is_reverted_90, m.is_reverted_365, m.is_clean
    FROM measured_changes AS m
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
     AND (:path IS NULL
          OR m.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
     AND (:tier IS NULL
          OR m.commit_id IN (SELECT t.commit_id
                               FROM tier_changes AS t
                              WHERE t.tier = :tier
                                AND (:policy IS NULL OR t.policy = :policy)))
), places (place, measure, base) AS (
  VALUES (1, 'AI-assisted', 'changes'),
         (2, 'AI declared', 'AI-assisted'),
         (3, 'AI disclosed as asked', 'AI-assisted, if asked'),
         (4, 'reviewed by others', 'changes'),
         (5, 'AI reviewed by others', 'AI-assisted'),
         (6, 'policy kept', 'decided by rules'),
         (7, 'reverted in 90 days', 'landed 90 days ago'),
         (8, 'reverted in 365 days', 'landed 365 days ago'),
         (9, 'clean revert at 365 days', 'probed then')
), sums AS (                         -- n and of_n of each place
  SELECT k.repo_id, max(k.landed_at) AS upto_at,
         sum(k.is_ai) AS n1, count(*) AS of1,
         sum(k.is_declared) AS n2, count(k.is_declared) AS of2,
         sum(k.is_reviewed) AS n4, count(*) AS of4,
         sum(iif(k.is_ai, k.is_reviewed, 0)) AS n5, sum(k.is_ai) AS of5,
         sum(k.is_reverted_90) AS n7, count(k.is_reverted_90) AS of7,
         sum(k.is_reverted_365) AS n8, count(k.is_reverted_365) AS of8,
         sum(k.is_clean) AS n9, count(k.is_clean) AS of9
    FROM picked AS k
   GROUP BY k.repo_id
), judged AS (
  SELECT k.repo_id, j.policy_id,
         sum(iif(k.is_ai, j.is_disclosed, NULL)) AS n3,
         count(iif(k.is_ai, j.is_disclosed, NULL)) AS of3,
         sum(j.keeps) AS n6, count(j.keeps) AS of6
    FROM latest_policies AS l
    CROSS JOIN judged_changes AS j ON j.policy_id = l.policy_id
    CROSS JOIN picked AS k ON k.commit_id = j.commit_id
   WHERE (:policy IS NULL OR l.name = :policy)
   GROUP BY k.repo_id, j.policy_id
), cells AS (
  SELECT s.repo_id, p.place, NULL AS policy_id,
         CASE p.place WHEN 1 THEN n1 WHEN 2 THEN n2 WHEN 4 THEN n4
                      WHEN 5 THEN n5 WHEN 7 THEN n7 WHEN 8 THEN n8
                      ELSE n9 END AS n,
         CASE p.place WHEN 1 THEN of1 WHEN 2 THEN of2 WHEN 4 THEN of4
                      WHEN 5 THEN of5 WHEN 7 THEN of7 WHEN 8 THEN of8
                      ELSE of9 END AS of_n
    FROM sums AS s
    CROSS JOIN places AS p
   WHERE p.place <> 3
     AND p.place <> 6
   UNION ALL
  SELECT s.repo_id, p.place, s.policy_id,
         CASE p.place WHEN 3 THEN n3 ELSE n6 END,
         CASE p.place WHEN 3 THEN of3 ELSE of6 END
    FROM judged AS s
    CROSS JOIN places AS p
   WHERE p.place = 3
      OR p.place = 6
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT c.repo_id, c.place, c.policy_id, coalesce(c.n, 0) AS n, c.of_n,
         1.0 * c.n / nullif(c.of_n, 0) AS share,
         (c.n + 1.9207295) / (c.of_n + 3.841459) AS middle,
         1.959964 / (c.of_n + 3.841459)
           * sqrt(1.0 * c.n * (c.of_n - c.n) / nullif(c.of_n, 0)
                  + 0.96036475) AS half
    FROM cells AS c
)
SELECT r.name AS repo, p.measure, l.name AS policy, w.n, w.of_n, p.base,
       w.share, CASE WHEN w.n = 0 AND w.of_n > 0 THEN 0.0
                     ELSE w.middle - w.half END AS low,
       CASE WHEN w.n = w.of_n AND w.of_n > 0 THEN 1.0
            ELSE w.middle + w.half END AS high,
       e.upto_at
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
  JOIN places AS p ON p.place = w.place
  JOIN sums AS e ON e.repo_id = w.repo_id
  LEFT JOIN policies AS l ON l.policy_id = w.policy_id
 ORDER BY r.name, w.place, w.policy_id;
