-- SPDX-License-Identifier: MIT
-- question: How do the areas stand side by side: AI share, compliance, reverts and
--   revert ease?
-- column: repo | name of the repository
-- column: rank | place of the area by changes, from 1; the areas that are not among
--   the top ones come last
-- column: area | its name; empty: the areas that are not among the top ones
-- column: areas | areas in the row: 1, or those that are not among the top ones
-- column: changes | landed changes that touch it, each cherry-pick pair once
-- column: people | authors of those changes
-- column: ai_assisted | of changes, those that are AI-assisted
-- column: ai_share | ai_assisted / changes
-- column: ai_low | lower end of its 95 % Wilson interval
-- column: ai_high | upper end
-- column: policy | whose rules; empty: the database holds none
-- column: judged | of changes, those that a rule is about
-- column: undecidable | of judged, those that break no rule but of which git alone
--   cannot tell whether they keep all
-- column: decided | the other judged ones
-- column: kept | of decided, those that keep all rules
-- column: kept_share | kept / decided
-- column: kept_low | lower end of its 95 % Wilson interval
-- column: kept_high | upper end
-- column: tried | of changes, those on which git revert was tried on the mainline of
--   365 days later, with a verdict
-- column: clean | of tried, those that it would take back
-- column: clean_share | clean / tried
-- column: clean_low | lower end of its 95 % Wilson interval
-- column: clean_high | upper end
-- column: at_risk | of changes, those followed for 90 days, and not taken back by
--   what landed together with them
-- column: reverted | of at_risk, those taken back as a whole within 90 days
-- column: reverted_share | reverted / at_risk
-- column: reverted_low | lower end of its 95 % Wilson interval
-- column: reverted_high | upper end
-- param: top=20 | so many areas have a row, those with most changes; 0: all
-- scope: repo area policy tier path author since until
-- caveat: Undeclared use of AI leaves no trace: ai_assisted is a floor.
-- caveat: A change that touches two areas counts in both, and once in the last row:
--   rows add up to more than the project.  Areas are those of the tip.
-- caveat: Each share has its own denominator: a rule may be about few changes, and
--   what landed last has not been followed yet.
-- caveat: A share of an area with few changes is far off by chance: the interval
--   says how far.
-- caveat: Without --policy the policy is the one that audit got last.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id, m.is_ai, m.is_reverted_90, m.is_clean,
         i.person_id AS author_id
    FROM measured_changes AS m
    JOIN commits AS c ON c.commit_id = m.commit_id
    JOIN identities AS i ON i.identity_id = c.author_id
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
                                AND (:policy IS NULL OR t.policy = :policy)))
     AND (:path IS NULL
          OR m.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), chosen AS MATERIALIZED (         -- one policy a repository
  SELECT repo_id, max(policy_id) AS policy_id
    FROM latest_policies
   WHERE (:policy IS NULL OR name = :policy)
   GROUP BY repo_id
), judged AS MATERIALIZED (         -- the worst outcome of each change decides
  SELECT v.commit_id,
         CASE WHEN max(v.outcome = 'fail') THEN 'fail'
              WHEN max(v.outcome = 'undecidable') THEN 'undecidable'
              ELSE 'pass' END AS outcome
    FROM chosen AS c
    JOIN verdicts AS v ON v.policy_id = c.policy_id
   WHERE v.outcome <> 'not-applicable'
   GROUP BY v.commit_id
), facts AS (                       -- what is known of each change
  SELECT p.*, j.outcome
    FROM picked AS p
    LEFT JOIN judged AS j ON j.commit_id = p.commit_id
), touched AS MATERIALIZED (
  SELECT f.*, ca.area_id
    FROM facts AS f
    CROSS JOIN commit_areas AS ca ON ca.commit_id = f.commit_id
   WHERE :area IS NULL
      OR ca.area_id IN (SELECT area_id FROM areas WHERE name = :area)
), ranks AS MATERIALIZED (          -- those not among the top ones share the last
  SELECT repo_id, area_id, name,
         CASE WHEN coalesce(:top, 20) = 0 OR rank <= coalesce(:top, 20)
              THEN rank ELSE coalesce(:top, 20) + 1 END AS rank
    FROM (SELECT t.repo_id, t.area_id, a.name,
                 dense_rank() OVER (PARTITION BY t.repo_id
                                        ORDER BY t.n DESC, a.name) AS rank
            FROM (SELECT repo_id, area_id, count(*) AS n
                    FROM touched
                   GROUP BY area_id) AS t
            JOIN areas AS a ON a.area_id = t.area_id)
), named AS MATERIALIZED (
  SELECT repo_id, rank, min(name) AS name, count(*) AS areas
    FROM ranks
   GROUP BY repo_id, rank
), ranked AS (
  SELECT t.repo_id, r.rank, n.areas, t.commit_id, t.author_id, t.is_ai,
         t.outcome, t.is_clean, t.is_reverted_90
    FROM touched AS t
    JOIN ranks AS r ON r.area_id = t.area_id
    JOIN named AS n ON n.repo_id = r.repo_id AND n.rank = r.rank
), members AS (                     -- a change that touches several of a rank counts once
  SELECT * FROM ranked WHERE areas = 1
   UNION ALL
  SELECT DISTINCT * FROM ranked WHERE areas > 1
), numbers AS (
  SELECT repo_id, rank, count(*) AS changes,
         count(DISTINCT author_id) AS people, sum(is_ai) AS ai,
         count(outcome) AS judged,
         coalesce(sum(outcome = 'undecidable'), 0) AS undecidable,
         coalesce(sum(outcome <> 'undecidable'), 0) AS decided,
         coalesce(sum(outcome = 'pass'), 0) AS kept,
         count(is_clean) AS tried,
         coalesce(sum(is_clean), 0) AS clean,
         count(is_reverted_90) AS at_risk,
         coalesce(sum(is_reverted_90), 0) AS reverted
    FROM members
   GROUP BY repo_id, rank
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *,
         (ai + 1.9207295) / (changes + 3.841459) AS ai_middle,
         1.959964 / (changes + 3.841459)
           * sqrt(1.0 * ai * (changes - ai) / changes + 0.96036475)
           AS ai_half,
         (kept + 1.9207295) / (decided + 3.841459) AS kept_middle,
         1.959964 / (decided + 3.841459)
           * sqrt(1.0 * kept * (decided - kept) / nullif(decided, 0)
                  + 0.96036475) AS kept_half,
         (clean + 1.9207295) / (tried + 3.841459) AS clean_middle,
         1.959964 / (tried + 3.841459)
           * sqrt(1.0 * clean * (tried - clean) / nullif(tried, 0)
                  + 0.96036475) AS clean_half,
         (reverted + 1.9207295) / (at_risk + 3.841459) AS back_middle,
         1.959964 / (at_risk + 3.841459)
           * sqrt(1.0 * reverted * (at_risk - reverted) / nullif(at_risk, 0)
                  + 0.96036475) AS back_half
    FROM numbers
)
SELECT r.name AS repo, w.rank,
       iif(coalesce(:top, 20) = 0 OR w.rank <= coalesce(:top, 20), p.name, NULL)
         AS area, p.areas,
       w.changes, w.people, w.ai AS ai_assisted,
       1.0 * w.ai / w.changes AS ai_share,
       iif(w.ai = 0, 0.0, w.ai_middle - w.ai_half) AS ai_low,
       iif(w.ai = w.changes, 1.0, w.ai_middle + w.ai_half) AS ai_high,
       l.name AS policy, w.judged, w.undecidable, w.decided, w.kept,
       1.0 * w.kept / nullif(w.decided, 0) AS kept_share,
       iif(w.kept = 0, w.kept_half * 0.0, w.kept_middle - w.kept_half)
         AS kept_low,
       iif(w.kept = w.decided, w.kept_half * 0.0 + 1.0,
           w.kept_middle + w.kept_half) AS kept_high,
       w.tried, w.clean,
       1.0 * w.clean / nullif(w.tried, 0) AS clean_share,
       iif(w.clean = 0, w.clean_half * 0.0, w.clean_middle - w.clean_half)
         AS clean_low,
       iif(w.clean = w.tried, w.clean_half * 0.0 + 1.0,
           w.clean_middle + w.clean_half) AS clean_high,
       w.at_risk, w.reverted,
       1.0 * w.reverted / nullif(w.at_risk, 0) AS reverted_share,
       iif(w.reverted = 0, w.back_half * 0.0, w.back_middle - w.back_half)
         AS reverted_low,
       iif(w.reverted = w.at_risk, w.back_half * 0.0 + 1.0,
           w.back_middle + w.back_half) AS reverted_high
  FROM wilson AS w
  JOIN named AS p ON p.repo_id = w.repo_id AND p.rank = w.rank
  JOIN repos AS r ON r.repo_id = w.repo_id
  LEFT JOIN chosen AS c ON c.repo_id = w.repo_id
  LEFT JOIN latest_policies AS l ON l.policy_id = c.policy_id
 ORDER BY r.name, w.rank;
