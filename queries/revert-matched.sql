-- SPDX-License-Identifier: MIT
-- question: Are AI-assisted changes easier to take back than others like them?
-- column: repo | name of the repository
-- column: horizon | days from the landing to the mainline that git revert is tried
--   on
-- column: ai_changes | AI-assisted changes with a verdict there
-- column: ai_clean | of them, git revert would work
-- column: ai_share | ai_clean / ai_changes
-- column: ai_low | lower end of the 95 % Wilson interval of ai_share
-- column: ai_high | upper end of the 95 % Wilson interval of ai_share
-- column: other_changes | other changes with a verdict there
-- column: other_clean | of them, git revert would work
-- column: other_share | other_clean / other_changes
-- column: other_low | lower end of the 95 % Wilson interval of other_share
-- column: other_high | upper end of the 95 % Wilson interval of other_share
-- rows: revert-strata by repo
-- added: difference = difference ai_clean ai_changes other_clean other_changes |
--   ai_share - other_share, unmatched
-- added: difference_low = difference-low ai_clean ai_changes other_clean
--   other_changes | lower end of its 95 % interval (Newcombe)
-- added: difference_high = difference-high ai_clean ai_changes other_clean
--   other_changes | upper end
-- added: strata = strata | strata (area, size, quarter) that hold both kinds of
--   changes with a verdict: only these are matched
-- added: matched_ai = matched-with | AI-assisted changes in them
-- added: matched_other = matched-without | other changes in them
-- added: matched_difference = matched-difference | the difference within strata,
--   pooled (Mantel and Haenszel)
-- added: matched_low = matched-difference-low | lower end of its 95 % interval
--   (Sato)
-- added: matched_high = matched-difference-high | upper end
-- added: matched_ratio = matched-ratio | the ratio of shares within strata, pooled
-- added: ratio_from = matched-ratio-low | lower end of its 95 % interval
--   (Greenland and Robins)
-- added: ratio_to = matched-ratio-high | upper end
-- added: note = matched-difference-note | why there is no matched_difference:
--   fewer than 20 matched changes of a kind are too few
-- added: alive_difference = share-difference horizon | share that nobody collided
--   with by then (Kaplan and Meier), AI-assisted minus others, unmatched
-- added: alive_low = share-difference-low horizon | lower end of its 95 % interval:
--   999 draws of landings
-- added: alive_high = share-difference-high horizon | upper end
-- added: mean_days = mean-difference horizon | mean days until a collision or the
--   horizon, AI-assisted minus others, unmatched
-- added: mean_from = mean-difference-low horizon | lower end of its 95 % interval
-- added: mean_to = mean-difference-high horizon | upper end
-- param: horizon=365/180/90/30 | days from the landing to the mainline tried on
-- param: own=apart/counted | changes that collide with another of their own
--   series as they land: left out, or counted
-- scope: repo area tier path author since until
-- caveat: Undeclared use of AI leaves no trace: the other changes hold some.
-- caveat: Matching takes area, size and time out of the comparison, not who wrote
--   the change nor what it was for.
-- caveat: Matched intervals take changes for independent; those of one series are
--   not.
-- caveat: Merges, roots, empty commits, bots and generated files are left out;
--   query revert-base has their numbers.
WITH units AS MATERIALIZED (
  SELECT u.commit_id, u.repo_id, u.repo, v.outcome,
         u.commit_id IN (SELECT commit_id FROM ai_commits) AS side
    FROM revert_units AS u
    JOIN followed_lives AS f ON f.commit_id = u.commit_id
    LEFT JOIN (SELECT commit_id,
                      CASE WHEN (outcome = 'conflict' OR outcome = 'gone')
                                AND path_id IN (SELECT path_id
                                                  FROM generated_paths)
                           THEN 'generated' ELSE outcome END AS outcome
                 FROM revert_probes
                WHERE horizon = coalesce(:horizon, 365)) AS v
           ON v.commit_id = u.commit_id
   WHERE u.unit = 'change'
     AND (f.own_series = 0 OR :own = 'counted')
     AND u.commit_id NOT IN (SELECT commit_id FROM automation)
     AND (:repo IS NULL OR u.repo = :repo)
     AND (:since IS NULL OR u.landed_at >= :since)
     AND (:until IS NULL OR u.landed_at < :until)
     AND (:author IS NULL
          OR instr(lower(u.author_name || ' <' || u.author_email || '>'),
                   lower(:author)) > 0)
     AND (:area IS NULL
          OR u.commit_id IN (SELECT ca.commit_id
                               FROM areas AS a
                               JOIN commit_areas AS ca ON ca.area_id = a.area_id
                              WHERE a.name = :area))
     AND (:tier IS NULL
          OR u.commit_id IN (SELECT t.commit_id
                               FROM tier_changes AS t
                              WHERE t.tier = :tier
                                AND (:tier_policy IS NULL
                                     OR t.policy = :tier_policy)))
     AND (:path IS NULL
          OR u.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), counts AS (
  SELECT repo_id, coalesce(:horizon, 365) AS horizon,
         sum(side = 1 AND outcome = 'clean') AS ai_clean,
         sum(side = 1 AND (outcome = 'clean' OR outcome = 'conflict'
                           OR outcome = 'gone')) AS ai_n,
         sum(side = 0 AND outcome = 'clean') AS other_clean,
         sum(side = 0 AND (outcome = 'clean' OR outcome = 'conflict'
                           OR outcome = 'gone')) AS other_n
    FROM (SELECT repo_id, side, coalesce(outcome, '') AS outcome
            FROM units)
   GROUP BY repo_id
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *,
         (ai_clean + 1.9207295) / (ai_n + 3.841459) AS ai_middle,
         1.959964 / (ai_n + 3.841459)
           * sqrt(1.0 * ai_clean * (ai_n - ai_clean) / nullif(ai_n, 0)
                  + 0.96036475) AS ai_half,
         (other_clean + 1.9207295) / (other_n + 3.841459) AS other_middle,
         1.959964 / (other_n + 3.841459)
           * sqrt(1.0 * other_clean * (other_n - other_clean)
                  / nullif(other_n, 0) + 0.96036475) AS other_half
    FROM counts
)
SELECT r.name AS repo, w.horizon,
       w.ai_n AS ai_changes, w.ai_clean,
       1.0 * w.ai_clean / nullif(w.ai_n, 0) AS ai_share,
       iif(w.ai_clean = 0, w.ai_half * 0.0, w.ai_middle - w.ai_half)
         AS ai_low,
       iif(w.ai_clean = w.ai_n, w.ai_half * 0.0 + 1.0,
           w.ai_middle + w.ai_half) AS ai_high,
       w.other_n AS other_changes, w.other_clean,
       1.0 * w.other_clean / nullif(w.other_n, 0) AS other_share,
       iif(w.other_clean = 0, w.other_half * 0.0, w.other_middle - w.other_half)
         AS other_low,
       iif(w.other_clean = w.other_n, w.other_half * 0.0 + 1.0,
           w.other_middle + w.other_half)
         AS other_high
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name;
