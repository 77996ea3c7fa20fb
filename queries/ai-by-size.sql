-- SPDX-License-Identifier: MIT
-- question: How large are AI-assisted changes beside the others?
-- column: repo | name of the repository
-- column: rank | order of the sizes, from 1
-- column: size | lines added and deleted in text files: 0, 1-10, 11-50,
--   51-200, 201-1000, more; unknown: not all were counted, or only binaries
-- column: changes | changes of that size
-- column: ai_assisted | those of them that are AI-assisted
-- column: share | ai_assisted / changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: ai_changes | AI-assisted changes of all sizes
-- column: ai_share | ai_assisted / ai_changes
-- column: ai_low | lower end of the 95 % Wilson interval of ai_share
-- column: ai_high | upper end of the 95 % Wilson interval of ai_share
-- column: other | changes of that size that are not AI-assisted
-- column: other_changes | such changes of all sizes
-- column: other_share | other / other_changes
-- column: other_low | lower end of the 95 % Wilson interval of other_share
-- column: other_high | upper end of the 95 % Wilson interval of other_share
-- scope: repo area tier path author since until
-- caveat: Sizes are those of whole changes, also with --area and --path.  A
--   rename counts as lines deleted and added.
-- caveat: Undeclared use of AI leaves no trace: some of the others are
--   AI-assisted too.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id, m.diff,
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
), counted AS (
  SELECT p.repo_id, p.commit_id, p.ai, p.diff, count(c.path_id) AS paths,
         sum(c.content = 'uncounted' OR c.content = 'missing') AS unknowns,
         sum(c.lines_added + c.lines_deleted) AS lines
    FROM picked AS p
    LEFT JOIN changes AS c ON c.commit_id = p.commit_id
   GROUP BY p.commit_id
), sized AS (
  SELECT repo_id, ai,
         CASE WHEN diff = 'unknown' OR unknowns > 0
                   OR (paths > 0 AND lines IS NULL) THEN 7
              WHEN lines > 1000 THEN 6
              WHEN lines > 200 THEN 5
              WHEN lines > 50 THEN 4
              WHEN lines > 10 THEN 3
              WHEN lines > 0 THEN 2
              ELSE 1 END AS rank
    FROM counted
), names (rank, size) AS (
  VALUES (1, '0'), (2, '1-10'), (3, '11-50'), (4, '51-200'),
         (5, '201-1000'), (6, 'more'), (7, 'unknown')
), numbers AS (
  SELECT t.repo_id, n.rank, n.size, count(s.rank) AS changes,
         count(CASE WHEN s.ai THEN 1 END) AS ai_assisted,
         t.ai_changes, count(CASE WHEN NOT s.ai THEN 1 END) AS other,
         t.other_changes
    FROM (SELECT repo_id, sum(ai) AS ai_changes, sum(NOT ai) AS other_changes
            FROM sized
           GROUP BY repo_id) AS t
    CROSS JOIN names AS n
    LEFT JOIN sized AS s ON s.repo_id = t.repo_id AND s.rank = n.rank
   GROUP BY t.repo_id, n.rank
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *,
         (ai_assisted + 1.9207295) / (changes + 3.841459) AS middle,
         1.959964 / (changes + 3.841459)
           * sqrt(1.0 * ai_assisted * (changes - ai_assisted) / changes
                  + 0.96036475) AS half,
         (ai_assisted + 1.9207295) / (ai_changes + 3.841459) AS ai_middle,
         1.959964 / (ai_changes + 3.841459)
           * sqrt(1.0 * ai_assisted * (ai_changes - ai_assisted) / ai_changes
                  + 0.96036475) AS ai_half,
         (other + 1.9207295) / (other_changes + 3.841459) AS other_middle,
         1.959964 / (other_changes + 3.841459)
           * sqrt(1.0 * other * (other_changes - other) / other_changes
                  + 0.96036475) AS other_half
    FROM numbers
)
SELECT r.name AS repo, w.rank, w.size, w.changes, w.ai_assisted,
       1.0 * w.ai_assisted / w.changes AS share,
       CASE WHEN w.ai_assisted = 0 AND w.changes > 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.ai_assisted = w.changes AND w.changes > 0 THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.ai_changes, 1.0 * w.ai_assisted / w.ai_changes AS ai_share,
       CASE WHEN w.ai_assisted = 0 AND w.ai_changes > 0 THEN 0.0
            ELSE w.ai_middle - w.ai_half END AS ai_low,
       CASE WHEN w.ai_assisted = w.ai_changes AND w.ai_changes > 0 THEN 1.0
            ELSE w.ai_middle + w.ai_half END AS ai_high,
       w.other, w.other_changes,
       1.0 * w.other / w.other_changes AS other_share,
       CASE WHEN w.other = 0 AND w.other_changes > 0 THEN 0.0
            ELSE w.other_middle - w.other_half END AS other_low,
       CASE WHEN w.other = w.other_changes AND w.other_changes > 0 THEN 1.0
            ELSE w.other_middle + w.other_half END AS other_high
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.rank;
