-- SPDX-License-Identifier: MIT
-- question: What would two policies have said of last year's changes, had AI had a hand in them?
-- column: repo | name of the repository
-- column: policy_a | name of policy A, the last but one that audit got
-- column: era_a | its last era, the rules of which are asked
-- column: policy_b | name of policy B, the last that audit got
-- column: era_b | its last era
-- column: a | what A says: forbids, allows, or leaves open what git cannot tell
-- column: b | what B says
-- column: row | policy A and what it says, in words
-- column: rank | order of what B says, from 1
-- column: column | policy B and what it says, in words
-- column: changes | changes of which both say so
-- column: of_changes | all changes
-- column: share | changes / of_changes
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
WITH placed AS (
  SELECT *, row_number() OVER (PARTITION BY repo_id
                                   ORDER BY policy_id DESC) AS place
    FROM latest_policies
), picked AS MATERIALIZED (
  SELECT m.repo_id, x.name AS policy_a, x.era AS era_a, y.name AS policy_b,
         y.era AS era_b, a.outcome AS a, b.outcome AS b
    FROM placed AS x
    JOIN placed AS y ON y.repo_id = x.repo_id AND y.place = 1
    JOIN supposed_outcomes AS a ON a.policy_id = x.policy_id
    JOIN supposed_outcomes AS b ON b.policy_id = y.policy_id
                               AND b.commit_id = a.commit_id
    JOIN mainline_changes AS m ON m.commit_id = a.commit_id
   WHERE x.place = 2
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
), words (outcome, rank, says) AS (
  VALUES ('fail', 1, 'forbids'), ('pass', 2, 'allows'),
         ('undecidable', 3, 'leaves open')
), pairs AS (
  SELECT repo_id, policy_a, era_a, policy_b, era_b, count(*) AS of_changes
    FROM picked
   GROUP BY repo_id, policy_a, era_a, policy_b, era_b
), counts AS (
  SELECT repo_id, a, b, count(*) AS changes
    FROM picked
   GROUP BY repo_id, a, b
), numbers AS (
  SELECT p.*, x.says AS a, x.rank AS a_rank, y.says AS b, y.rank AS b_rank,
         coalesce(c.changes, 0) AS changes
    FROM pairs AS p
    JOIN words AS x
    JOIN words AS y
    LEFT JOIN counts AS c ON c.repo_id = p.repo_id
                         AND c.a = x.outcome
                         AND c.b = y.outcome
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT *, (changes + 1.9207295) / (of_changes + 3.841459) AS middle,
         1.959964 / (of_changes + 3.841459)
           * sqrt(1.0 * changes * (of_changes - changes) / of_changes
                  + 0.96036475) AS half
    FROM numbers
)
SELECT r.name AS repo, w.policy_a, w.era_a, w.policy_b, w.era_b, w.a, w.b,
       w.policy_a || ' ' || w.a AS row, w.b_rank AS rank,
       w.policy_b || ' ' || w.b AS column, w.changes, w.of_changes,
       1.0 * w.changes / w.of_changes AS share,
       CASE WHEN w.changes = 0 THEN 0.0 ELSE w.middle - w.half END AS low,
       CASE WHEN w.changes = w.of_changes THEN 1.0
            ELSE w.middle + w.half END AS high
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.a_rank, w.b_rank;
