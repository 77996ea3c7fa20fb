-- SPDX-License-Identifier: MIT
-- question: How do the measures stand beside those of an earlier report, or of an
--   earlier time?
-- column: repo | name of the repository
-- column: measure | what is measured
-- column: policy | whose rules a measure goes by; empty: none
-- column: difference | now_share - then_share; empty: fewer than 20 changes could,
--   then or since, or newer_of is empty
-- column: difference_low | lower end of its 95 % interval (Newcombe)
-- column: difference_high | upper end
-- column: now_n | changes that have it
-- column: now_of | changes that could
-- column: now_share | now_n / now_of
-- column: now_low | lower end of the 95 % Wilson interval of now_share
-- column: now_high | upper end of the 95 % Wilson interval of now_share
-- column: then_n | changes that had it
-- column: then_of | changes that could; empty: the earlier report does not tell
-- column: then_share | then_n / then_of
-- column: then_low | lower end of the 95 % Wilson interval of then_share
-- column: then_high | upper end of the 95 % Wilson interval of then_share
-- column: newer_n | of now_n, those that are not in then_n
-- column: newer_of | of now_of, those that are not in then_of; empty: the two
--   times overlap, or what was known then is no more
-- column: newer_part | newer_of / now_of
-- column: base | what the changes are that could
-- param: then= | JSON of the measures of an earlier report: what 'git provenance
--   report --compare-to' reads
-- param: before= | Unix seconds: then is what landed before, now what landed since
-- scope: repo policy tier area path author since until
-- caveat: Where the changes of then are among those of now, the difference is that
--   of the newer ones and then, times newer_part: its interval takes no change
--   twice.
-- caveat: The latest changes of then had not been followed for 90 or 365 days: they
--   are newer in the measures that need it.
-- caveat: With before, both times are seen with what is known today.
-- caveat: Undeclared use of AI leaves no trace: all counts of it are floors.
-- caveat: Each measure has a base of its own: changes that landed less than 90 or
--   365 days before the tip, or whose probe has no verdict, are not in it.
-- caveat: Reviews that are recorded elsewhere do not show.  Of policies of one
--   name, the last counts; each change is judged by the rules of its day.
WITH picked AS MATERIALIZED (
  SELECT m.commit_id, m.repo_id, m.landed_at, m.is_ai, m.is_declared, m.is_reviewed,
         m.is_reverted_90, m.is_reverted_365, m.is_clean,
         coalesce(m.landed_at < :before, 0) AS is_then
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
), earlier AS MATERIALIZED (
  SELECT json_extract(t.value, '$[0]') AS measure,
         json_extract(t.value, '$[1]') AS policy,
         json_extract(t.value, '$[2]') AS n,
         json_extract(t.value, '$[3]') AS of_n
    FROM json_each(coalesce(:then, '{}'), '$.measures') AS t
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
  SELECT k.repo_id, k.is_then, max(k.landed_at) AS upto_at,
         sum(k.is_ai) AS n1, count(*) AS of1,
         sum(k.is_declared) AS n2, count(k.is_declared) AS of2,
         sum(k.is_reviewed) AS n4, count(*) AS of4,
         sum(iif(k.is_ai, k.is_reviewed, 0)) AS n5, sum(k.is_ai) AS of5,
         sum(k.is_reverted_90) AS n7, count(k.is_reverted_90) AS of7,
         sum(k.is_reverted_365) AS n8, count(k.is_reverted_365) AS of8,
         sum(k.is_clean) AS n9, count(k.is_clean) AS of9
    FROM picked AS k
   GROUP BY k.repo_id, k.is_then
), judged AS (
  SELECT k.repo_id, k.is_then, j.policy_id,
         sum(iif(k.is_ai, j.is_disclosed, NULL)) AS n3,
         count(iif(k.is_ai, j.is_disclosed, NULL)) AS of3,
         sum(j.keeps) AS n6, count(j.keeps) AS of6
    FROM latest_policies AS l
    CROSS JOIN judged_changes AS j ON j.policy_id = l.policy_id
    CROSS JOIN picked AS k ON k.commit_id = j.commit_id
   WHERE (:policy IS NULL OR l.name = :policy)
   GROUP BY k.repo_id, k.is_then, j.policy_id
), cells AS (
  SELECT s.repo_id, s.is_then, p.place, NULL AS policy_id,
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
  SELECT s.repo_id, s.is_then, p.place, s.policy_id,
         CASE p.place WHEN 3 THEN n3 ELSE n6 END,
         CASE p.place WHEN 3 THEN of3 ELSE of6 END
    FROM judged AS s
    CROSS JOIN places AS p
   WHERE p.place = 3
      OR p.place = 6
), ends AS (
  SELECT repo_id, max(upto_at) AS upto_at
    FROM sums
   GROUP BY repo_id
), counts AS (
  SELECT c.repo_id, c.place, p.measure, p.base, c.policy_id, l.name AS policy,
         coalesce(sum(iif(c.is_then, c.n, 0)), 0) AS old_n,
         sum(iif(c.is_then, c.of_n, 0)) AS old_of,
         coalesce(sum(iif(c.is_then, 0, c.n)), 0) AS now_n,
         sum(iif(c.is_then, 0, c.of_n)) AS now_of,
         CASE WHEN :before IS NOT NULL THEN 'apart'
              WHEN e.upto_at >= json_extract(:then, '$.upto')
                   AND json_extract(:then, '$.since') IS :since THEN 'among'
              WHEN :since > json_extract(:then, '$.upto') THEN 'apart' END
         AS lies
    FROM cells AS c
    JOIN places AS p ON p.place = c.place
    JOIN ends AS e ON e.repo_id = c.repo_id
    LEFT JOIN policies AS l ON l.policy_id = c.policy_id
   GROUP BY c.repo_id, c.place, c.policy_id
), both AS (
  SELECT c.*,
         iif(:before IS NULL, t.n, c.old_n) AS then_n,
         iif(:before IS NULL, t.of_n, c.old_of) AS then_of
    FROM counts AS c
    LEFT JOIN earlier AS t ON t.measure = c.measure
                          AND t.policy IS c.policy
), parted AS (
  SELECT *,
         CASE lies WHEN 'apart' THEN now_n
                   WHEN 'among' THEN now_n - then_n END AS more_n,
         CASE lies WHEN 'apart' THEN now_of
                   WHEN 'among' THEN now_of - then_of END AS more_of
    FROM both
   WHERE :then IS NOT NULL
      OR :before IS NOT NULL
), sound AS (
  SELECT *,
         iif(more_n >= 0 AND more_n <= more_of, more_n, NULL) AS newer_n,
         iif(more_n >= 0 AND more_n <= more_of, more_of, NULL) AS newer_of
    FROM parted
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *,
         1.0 * then_n / nullif(then_of, 0) AS then_share,
         (then_n + 1.9207295) / (then_of + 3.841459) AS then_middle,
         1.959964 / (then_of + 3.841459)
           * sqrt(1.0 * then_n * (then_of - then_n) / nullif(then_of, 0)
                  + 0.96036475) AS then_half,
         1.0 * now_n / nullif(now_of, 0) AS now_share,
         (now_n + 1.9207295) / (now_of + 3.841459) AS now_middle,
         1.959964 / (now_of + 3.841459)
           * sqrt(1.0 * now_n * (now_of - now_n) / nullif(now_of, 0)
                  + 0.96036475) AS now_half,
         1.0 * newer_n / nullif(newer_of, 0) AS newer_share,
         (newer_n + 1.9207295) / (newer_of + 3.841459) AS newer_middle,
         1.959964 / (newer_of + 3.841459)
           * sqrt(1.0 * newer_n * (newer_of - newer_n) / nullif(newer_of, 0)
                  + 0.96036475) AS newer_half,
         1.0 * newer_of / nullif(now_of, 0) AS newer_part
    FROM sound
), bounds AS (
  SELECT *,
         iif(then_n = 0 AND then_of > 0, 0.0, then_middle - then_half)
           AS then_low,
         iif(then_n = then_of AND then_of > 0, 1.0, then_middle + then_half)
           AS then_high,
         iif(now_n = 0 AND now_of > 0, 0.0, now_middle - now_half) AS now_low,
         iif(now_n = now_of AND now_of > 0, 1.0, now_middle + now_half)
           AS now_high,
         iif(newer_n = 0, 0.0, newer_middle - newer_half) AS newer_low,
         iif(newer_n = newer_of, 1.0, newer_middle + newer_half) AS newer_high,
         iif(then_of >= 20 AND newer_of >= 20, now_share - then_share, NULL)
           AS difference
    FROM wilson
)
SELECT r.name AS repo, w.measure, w.policy, w.difference,
       w.difference
         - sqrt((w.newer_share - w.newer_low) * (w.newer_share - w.newer_low)
                + (w.then_high - w.then_share) * (w.then_high - w.then_share))
           * w.newer_part AS difference_low,
       w.difference
         + sqrt((w.newer_high - w.newer_share)
                  * (w.newer_high - w.newer_share)
                + (w.then_share - w.then_low) * (w.then_share - w.then_low))
           * w.newer_part AS difference_high,
       w.now_n, w.now_of, w.now_share, w.now_low, w.now_high, w.then_n,
       w.then_of, w.then_share, w.then_low, w.then_high, w.newer_n, w.newer_of,
       w.newer_part, w.base
  FROM bounds AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.place, w.policy_id;
