-- SPDX-License-Identifier: MIT
-- question: What share of changes keeps the policy, period by period?
-- column: repo | name of the repository
-- column: policy | name of the policy
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: rank | order of the outcome: 1, 2 or 3
-- column: outcome | fail: the change breaks a rule; undecidable: it breaks none
--   that can be decided, but git does not hold what some rule speaks of; pass:
--   it keeps them all
-- column: changes | changes with that outcome
-- column: judged | changes of the period that some rule is about
-- column: share | changes / judged
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: verdicts | verdicts of that outcome; a change has one of each rule
--   that is about it
-- column: main | for a chart: 2 is what it is about, 0 the rest
-- param: period=quarter/month/year/all | length of a period
-- param: versions=all/last | of policies of one name, all that were ever
--   given to audit or the last one
-- scope: repo policy tier area path author since until
-- caveat: Undeclared use of AI leaves no trace: a change without evidence keeps
--   a ban as far as git can tell.
-- caveat: Each change is judged by the rules of its own day: a stricter era
--   can make the share of failing changes rise though nobody does otherwise.
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
), judged AS MATERIALIZED (         -- the worst of each change decides
  SELECT k.repo, k.period, v.policy_id, v.commit_id,
         sum(v.outcome = 'pass') AS pass, sum(v.outcome = 'fail') AS fail,
         sum(v.outcome = 'undecidable') AS undecidable
    FROM picked AS k
    JOIN policies AS p ON p.repo_id = k.repo_id
    JOIN verdicts AS v ON v.policy_id = p.policy_id
                      AND v.commit_id = k.commit_id
   WHERE v.outcome <> 'not-applicable'
     AND (:policy IS NULL OR p.name = :policy)
     AND (coalesce(:versions, 'all') = 'all'
          OR p.policy_id = (SELECT max(o.policy_id)
                              FROM policies AS o
                             WHERE o.repo_id = p.repo_id
                               AND o.name = p.name))
     AND (:tier IS NULL
          OR EXISTS (SELECT 1
                       FROM tiers AS t
                       JOIN commit_tiers AS ct ON ct.policy_id = t.policy_id
                                              AND ct.tier = t.tier
                      WHERE t.policy_id = v.policy_id
                        AND t.name = :tier
                        AND ct.commit_id = v.commit_id))
   GROUP BY v.policy_id, v.commit_id
), cells AS MATERIALIZED (
  SELECT repo, policy_id, period, count(*) AS judged,
         sum(fail > 0) AS failing,
         sum(fail = 0 AND undecidable > 0) AS open,
         sum(fail = 0 AND undecidable = 0) AS passing,
         sum(fail) AS fail, sum(undecidable) AS undecidable,
         sum(pass) AS pass
    FROM judged
   GROUP BY repo, policy_id, period
), numbers AS (
  SELECT repo, policy_id, period, judged, 1 AS rank, 'fail' AS outcome,
         failing AS changes, fail AS verdicts, 2 AS main
    FROM cells
   UNION ALL
  SELECT repo, policy_id, period, judged, 2, 'undecidable', open, undecidable,
         0
    FROM cells
   UNION ALL
  SELECT repo, policy_id, period, judged, 3, 'pass', passing, pass, 0
    FROM cells
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT n.*,
         (n.changes + 1.9207295) / (n.judged + 3.841459) AS middle,
         1.959964 / (n.judged + 3.841459)
           * sqrt(1.0 * n.changes * (n.judged - n.changes) / n.judged
                  + 0.96036475) AS half
    FROM numbers AS n
)
SELECT w.repo, p.name AS policy, w.period, w.rank, w.outcome, w.changes,
       w.judged, 1.0 * w.changes / w.judged AS share,
       CASE WHEN w.changes = 0 THEN 0.0 ELSE w.middle - w.half END AS low,
       CASE WHEN w.changes = w.judged THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.verdicts, w.main
  FROM wilson AS w
  JOIN policies AS p ON p.policy_id = w.policy_id
 ORDER BY w.repo, w.policy_id, w.period, w.rank;
