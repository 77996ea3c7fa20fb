-- SPDX-License-Identifier: MIT
-- question: What is in each tier of a policy, and what happens there?
-- column: repo | name of the repository
-- column: policy | name of the policy
-- column: tier | name of the tier
-- column: is_default | 1: takes what no other tier takes
-- column: paths | paths of the history in it
-- column: changes | changes that touch it
-- column: ai_changes | AI-assisted ones among them
-- column: share | ai_changes / changes; empty: no change touches it
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: lines_added | by those changes, in its text files; empty: of some
--   change they are not known
-- column: lines_deleted | likewise
-- scope: repo policy tier area path author since until
-- caveat: A change counts in each tier that it touches.
-- caveat: Undeclared use of AI leaves no trace: the shares are floors.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id
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
), touched AS MATERIALIZED (
  SELECT ct.policy_id, ct.tier, count(*) AS changes,
         sum(ct.commit_id IN (SELECT commit_id FROM ai_commits))
           AS ai_changes,
         CASE WHEN count(*) = count(ct.lines_added)
              THEN sum(ct.lines_added) END AS lines_added,
         CASE WHEN count(*) = count(ct.lines_deleted)
              THEN sum(ct.lines_deleted) END AS lines_deleted
    FROM picked AS k
    JOIN policies AS p ON p.repo_id = k.repo_id
    JOIN commit_tiers AS ct ON ct.policy_id = p.policy_id
                           AND ct.commit_id = k.commit_id
   GROUP BY ct.policy_id, ct.tier
), members AS (
  SELECT policy_id, tier, count(*) AS paths
    FROM path_tiers
   GROUP BY policy_id, tier
), sums AS (
  SELECT t.policy_id, t.tier, t.name, t.is_default,
         coalesce(m.paths, 0) AS paths,
         coalesce(x.changes, 0) AS changes,
         coalesce(x.ai_changes, 0) AS ai_changes,
         coalesce(x.lines_added, iif(x.changes, NULL, 0)) AS lines_added,
         coalesce(x.lines_deleted, iif(x.changes, NULL, 0)) AS lines_deleted
    FROM tiers AS t
    LEFT JOIN members AS m ON m.policy_id = t.policy_id
                          AND m.tier = t.tier
    LEFT JOIN touched AS x ON x.policy_id = t.policy_id
                          AND x.tier = t.tier
), wilson AS (                       -- z = 1.959964, z * z = 3.841459
  SELECT s.*, 1.0 * s.ai_changes / nullif(s.changes, 0) AS share,
         (s.ai_changes + 1.9207295) / (s.changes + 3.841459) AS middle,
         1.959964 / (s.changes + 3.841459)
           * sqrt(1.0 * s.ai_changes * (s.changes - s.ai_changes) / nullif(s.changes, 0)
                  + 0.96036475) AS half
    FROM sums AS s
)
SELECT r.name AS repo, p.name AS policy, w.name AS tier, w.is_default,
       w.paths, w.changes, w.ai_changes, w.share,
       CASE WHEN w.changes = 0 THEN NULL
            WHEN w.ai_changes = 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.changes = 0 THEN NULL
            WHEN w.ai_changes = w.changes THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.lines_added, w.lines_deleted
  FROM wilson AS w
  JOIN policies AS p ON p.policy_id = w.policy_id
  JOIN repos AS r ON r.repo_id = p.repo_id
 WHERE (:repo IS NULL OR r.name = :repo)
   AND (:policy IS NULL OR p.name = :policy)
   AND (:tier IS NULL OR w.name = :tier)
 ORDER BY r.name, w.policy_id, w.tier;
