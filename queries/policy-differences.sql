-- SPDX-License-Identifier: MIT
-- question: Of which AI-assisted changes do the policies of the database differ?
-- column: repo | name of the repository
-- column: policy_a | name of a policy
-- column: policy_b | name of one that was given to audit later
-- column: period | the year in which the changes landed, UTC; or all
-- column: changes | AI-assisted changes for which both had an era in force
-- column: both_forbid | those that break a rule of A and one of B; rules of
--   severity error count
-- column: only_a_forbids | A forbids, B allows
-- column: only_b_forbids | B forbids, A allows
-- column: both_allow | A and B allow
-- column: open | A or B has a rule that cannot be decided, and breaks none
-- column: forbidden | changes that A forbids and of which B decides
-- column: share | only_a_forbids / forbidden; empty: A forbids none
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- scope: repo area tier path author since until
-- caveat: Each policy judges by the era of the day; 'git provenance compare'
--   applies one era of each to every change, and asks of all changes too.
-- caveat: Undeclared use of AI leaves no trace: all counts are floors.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.repo, m.commit_id, m.year
    FROM mainline_changes AS m
   WHERE m.commit_id IN (SELECT commit_id FROM ai_commits)
      AND (:repo IS NULL OR m.repo = :repo)
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
), worst AS MATERIALIZED (
  SELECT k.repo, k.repo_id, k.commit_id, k.year, l.policy_id, l.name,
         max(v.outcome = 'fail') AS fails,
         max(v.outcome = 'undecidable') AS is_open
    FROM picked AS k
    JOIN latest_policies AS l ON l.repo_id = k.repo_id
    JOIN verdicts AS v ON v.policy_id = l.policy_id
                      AND v.commit_id = k.commit_id
    JOIN rules AS r ON r.policy_id = v.policy_id
                   AND r.rule = v.rule
   WHERE r.severity = 'error'
   GROUP BY k.commit_id, l.policy_id
), pairs AS MATERIALIZED (
  SELECT a.repo, a.policy_id AS a_id, b.policy_id AS b_id,
         a.name AS policy_a, b.name AS policy_b, a.year,
         a.fails AS a, b.fails AS b,
         a.is_open AND NOT a.fails AS a_open,
         b.is_open AND NOT b.fails AS b_open
    FROM worst AS a
    JOIN worst AS b ON b.commit_id = a.commit_id
                   AND b.policy_id > a.policy_id
), grouped AS (
  SELECT *, 'all' AS period, 0 AS place
    FROM pairs
   UNION ALL
  SELECT *, year, 1
    FROM pairs
), numbers AS (
  SELECT repo, a_id, b_id, policy_a, policy_b, place, period,
         count(*) AS changes, sum(a AND b) AS both_forbid,
         sum(a AND NOT b AND NOT b_open) AS only_a_forbids,
         sum(b AND NOT a AND NOT a_open) AS only_b_forbids,
         sum(NOT a AND NOT b AND NOT a_open AND NOT b_open) AS both_allow,
         sum(a_open OR b_open) AS open, sum(a AND NOT b_open) AS forbidden
    FROM grouped
   GROUP BY repo, a_id, b_id, policy_a, policy_b, place, period
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT n.*, 1.0 * n.only_a_forbids / nullif(n.forbidden, 0) AS share,
         (n.only_a_forbids + 1.9207295) / (n.forbidden + 3.841459) AS middle,
         1.959964 / (n.forbidden + 3.841459)
           * sqrt(1.0 * n.only_a_forbids * (n.forbidden - n.only_a_forbids)
                  / nullif(n.forbidden, 0) + 0.96036475) AS half
    FROM numbers AS n
)
SELECT repo, policy_a, policy_b, period, changes, both_forbid,
       only_a_forbids, only_b_forbids, both_allow, open, forbidden, share,
       CASE WHEN forbidden = 0 THEN NULL
            WHEN only_a_forbids = 0 THEN 0.0
            ELSE middle - half END AS low,
       CASE WHEN forbidden = 0 THEN NULL
            WHEN only_a_forbids = forbidden THEN 1.0
            ELSE middle + half END AS high
  FROM wilson
 ORDER BY repo, a_id, b_id, place, period;
