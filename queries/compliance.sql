-- SPDX-License-Identifier: MIT
-- question: How well is each rule kept, period by period?
-- column: repo | name of the repository
-- column: policy | name of the policy
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: rule | name of the rule
-- column: kind | its kind
-- column: severity | error, warning or note
-- column: applicable | changes that the rule is about: pass, fail and
--   undecidable
-- column: pass | those that keep it
-- column: fail | those that break it
-- column: undecidable | those of which git does not hold what it speaks of
-- column: decided | pass and fail
-- column: rate | pass / decided; empty: none was decided
-- column: low | lower end of the 95 % Wilson interval of rate
-- column: high | upper end of the 95 % Wilson interval of rate
-- column: broken | fail / decided
-- column: broken_low | lower end of the 95 % Wilson interval of broken
-- column: broken_high | upper end of the 95 % Wilson interval of broken
-- param: period=quarter/month/year/all | length of a period
-- scope: repo policy tier area path author since until
-- caveat: Undeclared use of AI leaves no trace: a change without evidence keeps
--   a ban as far as git can tell.
-- caveat: Of a period with two eras, each rule counts the changes of its own.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.repo, m.commit_id,
         CASE coalesce(:period, 'quarter')
           WHEN 'month' THEN m.month
           WHEN 'quarter' THEN m.quarter
           WHEN 'year' THEN m.year
           WHEN 'all' THEN 'all'
         END AS period
    FROM mainline_changes AS m
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
), cells AS MATERIALIZED (
  SELECT k.repo, k.period, v.policy_id, v.rule,
         sum(v.outcome = 'pass') AS pass, sum(v.outcome = 'fail') AS fail,
         sum(v.outcome = 'undecidable') AS undecidable
    FROM picked AS k
    JOIN policies AS p ON p.repo_id = k.repo_id
    JOIN verdicts AS v ON v.policy_id = p.policy_id
                      AND v.commit_id = k.commit_id
   WHERE (:policy IS NULL OR p.name = :policy)
     AND (:tier IS NULL
          OR EXISTS (SELECT 1
                       FROM tiers AS t
                       JOIN commit_tiers AS ct ON ct.policy_id = t.policy_id
                                              AND ct.tier = t.tier
                      WHERE t.policy_id = v.policy_id
                        AND t.name = :tier
                        AND ct.commit_id = v.commit_id))
   GROUP BY k.repo, k.period, v.policy_id, v.rule
), numbers AS (
  SELECT *, pass + fail AS decided
    FROM cells
   WHERE pass + fail + undecidable > 0
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT n.*, 1.0 * n.pass / nullif(n.decided, 0) AS rate,
         (n.pass + 1.9207295) / (n.decided + 3.841459) AS middle,
         1.959964 / (n.decided + 3.841459)
           * sqrt(1.0 * n.pass * (n.decided - n.pass) / nullif(n.decided, 0)
                  + 0.96036475) AS half
    FROM numbers AS n
), bounded AS (
  SELECT *,
         CASE WHEN pass = 0 AND decided > 0 THEN 0.0
              ELSE middle - half END AS low,
         CASE WHEN pass = decided AND decided > 0 THEN 1.0
              ELSE middle + half END AS high
    FROM wilson
)
SELECT b.repo, p.name AS policy, b.period, r.name AS rule, r.kind,
       r.severity, b.pass + b.fail + b.undecidable AS applicable,
       b.pass, b.fail, b.undecidable, b.decided, b.rate, b.low, b.high,
       1 - b.rate AS broken, 1 - b.high AS broken_low,
       1 - b.low AS broken_high
  FROM bounded AS b
  JOIN policies AS p ON p.policy_id = b.policy_id
  JOIN rules AS r ON r.policy_id = b.policy_id
                 AND r.rule = b.rule
 ORDER BY b.repo, b.policy_id, b.period, b.rule;
