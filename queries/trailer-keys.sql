-- SPDX-License-Identifier: MIT
-- question: What share of changes carries which trailer, period by period?
-- column: repo | name of the repository
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC
-- column: rank | order of the keys: 1 the group of AI-related keys, 2
--   Signed-off-by, 3 Reviewed-by, then by lines over all periods; keys that
--   stand in bodies only, most often prose, are not listed
-- column: key | its most frequent spelling in the database; spellings that
--   differ only in case are one key
-- column: ai_related | 2: any AI-related key, each change once; 1: one such
--   key; 0: another key
-- column: changes | changes that carry the key, in any place of the message,
--   each once
-- column: of_changes | all changes of the period
-- column: share | changes / of_changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: in_block | lines with it in git's own trailer block
-- column: in_paragraph | lines with it in a paragraph of trailers before that
--   block
-- column: in_body | lines with it in the body
-- column: in_squash | lines with it in the list of a squash merge
-- param: period=quarter/month/year | length of a period
-- param: top=10 | keys to list beside Signed-off-by, Reviewed-by and the
--   AI-related ones
-- scope: repo area tier path author since until
-- caveat: An AI-related key alone is no proof: its value may name a person, or
--   say that no AI was used; and much AI assistance shows elsewhere, as in
--   Co-authored-by.  The count of AI-assisted changes is that of adoption.
-- caveat: Undeclared use of AI leaves no trace: the shares are floors.
WITH picked AS MATERIALIZED (
       SELECT c.repo_id, c.commit_id,
              CASE coalesce(:period, 'quarter')
                WHEN 'month' THEN c.month
                WHEN 'quarter' THEN c.quarter
                WHEN 'year' THEN c.year
              END AS period
         FROM mainline_changes AS c
        WHERE (:repo IS NULL OR c.repo = :repo)
          AND (:since IS NULL OR c.landed_at >= :since)
          AND (:until IS NULL OR c.landed_at < :until)
          AND (:author IS NULL
               OR instr(lower(c.author_name || ' <' || c.author_email || '>'),
                        lower(:author)))
          AND (:area IS NULL
               OR EXISTS (SELECT 1
                            FROM commit_areas AS ca
                            JOIN areas AS a ON a.area_id = ca.area_id
                           WHERE ca.commit_id = c.commit_id
                             AND a.name = :area))
          AND (:tier IS NULL
               OR c.commit_id IN (SELECT t.commit_id
                                    FROM tier_changes AS t
                                   WHERE t.tier = :tier
                                     AND (:tier_policy IS NULL
                                          OR t.policy = :tier_policy)))
          AND (:path IS NULL
               OR EXISTS (SELECT 1
                            FROM changes AS ch
                            JOIN paths AS p ON p.path_id = ch.path_id
                           WHERE ch.commit_id = c.commit_id
                             AND p.path GLOB :path))
     ),
     periods AS MATERIALIZED (
       SELECT repo_id, period, count(*) AS of_changes
         FROM picked
        GROUP BY repo_id, period
     ),
     words AS MATERIALIZED (
       SELECT p.repo_id, t.key, lower(t.key) AS folded, count(*) AS n
         FROM picked AS p
         JOIN trailers AS t ON t.commit_id = p.commit_id
        GROUP BY p.repo_id, t.key
     ),
     ai_names (pattern) AS (         -- GLOB over the folded key
       VALUES ('ai[-_ ]*'), ('ai'), ('llm[-_ ]*'), ('assisted[-_ ]by'),
              ('assited[-_ ]by'), ('asissted[-_ ]by'),
              ('generated[-_ ]by'), ('generated[-_ ]with'),
              ('co[-_ ]generated[-_ ]by'), ('made[-_ ]with'),
              ('with*help*ai*agent*'), ('agent-signature'),
              ('agent-logs-url'), ('claude[-_ ]*'), ('copilot[-_ ]*'),
              ('cursor[-_ ]*'), ('codex[-_ ]*'), ('gemini[-_ ]*'),
              ('amp-thread-id'), ('entire-*'), ('replit-commit-*')
     ),
     keys AS MATERIALIZED (
       SELECT repo_id, folded, key,
              EXISTS (SELECT 1
                        FROM ai_names
                       WHERE folded GLOB pattern) AS ai_related
         FROM (SELECT repo_id, folded, key,
                      row_number() OVER (PARTITION BY repo_id, folded
                                             ORDER BY n DESC, key) AS place
                 FROM words)
        WHERE place = 1
     ),
     cells AS MATERIALIZED (         -- one row a period and key
       SELECT p.repo_id, p.period, lower(t.key) AS folded,
              count(DISTINCT t.commit_id) AS changes,
              sum(t.place = 'block') AS in_block,
              sum(t.place = 'paragraph') AS in_paragraph,
              sum(t.place = 'body') AS in_body,
              sum(t.place = 'squash') AS in_squash
         FROM picked AS p
         JOIN trailers AS t ON t.commit_id = p.commit_id
        GROUP BY p.repo_id, p.period, lower(t.key)
        UNION ALL                    -- and one a period for any AI-related key
       SELECT p.repo_id, p.period, NULL,
              count(DISTINCT t.commit_id),
              sum(t.place = 'block'), sum(t.place = 'paragraph'),
              sum(t.place = 'body'), sum(t.place = 'squash')
         FROM picked AS p
         JOIN trailers AS t ON t.commit_id = p.commit_id
        WHERE t.key IN (SELECT w.key
                          FROM words AS w
                          JOIN keys AS k ON k.repo_id = w.repo_id
                                        AND k.folded = w.folded
                         WHERE k.ai_related)
        GROUP BY p.repo_id, p.period
     ),
     sizes AS (
       SELECT n.repo_id, n.folded, k.key, k.ai_related, n.n,
              CASE WHEN n.folded = 'signed-off-by' THEN 2
                   WHEN n.folded = 'reviewed-by' THEN 3
                   ELSE 4 + k.ai_related END AS class
         FROM (SELECT repo_id, folded,
                      sum(in_block + in_paragraph + in_squash) AS n
                 FROM cells
                GROUP BY repo_id, folded) AS n
         JOIN keys AS k ON k.repo_id = n.repo_id
                       AND k.folded = n.folded
     ),
     ranked AS (
       SELECT *,
              row_number() OVER (PARTITION BY repo_id, class
                                     ORDER BY n DESC, folded) AS place
         FROM sizes
     ),
     listed AS (
       SELECT repo_id, folded, key, ai_related, class, place
         FROM ranked
        WHERE class <> 4 OR (n > 0 AND place <= coalesce(:top, 10))
        UNION ALL
       SELECT DISTINCT repo_id, NULL, 'AI-related key', 2, 1, 1
         FROM periods
     ),
     numbers AS (
       SELECT p.repo_id, p.period, l.class, l.place, l.key, l.ai_related,
              p.of_changes,
              coalesce(n.changes, 0) AS changes,
              coalesce(n.in_block, 0) AS in_block,
              coalesce(n.in_paragraph, 0) AS in_paragraph,
              coalesce(n.in_body, 0) AS in_body,
              coalesce(n.in_squash, 0) AS in_squash
         FROM periods AS p
         JOIN listed AS l ON l.repo_id = p.repo_id
         LEFT JOIN cells AS n ON n.repo_id = p.repo_id
                             AND n.period = p.period
                             AND n.folded IS l.folded
     ),
     wilson AS (                     -- z = 1.959964, z * z = 3.841459
       SELECT *, 1.0 * changes / of_changes AS share,
              (changes + 1.9207295) / (of_changes + 3.841459) AS middle,
              1.959964 / (of_changes + 3.841459)
                * sqrt(1.0 * changes * (of_changes - changes) / of_changes
                       + 0.96036475) AS half
         FROM numbers
     )
SELECT r.name AS repo,
       w.period,
       dense_rank() OVER (PARTITION BY w.repo_id
                              ORDER BY w.class, w.place) AS rank,
       w.key,
       w.ai_related,
       w.changes,
       w.of_changes,
       w.share,
       CASE WHEN w.changes = 0 THEN 0.0
            ELSE w.middle - w.half END AS low,
       CASE WHEN w.changes = w.of_changes THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.in_block,
       w.in_paragraph,
       w.in_body,
       w.in_squash
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.period, rank;
