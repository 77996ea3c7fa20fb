-- SPDX-License-Identifier: MIT
-- question: What share of changes is taken back within 30, 90 and 365 days?
-- column: repo | name of the repository
-- column: policy | by=tier: whose tiers the parts are; empty: another
--   parameter by
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: rank | order of the parts within a period
-- column: part | AI-assisted and other; or an area; or a tier; or all
-- column: main | 2: AI-assisted; 0: another part
-- column: days | 30, 90 or 365
-- column: changes | landed changes of the part
-- column: within_landing | of changes: taken back by what landed together with
--   them; they were never at risk, and are in no column to the right
-- column: pending | of changes: landed less than so many days before the tip,
--   so not observed long enough; they are in no column to the right
-- column: at_risk | the other changes: the denominator
-- column: reverted | of at_risk: taken back as a whole within so many days
-- column: share | reverted / at_risk; empty: none was at risk
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: returned | of reverted: applied again by now
-- column: partial | of at_risk: taken back in part within so many days, and
--   never as a whole
-- column: at_risk_total | at_risk of the period, each change once
-- param: period=quarter/month/year/all | length of a period
-- param: days=all/30/90/365 | one horizon, or all three
-- param: by=ai/area/tier/none | what the parts are
-- param: automation=counted/left-out | changes by bots that are not AI
-- scope: repo area policy tier path author since until
-- caveat: Counted are reverts that undo every line, or nine of ten where the
--   message does not call it partial, and those whose contents could not be
--   read; see the query reverts.
-- caveat: by=area, by=tier: a change that touches several counts in each.
-- caveat: Silent reverts are among them only where they are exact.
-- caveat: Undeclared use of AI leaves no trace: AI-assisted is a floor, and
--   other holds the rest of it.
-- caveat: AI-assisted changes differ from others in size, place and time: a
--   difference here is not an effect of AI.
WITH horizons AS (
       SELECT column1 AS days
         FROM (VALUES (30), (90), (365))
        WHERE coalesce(:days, 'all') = 'all'
           OR CAST(:days AS INTEGER) = column1
     ),
     taken AS MATERIALIZED (
       SELECT s.commit_id, s.state, s.first_at,
              f.landing_id AS first_landing
         FROM revert_states AS s
         JOIN commits AS f ON f.commit_id = s.first_id
     ),
     ai AS MATERIALIZED (
       SELECT commit_id FROM ai_commits
     ),
     picked AS MATERIALIZED (
       SELECT c.repo_id, c.commit_id, c.landed_at, r.tip_at,
              CASE coalesce(:period, 'quarter')
                WHEN 'month' THEN c.month
                WHEN 'quarter' THEN c.quarter
                WHEN 'year' THEN c.year
                WHEN 'all' THEN 'all'
              END AS period,
              t.state, t.first_at - c.landed_at AS lived,
              coalesce(t.first_landing = c.landing_id
                       AND t.state <> 'partial', 0) AS within_landing
         FROM mainline_changes AS c
         JOIN repos AS r ON r.repo_id = c.repo_id
         LEFT JOIN taken AS t ON t.commit_id = c.commit_id
        WHERE (:repo IS NULL OR c.repo = :repo)
          AND (:since IS NULL OR c.landed_at >= :since)
          AND (:until IS NULL OR c.landed_at < :until)
          AND (coalesce(:automation, 'counted') = 'counted'
               OR c.commit_id NOT IN (SELECT commit_id FROM automation))
          AND (:author IS NULL
               OR instr(lower(c.author_name || ' <' || c.author_email || '>'),
                        lower(:author)))
          AND (:area IS NULL
               OR EXISTS (SELECT 1
                            FROM commit_areas AS ca
                            JOIN areas AS a ON a.area_id = ca.area_id
                           WHERE ca.commit_id = c.commit_id
                             AND a.name = :area))
          AND (:path IS NULL
               OR EXISTS (SELECT 1
                            FROM changes AS ch
                            JOIN paths AS p ON p.path_id = ch.path_id
                           WHERE ch.commit_id = c.commit_id
                             AND p.path GLOB :path))
          AND (:tier IS NULL
               OR c.commit_id IN (SELECT t.commit_id
                                    FROM tier_changes AS t
                                   WHERE t.tier = :tier
                                     AND (:policy IS NULL
                                          OR t.policy = :policy)))
     ),
     parted AS (
       SELECT p.*, NULL AS part_id, 'all' AS part, 0 AS main
         FROM picked AS p
        WHERE :by = 'none'
        UNION ALL
       SELECT p.*, NULL,
              CASE WHEN ai.commit_id IS NULL THEN 'other'
                   ELSE 'AI-assisted' END,
              CASE WHEN ai.commit_id IS NULL THEN 0 ELSE 2 END
         FROM picked AS p
         LEFT JOIN ai ON ai.commit_id = p.commit_id
        WHERE coalesce(:by, 'ai') = 'ai'
        UNION ALL
       SELECT p.*, NULL, a.name, 0
         FROM picked AS p
         JOIN commit_areas AS ca ON ca.commit_id = p.commit_id
         JOIN areas AS a ON a.area_id = ca.area_id
        WHERE :by = 'area'
          AND (:area IS NULL OR a.name = :area)
        UNION ALL
       SELECT p.*, t.part_id, t.tier, 0
         FROM tier_changes AS t
        CROSS JOIN picked AS p ON p.commit_id = t.commit_id
        WHERE :by = 'tier'
          AND (:policy IS NULL OR t.policy = :policy)
          AND (:tier IS NULL OR t.tier = :tier)
     ),
     cells AS (
       SELECT repo_id, period, part_id, part, main, days,
              count(*) AS changes,
              sum(within_landing) AS within_landing,
              sum(NOT within_landing AND NOT is_seen) AS pending,
              sum(NOT within_landing AND is_seen) AS at_risk,
              sum(NOT within_landing AND is_seen AND is_back) AS reverted,
              sum(NOT within_landing AND is_seen AND is_back
                  AND state = 'reapplied') AS returned,
              sum(NOT within_landing AND is_seen AND is_part) AS partial
         FROM (SELECT p.*, h.days,
                      p.landed_at <= p.tip_at - h.days * 86400 AS is_seen,
                      coalesce(p.state <> 'partial'
                               AND p.lived <= h.days * 86400, 0) AS is_back,
                      coalesce(p.state = 'partial'
                               AND p.lived <= h.days * 86400, 0) AS is_part
                 FROM parted AS p
                 JOIN horizons AS h)
        GROUP BY repo_id, period, part_id, part, main, days
     ),
     totals AS (
       SELECT p.repo_id, p.period, h.days,
              sum(NOT p.within_landing
                  AND p.landed_at <= p.tip_at - h.days * 86400)
                AS at_risk_total
         FROM picked AS p
         JOIN horizons AS h
        GROUP BY p.repo_id, p.period, h.days
     ),
     wilson AS (                     -- z = 1.959964, z * z = 3.841459
       SELECT c.*, a.policy_id, a.policy_label AS policy,
              1.0 * reverted / nullif(at_risk, 0) AS share,
              (reverted + 1.9207295) / (at_risk + 3.841459) AS middle,
              1.959964 / (at_risk + 3.841459)
                * sqrt(1.0 * reverted * (at_risk - reverted) / at_risk
                       + 0.96036475) AS half,
              dense_rank() OVER (PARTITION BY c.repo_id, a.policy_id
                                     ORDER BY main DESC, part) AS rank
         FROM cells AS c
         LEFT JOIN named_parts AS a ON a.part_id = c.part_id
     )
SELECT r.name AS repo, w.policy, w.period, w.rank, w.part, w.main, w.days,
       w.changes, w.within_landing, w.pending, w.at_risk, w.reverted, w.share,
       CASE WHEN w.at_risk = 0 THEN NULL
            WHEN w.reverted = 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.at_risk = 0 THEN NULL
            WHEN w.reverted = w.at_risk THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.returned, w.partial, t.at_risk_total
  FROM wilson AS w
  JOIN totals AS t ON t.repo_id = w.repo_id
                  AND t.period = w.period
                  AND t.days = w.days
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.policy_id, w.period, w.rank, w.days;
