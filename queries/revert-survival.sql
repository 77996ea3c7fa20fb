-- SPDX-License-Identifier: MIT
-- question: What share of changes could still be taken back, so long after
--   they landed?
-- column: repo | name of the repository
-- column: policy | by=tier: whose tiers they are; empty: another parameter by
-- column: part | what is counted, by the parameter by: an area, a tier,
--   "AI-assisted" or "not AI-assisted", "all"; empty: the areas that are not among the top ones
-- column: parts | areas in the row: 1, or those that are not among the top ones
-- column: rank | order of the parts: 1 has most changes, the others come last
-- column: lives | changes of the part
-- column: days | since the landing
-- column: at_risk | of lives, followed for so long and not collided with before
-- column: collided | of lives, collided with on that day or before
-- rows: revert-lives by repo policy part
-- added: share = curve days | share that nobody has collided with by then, by
--   Kaplan and Meier; empty: fewer than 20 changes
-- added: low = curve-low days | lower end of its 95 % interval, by a variance
--   that takes each landing for one piece of evidence
-- added: high = curve-high days | upper end
-- param: by=area/tier/ai/all | what the curves are of
-- param: top=6 | so many areas have a curve, those with most changes; 0: all.
--   Tiers have a curve each
-- param: step=30 | days from one row to the next
-- param: last=1825 | the last day
-- param: unit=change/landing | single changes, or all that one mainline commit
--   brought in
-- param: own=apart/counted | changes that collide with another of their own
--   series as they land: left out, or counted with a life of 0
-- scope: repo area policy tier path author since until
-- caveat: A change that touches two areas counts in both, and so with tiers.
-- caveat: A collision is a later change of one of the lines or a neighbour of
--   them; git revert may still work then (in about one of a hundred changes).
-- caveat: Merges (but as landings), roots, empty commits and changes of
--   generated files alone are left out; query revert-base has their numbers.
WITH members AS MATERIALIZED (      -- the changes of each unit
  SELECT commit_id,
         CASE coalesce(:unit, 'change') WHEN 'change' THEN commit_id
         ELSE landing_id END AS unit_id
    FROM commits
   WHERE n_parents <= 1
     AND landing_id IS NOT NULL
), units AS MATERIALIZED (
  SELECT u.commit_id, u.repo_id, f.life, f.ended
    FROM revert_units AS u
    JOIN followed_lives AS f ON f.commit_id = u.commit_id
   WHERE u.unit = coalesce(:unit, 'change')
     AND (f.own_series = 0 OR :own = 'counted')
     AND (:repo IS NULL OR u.repo = :repo)
     AND (:since IS NULL OR u.landed_at >= :since)
     AND (:until IS NULL OR u.landed_at < :until)
     AND (:author IS NULL
          OR instr(lower(u.author_name || ' <' || u.author_email || '>'),
                   lower(:author)) > 0)
     AND (:area IS NULL
          OR u.commit_id IN (SELECT m.unit_id
                               FROM areas AS a
                               JOIN commit_areas AS ca ON ca.area_id = a.area_id
                               JOIN members AS m ON m.commit_id = ca.commit_id
                              WHERE a.name = :area))
     AND (:path IS NULL
          OR u.commit_id IN (SELECT m.unit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                               JOIN members AS m ON m.commit_id = c.commit_id
                              WHERE p.path GLOB :path))
     AND (:tier IS NULL
          OR u.commit_id IN (SELECT m.unit_id
                               FROM tier_changes AS t
                               JOIN members AS m ON m.commit_id = t.commit_id
                              WHERE t.tier = :tier
                                AND (:policy IS NULL OR t.policy = :policy)))
), touched AS MATERIALIZED (         -- a landing touches what its changes do, once
  SELECT u.commit_id, u.repo_id, u.life, u.ended, ca.area_id AS part_id
    FROM units AS u
    CROSS JOIN commit_areas AS ca ON ca.commit_id = u.commit_id
   WHERE coalesce(:by, 'area') = 'area'
     AND coalesce(:unit, 'change') = 'change'
   UNION ALL
  SELECT u.commit_id, u.repo_id, u.life, u.ended, t.part_id
    FROM units AS u
    CROSS JOIN tier_changes AS t ON t.commit_id = u.commit_id
   WHERE :by = 'tier'
     AND coalesce(:unit, 'change') = 'change'
     AND (:policy IS NULL OR t.policy = :policy)
     AND (:tier IS NULL OR t.tier = :tier)
   UNION ALL
  SELECT u.commit_id, u.repo_id, u.life, u.ended, p.part_id
    FROM (SELECT m.unit_id, ca.area_id AS part_id
            FROM members AS m
            CROSS JOIN commit_areas AS ca ON ca.commit_id = m.commit_id
           WHERE coalesce(:by, 'area') = 'area'
             AND :unit = 'landing'
           UNION
          SELECT m.unit_id, t.part_id
            FROM tier_changes AS t
            CROSS JOIN members AS m ON m.commit_id = t.commit_id
           WHERE :by = 'tier'
             AND :unit = 'landing'
             AND (:policy IS NULL OR t.policy = :policy)
             AND (:tier IS NULL OR t.tier = :tier)) AS p
    CROSS JOIN units AS u ON u.commit_id = p.unit_id
), ranked AS MATERIALIZED (
  SELECT t.part_id AS own_id, a.repo_id,
         CASE WHEN coalesce(:top, 6) = 0
                OR :by = 'tier'
                OR row_number() OVER (PARTITION BY a.repo_id
                                      ORDER BY n DESC, a.name)
                   <= coalesce(:top, 6)
              THEN t.part_id ELSE 0 END AS part_id
    FROM (SELECT part_id, count(*) AS n
            FROM touched
           GROUP BY part_id) AS t
    JOIN named_parts AS a ON a.part_id = t.part_id
), parts AS MATERIALIZED (          -- part_id: an area or tier, 0: others; 1 or 0: AI
  SELECT DISTINCT t.commit_id, t.repo_id, t.life, t.ended, r.part_id
    FROM touched AS t
    JOIN ranked AS r ON r.own_id = t.part_id
   UNION ALL
  SELECT u.commit_id, u.repo_id, u.life, u.ended,
         :by = 'ai' AND u.commit_id IN (SELECT m.unit_id
                                          FROM members AS m
                                          JOIN ai_commits AS a
                                            ON a.commit_id = m.commit_id)
    FROM units AS u
   WHERE :by = 'ai'
      OR :by = 'all'
), buckets AS MATERIALIZED (         -- lives, by the steps that they reached
  SELECT repo_id, part_id, life / seconds AS reached,
         (life - 1 + seconds) / seconds AS ended_by, ended, count(*) AS n
    FROM parts
    CROSS JOIN (SELECT 86400 * max(coalesce(:step, 30), 1) AS seconds)
   GROUP BY 1, 2, 3, 4, 5
), marks AS MATERIALIZED (          -- n: gone after that step; n_ended: by it
  SELECT repo_id, part_id, reached AS place, n, 0 AS n_ended
    FROM buckets
   UNION ALL
  SELECT repo_id, part_id, ended_by, 0, n
    FROM buckets
   WHERE ended
), sizes AS MATERIALIZED (
  SELECT repo_id, part_id, sum(n) AS lives, max(place * (n > 0)) AS last
    FROM marks
   GROUP BY repo_id, part_id
), steps (place) AS (
  VALUES (0)
   UNION ALL
  SELECT place + 1
    FROM steps
   WHERE place + 1 <= min(coalesce(:last, 1825), 36500)
                        / max(coalesce(:step, 30), 1)
), runs AS (                        -- running sums; a row of steps adds nothing
  SELECT repo_id, part_id, place, is_step,
         sum(n) OVER before AS gone, sum(n_ended) OVER until_then AS collided
    FROM (SELECT repo_id, part_id, place, n, n_ended, 0 AS is_step
            FROM marks
           UNION ALL
          SELECT s.repo_id, s.part_id, t.place, 0, NULL, 1
            FROM sizes AS s
            JOIN steps AS t ON t.place <= s.last)
  WINDOW until_then AS (PARTITION BY repo_id, part_id ORDER BY place),
         before AS (until_then GROUPS BETWEEN UNBOUNDED PRECEDING
                                          AND 1 PRECEDING)
), points AS (
  SELECT r.repo_id, r.part_id, s.lives, r.place,
         s.lives - coalesce(r.gone, 0) AS at_risk, r.collided
    FROM runs AS r
    JOIN sizes AS s ON s.repo_id = r.repo_id AND s.part_id = r.part_id
   WHERE r.is_step
)
SELECT r.name AS repo, a.policy_label AS policy,
       CASE :by WHEN 'all' THEN 'all'
                WHEN 'ai' THEN iif(p.part_id, 'AI-assisted',
                                   'not AI-assisted')
                ELSE a.name END AS part,
       CASE WHEN p.part_id OR :by <> 'area' THEN 1
            ELSE (SELECT count(*)
                    FROM ranked
                   WHERE repo_id = p.repo_id
                     AND part_id = 0) END AS parts,
       dense_rank() OVER (PARTITION BY p.repo_id, a.policy_id
                          ORDER BY p.part_id = 0
                                     AND coalesce(:by, 'area') = 'area',
                                   p.lives DESC, a.name, p.part_id DESC)
         AS rank,
       p.lives,
       p.place * max(coalesce(:step, 30), 1) AS days,
       p.at_risk,
       p.collided
  FROM points AS p
  JOIN repos AS r ON r.repo_id = p.repo_id
  LEFT JOIN named_parts AS a ON a.part_id = p.part_id
 ORDER BY r.name, a.policy_id, rank, p.place;
