-- SPDX-License-Identifier: MIT
-- question: What was before and after each era of a policy?
-- column: repo | name of the repository
-- column: policy | name of the policy
-- column: era | name of the era; the first row, no-policy, is what landed
--   before the first
-- column: since_at | Unix seconds, UTC: its first second; empty: before the
--   first era
-- column: until_at | Unix seconds, UTC: that of the next era; empty: still in
--   force
-- column: changes | changes that landed in it
-- column: ai_changes | AI-assisted ones among them
-- column: share | ai_changes / changes; empty: nothing landed
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: undisclosed | AI-assisted changes that break a rule of kind
--   require-trailer that is about such changes alone
-- column: of_disclosures | those that such a rule was about
-- column: misplaced | changes that break a rule of kind trailer-place
-- column: of_placements | those that such a rule was about
-- column: failing | changes that break any rule
-- param: versions=all/last | of policies of one name, all that were ever
--   given to audit or the last one
-- scope: repo policy tier area path author since until
-- caveat: A duty to disclose moves the floor: more AI-assisted changes after it
--   may be more use, or more disclosure of the same use.
-- caveat: Where the policy goes by another day than that of the landing,
--   changes are counted in the era of their landing here.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id, m.landed_at,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS is_ai
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
), spans AS (
  SELECT policy_id, era, name, since_at,
         lead(since_at) OVER (PARTITION BY policy_id
                                  ORDER BY since_at) AS until_at
    FROM eras
   UNION ALL
  SELECT policy_id, -1, 'no-policy', NULL, min(since_at)
    FROM eras
   GROUP BY policy_id
), outcomes AS MATERIALIZED (
  SELECT v.policy_id, v.commit_id,
         max(v.outcome = 'fail') AS fails,
         max(v.outcome = 'fail' AND r.kind = 'trailer-place')
           AS is_misplaced,
         max((v.outcome = 'fail' OR v.outcome = 'pass')
             AND r.kind = 'trailer-place') AS is_placement
    FROM verdicts AS v
    JOIN rules AS r ON r.policy_id = v.policy_id
                   AND r.rule = v.rule
   GROUP BY v.policy_id, v.commit_id
), numbers AS (
  SELECT s.policy_id, s.era, s.name, s.since_at, s.until_at,
         count(k.commit_id) AS changes,
         coalesce(sum(k.is_ai), 0) AS ai_changes,
         coalesce(sum(k.is_ai AND NOT j.is_disclosed), 0) AS undisclosed,
         coalesce(sum(k.is_ai AND j.is_disclosed IS NOT NULL), 0)
           AS of_disclosures,
         coalesce(sum(o.is_misplaced), 0) AS misplaced,
         coalesce(sum(o.is_placement), 0) AS of_placements,
         coalesce(sum(o.fails), 0) AS failing
    FROM spans AS s
    JOIN policies AS p ON p.policy_id = s.policy_id
    LEFT JOIN picked AS k ON k.repo_id = p.repo_id
                         AND (s.since_at IS NULL OR k.landed_at >= s.since_at)
                         AND (s.until_at IS NULL OR k.landed_at < s.until_at)
                         AND (:tier IS NULL
                              OR EXISTS (SELECT 1
                                           FROM tiers AS t
                                           JOIN commit_tiers AS ct ON ct.policy_id = t.policy_id
                                                                  AND ct.tier = t.tier
                                          WHERE t.policy_id = s.policy_id
                                            AND t.name = :tier
                                            AND ct.commit_id = k.commit_id))
    LEFT JOIN outcomes AS o ON o.policy_id = s.policy_id
                           AND o.commit_id = k.commit_id
    LEFT JOIN judged_changes AS j ON j.policy_id = s.policy_id
                                 AND j.commit_id = k.commit_id
   GROUP BY s.policy_id, s.era
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT n.*, 1.0 * n.ai_changes / nullif(n.changes, 0) AS share,
         (n.ai_changes + 1.9207295) / (n.changes + 3.841459) AS middle,
         1.959964 / (n.changes + 3.841459)
           * sqrt(1.0 * n.ai_changes * (n.changes - n.ai_changes) / nullif(n.changes, 0)
                  + 0.96036475) AS half
    FROM numbers AS n
)
SELECT r.name AS repo, p.name AS policy, w.name AS era, w.since_at,
       w.until_at, w.changes, w.ai_changes, w.share,
       CASE WHEN w.changes = 0 THEN NULL
            WHEN w.ai_changes = 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.changes = 0 THEN NULL
            WHEN w.ai_changes = w.changes THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.undisclosed, w.of_disclosures, w.misplaced, w.of_placements,
       w.failing
  FROM wilson AS w
  JOIN policies AS p ON p.policy_id = w.policy_id
  JOIN repos AS r ON r.repo_id = p.repo_id
 WHERE (:repo IS NULL OR r.name = :repo)
   AND (:policy IS NULL OR p.name = :policy)
   AND (coalesce(:versions, 'all') = 'all'
        OR p.policy_id = (SELECT max(o.policy_id)
                            FROM policies AS o
                           WHERE o.repo_id = p.repo_id
                             AND o.name = p.name))
 ORDER BY r.name, w.policy_id, w.era;
