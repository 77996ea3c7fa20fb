-- SPDX-License-Identifier: MIT
-- question: In which forms, and where, do changes say that AI was used?
-- column: repo | name of the repository
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: kind | how it is found: email, key, footer, note and so on, see
--   signals; declaration: a statement on the use of AI that is no evidence,
--   such as that none was used
-- column: class | of the evidence; of a declaration what it says: yes, no or
--   research
-- column: form | the key of the line, in lower case; else author, committer,
--   file, note, branch, or the text of the catalogue that was found
-- column: place | where it stands: author, committer, subject, block (git's
--   trailer block), paragraph, body, squash, indented, inline, file, note, branch
-- column: counted | 1: it makes a change AI-assisted; 0: it is only shown
-- column: changes | changes with it, each once
-- column: of_changes | all changes of the period
-- column: share | changes / of_changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- param: period=quarter/month/year/all | length of a period
-- scope: repo area tier path author since until
-- caveat: A change may use several forms, and counts in each: they add up to
--   more than the changes that are AI-assisted.
-- caveat: A line that shows AI in several ways is listed under one of them, that
--   which counts if there is one; a declaration that is evidence, or repeats one
--   that is, is listed as evidence.
-- caveat: Undeclared use of AI leaves no trace: all counts are floors.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id,
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
), periods AS (
  SELECT repo_id, period, count(*) AS of_changes
    FROM picked
   GROUP BY repo_id, period
), ranked AS (                      -- the finds of one line, the best first
  SELECT e.*, k.position IS NOT NULL AS counted,
         row_number() OVER (PARTITION BY e.commit_id, e.line, e.text
                            ORDER BY k.position IS NULL, e.kind = 'phrase',
                                     e.position) AS nth
    FROM evidence AS e
    LEFT JOIN counted_evidence AS k ON k.commit_id = e.commit_id
                                   AND k.position = e.position
), keyed AS (                       -- what stands before the colon of a line
  SELECT commit_id, kind, class, place, signal_id, counted,
         iif(substr(text, instr(text, ':'), 3) = '://', '',
             lower(trim(substr(text, 1, instr(text, ':') - 1)))) AS key
    FROM ranked
   WHERE nth = 1 OR line IS NULL
), evident AS (                     -- declarations that are evidence, too
  SELECT commit_id, key, value
    FROM declarations
   WHERE (commit_id, line) IN (SELECT commit_id, line FROM evidence)
), forms AS (
  SELECT k.commit_id, k.kind, k.class, k.place,
         CASE WHEN k.place = 'author' OR k.place = 'committer'
                   OR k.place = 'file' OR k.place = 'note'
                   OR k.place = 'branch' THEN k.place
              WHEN k.kind <> 'footer' AND k.key <> ''
                   AND k.key NOT GLOB '*[^a-z0-9_ -]*' THEN k.key
              ELSE coalesce(s.matcher, '') END AS form,
         k.counted
    FROM keyed AS k
    JOIN commits AS c ON c.commit_id = k.commit_id
    LEFT JOIN signals AS s ON s.repo_id = c.repo_id
                          AND s.signal_id = k.signal_id
  UNION ALL
  SELECT d.commit_id, 'declaration', d.says, d.place, lower(d.key), 0
    FROM declarations AS d
   WHERE (d.commit_id, d.key, d.value) NOT IN (SELECT commit_id, key, value
                                                 FROM evident)
), numbers AS (
  SELECT p.repo_id, p.period, f.kind, f.class, f.form, f.place, f.counted,
         count(DISTINCT p.commit_id) AS changes
    FROM forms AS f
    JOIN picked AS p ON p.commit_id = f.commit_id
   GROUP BY p.repo_id, p.period, f.kind, f.class, f.form, f.place, f.counted
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT n.*, o.of_changes,
         (n.changes + 1.9207295) / (o.of_changes + 3.841459) AS middle,
         1.959964 / (o.of_changes + 3.841459)
           * sqrt(1.0 * n.changes * (o.of_changes - n.changes) / o.of_changes
                  + 0.96036475) AS half
    FROM numbers AS n
    JOIN periods AS o ON o.repo_id = n.repo_id AND o.period = n.period
)
SELECT r.name AS repo, w.period, w.kind, w.class, w.form, w.place, w.counted,
       w.changes, w.of_changes, 1.0 * w.changes / w.of_changes AS share,
       w.middle - w.half AS low,
       CASE WHEN w.changes = w.of_changes THEN 1.0
            ELSE w.middle + w.half END AS high
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
 ORDER BY r.name, w.period, w.changes DESC, w.kind, w.class, w.form, w.place;
