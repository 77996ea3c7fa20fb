-- SPDX-License-Identifier: MIT
-- question: What share of changes did somebody else review, AI-assisted ones
--   and others?
-- column: repo | name of the repository
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: area | by=area: name of the area
-- column: policy | by=tier: whose tiers they are
-- column: tier | by=tier: name of the tier
-- column: ai_assisted | 1: AI-assisted changes; 0: the others
-- column: changes | such changes of the period
-- column: reviewed | those of them with a Reviewed-by or Acked-by of a human
--   other than the author
-- column: share | reviewed / changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: by_one | changes with exactly one such reviewer
-- column: by_two | with exactly two
-- column: by_more | with three or more
-- param: period=quarter/month/year/all | length of a period
-- param: by=project/area/tier | rows for the project, or for each area or tier
-- scope: repo area policy tier path author since until
-- caveat: Where reviews are recorded elsewhere, on a forge or a list, a change
--   without such a line may have been reviewed.
-- caveat: A reviewer is matched with the people of the history by name and
--   e-mail, by e-mail, then by name.  Who has the author's name is the author.
-- caveat: AI reviewers and bots are left out as far as the catalogue of signals
--   and the authors of automation tell them.
-- caveat: by=area, by=tier: a change that touches several counts in each of them.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS ai,
         CASE coalesce(:period, 'quarter')
              WHEN 'month' THEN m.month
              WHEN 'quarter' THEN m.quarter
              WHEN 'year' THEN m.year
              WHEN 'all' THEN 'all' END AS period
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
     AND (:tier IS NULL
          OR m.commit_id IN (SELECT t.commit_id
                               FROM tier_changes AS t
                              WHERE t.tier = :tier
                                AND (:policy IS NULL OR t.policy = :policy)))
), reviewers AS (
  SELECT commit_id, count(*) AS n
    FROM human_reviews
   GROUP BY commit_id
), touched AS (                     -- part 0: the whole project
  SELECT repo_id, commit_id, period, ai, 0 AS part_id
    FROM picked
   WHERE coalesce(:by, 'project') = 'project'
  UNION ALL
  SELECT p.repo_id, p.commit_id, p.period, p.ai, ca.area_id
    FROM picked AS p
    CROSS JOIN commit_areas AS ca ON ca.commit_id = p.commit_id
   WHERE :by = 'area'
     AND (:area IS NULL
          OR ca.area_id IN (SELECT area_id FROM areas WHERE name = :area))
  UNION ALL
  SELECT p.repo_id, p.commit_id, p.period, p.ai, t.part_id
    FROM tier_changes AS t
    CROSS JOIN picked AS p ON p.commit_id = t.commit_id
   WHERE :by = 'tier'
     AND (:policy IS NULL OR t.policy = :policy)
     AND (:tier IS NULL OR t.tier = :tier)
), numbers AS (
  SELECT t.repo_id, t.period, t.part_id, t.ai, count(*) AS changes,
         count(v.n) AS reviewed,
         count(CASE WHEN v.n = 1 THEN 1 END) AS by_one,
         count(CASE WHEN v.n = 2 THEN 1 END) AS by_two,
         count(CASE WHEN v.n > 2 THEN 1 END) AS by_more
    FROM touched AS t
    LEFT JOIN reviewers AS v ON v.commit_id = t.commit_id
   GROUP BY t.repo_id, t.period, t.part_id, t.ai
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *,
         (reviewed + 1.9207295) / (changes + 3.841459) AS middle,
         1.959964 / (changes + 3.841459)
           * sqrt(1.0 * reviewed * (changes - reviewed) / changes
                  + 0.96036475) AS half
    FROM numbers
)
SELECT r.name AS repo, w.period, iif(a.policy_id IS NULL, a.name, NULL) AS area,
       a.policy_label AS policy, iif(a.policy_id, a.name, NULL) AS tier,
       w.ai AS ai_assisted,
       w.changes, w.reviewed, 1.0 * w.reviewed / w.changes AS share,
       CASE WHEN w.reviewed = 0 THEN 0.0 ELSE w.middle - w.half END AS low,
       CASE WHEN w.reviewed = w.changes THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.by_one, w.by_two, w.by_more
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
  LEFT JOIN named_parts AS a ON a.part_id = w.part_id
 ORDER BY r.name, a.policy_id, w.period, a.name, w.ai DESC;
