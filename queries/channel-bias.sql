-- SPDX-License-Identifier: MIT
-- question: What in the way changes are recorded bends the count of AI-assisted
--   ones?
-- column: repo | name of the repository
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: rank | order of the measures, from 1
-- column: measure | what is counted
-- column: n | how many changes are so
-- column: of_n | of how many
-- column: share | n / of_n
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: effect | what that does to the count of AI-assisted changes
-- param: period=all/month/quarter/year | length of a period
-- scope: repo area tier path author since until
-- caveat: Squash-shaped is a subject that ends in (#N); a rebase on the forge
--   looks the same.
-- caveat: The editor default is Co-authored-by: Copilot <copilot@github.com> on
--   changes authored from 2026-04-01 to 2026-05-31, as the only evidence: some
--   of them are AI-assisted all the same.
-- caveat: Trailers in the body may be prose, and do not count as trailers here.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id,
         CASE coalesce(:period, 'all')
              WHEN 'month' THEN m.month
              WHEN 'quarter' THEN m.quarter
              WHEN 'year' THEN m.year
              WHEN 'all' THEN 'all' END AS period,
         m.pull_request IS NOT NULL AS squashed,
         m.authored_at >= unixepoch('2026-04-01')
         AND m.authored_at < unixepoch('2026-06-01') AS in_default,
         m.commit_id IN (SELECT commit_id
                           FROM trailers
                          WHERE place <> 'body') AS has_trailer,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS ai
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
), grounds AS (                     -- of each commit with counted evidence
  SELECT commit_id,
         max(place = 'block' OR place = 'author'
             OR place = 'committer') = 0 AS is_outside,
         min(role IS 'co-author'
             AND lower(text) LIKE '%<copilot@github.com>%') AS is_default
    FROM counted_evidence
   GROUP BY commit_id
), marked AS (
  SELECT p.*, p.ai AND coalesce(g.is_outside, 0) AS outside,
         p.ai AND coalesce(p.in_default, 0)
         AND coalesce(g.is_default, 0)
         AND p.commit_id NOT IN (SELECT commit_id
                                   FROM ai_commits
                                  WHERE by_annotation = 1) AS by_default
    FROM picked AS p
    LEFT JOIN grounds AS g ON g.commit_id = p.commit_id
), totals AS (
  SELECT repo_id, period, count(*) AS changes, sum(squashed) AS squashed,
         sum(has_trailer) AS has_trailer, sum(ai) AS ai,
         sum(ai AND squashed) AS ai_squashed,
         sum(outside) AS outside, sum(by_default) AS by_default
    FROM marked
   GROUP BY repo_id, period
), numbers AS (
  SELECT repo_id, period, 1 AS rank, 'squash-shaped changes' AS measure,
         squashed AS n, changes AS of_n,
         'it may be too low: squashing drops what single commits declare' AS effect
    FROM totals
   UNION ALL
  SELECT repo_id, period, 2, 'changes with any trailer', has_trailer, changes,
         'where few write trailers, few declare by one'
    FROM totals
   UNION ALL
  SELECT repo_id, period, 3, 'AI-assisted among squash-shaped changes',
         ai_squashed, squashed, 'to compare with the next'
    FROM totals
   UNION ALL
  SELECT repo_id, period, 4, 'AI-assisted among other changes',
         ai - ai_squashed, changes - squashed, 'to compare with the one before'
    FROM totals
   UNION ALL
  SELECT repo_id, period, 5,
         'AI-assisted by evidence outside of trailer block and identities',
         outside, ai, 'counted here; who reads the trailer block alone misses them'
    FROM totals
   UNION ALL
  SELECT repo_id, period, 6,
         'AI-assisted by the editor default of April and May 2026 alone',
         by_default, ai, 'it may be too high: the editor adds it unasked'
    FROM totals
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *, (n + 1.9207295) / (of_n + 3.841459) AS middle,
         1.959964 / (of_n + 3.841459)
           * sqrt(1.0 * n * (of_n - n) / of_n + 0.96036475) AS half
    FROM numbers
)
SELECT r.name AS repo, w.period, w.rank, w.measure, w.n, w.of_n,
       1.0 * w.n / w.of_n AS share,
       CASE WHEN w.n = 0 AND w.of_n > 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.n = w.of_n AND w.n > 0 THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.effect
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.period, w.rank;
