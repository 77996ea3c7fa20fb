-- SPDX-License-Identifier: MIT
-- question: What share of changes is AI-assisted, period by period?
-- column: repo | name of the repository
-- column: period | when the changes landed: 2025-06, 2025-Q2 or 2025, UTC; or
--   all
-- column: rank | place of the area or tier by changes over all periods, from 1; the
--   whole project has 1
-- column: area | by=area: name of the area
-- column: policy | by=tier: whose tiers they are
-- column: tier | by=tier: name of the tier
-- column: changes | landed changes, each cherry-pick pair once
-- column: ai_assisted | those of them that are AI-assisted
-- column: share | ai_assisted / changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: declared | AI-assisted changes with evidence of that class; a change
--   may have evidence of several
-- column: identity | the same for identities: author, committer, co-author
-- column: session | the same for links to a session with a tool
-- column: footer | the same for lines that a tool adds
-- column: note | the same for notes of git
-- column: annotated | AI-assisted changes by the word of a person
-- column: said_no | changes with a declaration that no AI was used
-- column: automation | changes by known bots that are not AI
-- column: nobot_changes | changes without automation
-- column: nobot_ai | those of them that are AI-assisted
-- column: nobot_share | nobot_ai / nobot_changes
-- column: nobot_low | lower end of the 95 % Wilson interval of nobot_share
-- column: nobot_high | upper end of the 95 % Wilson interval of nobot_share
-- param: period=quarter/month/year/all | length of a period
-- param: by=project/area/tier | one row a period, or one for each area or tier in it
-- scope: repo area policy tier path author since until
-- caveat: Undeclared use of AI leaves no trace: all counts are floors.
-- caveat: AI-assisted says that a tool had a hand in a change, not how large
--   its part is.
-- caveat: A declaration that AI served research alone makes no change
--   AI-assisted; declarations lists it.
-- caveat: by=area, by=tier: a change that touches several counts in each of them,
--   one that touches no path in none.  Areas are those of the tip.
WITH picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id,
         CASE coalesce(:period, 'quarter')
              WHEN 'month' THEN m.month
              WHEN 'quarter' THEN m.quarter
              WHEN 'year' THEN m.year
              WHEN 'all' THEN 'all' END AS period,
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS ai,
         m.commit_id IN (SELECT commit_id FROM automation) AS bot,
         m.commit_id IN (SELECT commit_id
                           FROM declarations
                          WHERE says = 'no') AS said_no
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
), grounds AS MATERIALIZED (         -- why a commit is AI-assisted
  SELECT commit_id,
         max(class = 'declared') AS declared,
         max(class = 'identity') AS identity,
         max(class = 'session') AS session,
         max(class = 'footer') AS footer,
         max(class = 'note') AS note,
         max(class = 'annotation') AS annotated
    FROM (SELECT commit_id, class
            FROM counted_evidence
          UNION ALL
          SELECT commit_id, 'annotation'
            FROM ai_commits
           WHERE by_annotation = 1)
   GROUP BY commit_id
), touched AS (                     -- part 0: the whole project
  SELECT repo_id, commit_id, period, ai, bot, said_no, 0 AS part_id
    FROM picked
   WHERE coalesce(:by, 'project') = 'project'
  UNION ALL
  SELECT p.repo_id, p.commit_id, p.period, p.ai, p.bot, p.said_no, ca.area_id
    FROM picked AS p
    CROSS JOIN commit_areas AS ca ON ca.commit_id = p.commit_id
   WHERE :by = 'area'
     AND (:area IS NULL
          OR ca.area_id IN (SELECT area_id FROM areas WHERE name = :area))
  UNION ALL
  SELECT p.repo_id, p.commit_id, p.period, p.ai, p.bot, p.said_no, t.part_id
    FROM tier_changes AS t
    CROSS JOIN picked AS p ON p.commit_id = t.commit_id
   WHERE :by = 'tier'
     AND (:policy IS NULL OR t.policy = :policy)
     AND (:tier IS NULL OR t.tier = :tier)
), numbers AS (
  SELECT t.repo_id, t.period, t.part_id, count(*) AS changes,
         sum(t.ai) AS ai_assisted,
         count(CASE WHEN t.ai AND g.declared THEN 1 END) AS declared,
         count(CASE WHEN t.ai AND g.identity THEN 1 END) AS identity,
         count(CASE WHEN t.ai AND g.session THEN 1 END) AS session,
         count(CASE WHEN t.ai AND g.footer THEN 1 END) AS footer,
         count(CASE WHEN t.ai AND g.note THEN 1 END) AS note,
         count(CASE WHEN t.ai AND g.annotated THEN 1 END) AS annotated,
         sum(t.said_no) AS said_no,
         sum(t.bot) AS automation,
         sum(NOT t.bot) AS nobot_changes,
         sum(t.ai AND NOT t.bot) AS nobot_ai
    FROM touched AS t
    LEFT JOIN grounds AS g ON g.commit_id = t.commit_id
   GROUP BY t.repo_id, t.period, t.part_id
), sized AS (
  SELECT *, sum(changes) OVER (PARTITION BY repo_id, part_id) AS size
    FROM numbers
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *,
         (ai_assisted + 1.9207295) / (changes + 3.841459) AS middle,
         1.959964 / (changes + 3.841459)
           * sqrt(1.0 * ai_assisted * (changes - ai_assisted) / changes
                  + 0.96036475) AS half,
         (nobot_ai + 1.9207295) / (nobot_changes + 3.841459) AS nobot_middle,
         1.959964 / (nobot_changes + 3.841459)
           * sqrt(1.0 * nobot_ai * (nobot_changes - nobot_ai) / nobot_changes
                  + 0.96036475) AS nobot_half
    FROM sized
)
SELECT r.name AS repo, w.period,
       dense_rank() OVER (PARTITION BY w.repo_id, a.policy_id
                              ORDER BY w.size DESC, a.name) AS rank,
       iif(a.policy_id IS NULL, a.name, NULL) AS area,
       a.policy_label AS policy, iif(a.policy_id, a.name, NULL) AS tier,
       w.changes, w.ai_assisted,
       1.0 * w.ai_assisted / w.changes AS share,
       CASE WHEN w.ai_assisted = 0 THEN 0.0 ELSE w.middle - w.half END AS low,
       CASE WHEN w.ai_assisted = w.changes THEN 1.0
            ELSE w.middle + w.half END AS high,
       w.declared, w.identity, w.session, w.footer, w.note, w.annotated,
       w.said_no, w.automation, w.nobot_changes, w.nobot_ai,
       1.0 * w.nobot_ai / w.nobot_changes AS nobot_share,
       CASE WHEN w.nobot_ai = 0 AND w.nobot_changes > 0 THEN 0.0
            ELSE w.nobot_middle - w.nobot_half END AS nobot_low,
       CASE WHEN w.nobot_ai = w.nobot_changes AND w.nobot_ai > 0 THEN 1.0
            ELSE w.nobot_middle + w.nobot_half END AS nobot_high
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
  LEFT JOIN named_parts AS a ON a.part_id = w.part_id
 ORDER BY r.name, a.policy_id, w.period, rank;
