-- SPDX-License-Identifier: MIT
-- question: How easily can changes be taken back, by area, tier or AI assistance?
-- column: repo | name of the repository
-- column: policy | by=tier: whose tiers they are; empty: another parameter by
-- column: part | what is counted, by the parameter by: an area, a tier,
--   "AI-assisted" or "not AI-assisted", "all"; empty: the areas that are not among the top ones
-- column: parts | areas in the row: 1, or those that are not among the top ones
-- column: horizon | days from the landing to the mainline that git revert is
--   tried on; -1: on the landing itself; 0: on the tip
-- column: changes | with a verdict there: those of clean, conflict and gone
-- column: clean | git revert would work
-- column: share | clean / changes
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: conflict | git revert would stop
-- column: gone | it would stop because paths are no longer there
-- column: already | nothing is left to take back: in none of the above
-- column: unknown | an object is not here: in none of the above
-- column: generated | it would stop, but first in a generated file: in none of
--   the above
-- column: own_series | changes that collide with another of their own series
--   as they land; with own=apart in none of the other columns
-- rows: revert-lives by repo policy part
-- added: followed = lives | lives that the columns behind this rest on
-- added: median_days = median | days after which half of the changes have been
--   collided with; empty: not reached, or too few
-- added: median_from = median-low | lower end of its 95 % interval
-- added: median_to = median-high | upper end; empty: not reached
-- added: alive_share = share 365 | share that nobody has collided with 365 days
--   after landing (Kaplan and Meier), those that landed later taken in for as
--   long as they were followed
-- added: alive_low = share-low 365 | lower end of its 95 % interval: 999 draws
--   of landings, so that a series is one piece of evidence
-- added: alive_high = share-high 365 | upper end
-- added: note = share-note 365 | why there is no alive_share: "too few" means
--   fewer than 20 changes or 10 landings
-- param: by=area/tier/ai/all | what the rows are
-- param: horizon= | this horizon only: -1, 30, 90, 180, 365 or 0
-- param: top=0 | so many areas have a row, those with most changes; 0: all.
--   Tiers have a row each
-- param: unit=change/landing | single changes, or all that one mainline commit
--   brought in, as git revert -m 1 of a merge takes it back
-- param: own=apart/counted | changes that collide with another of their own
--   series as they land: apart, or counted like the others
-- scope: repo area policy tier path author since until
-- caveat: A change that touches two areas counts in both, and so with tiers.
-- caveat: A horizon counts the changes that landed so long before the tip; its
--   rows are of different changes than those of another.  "On the tip" mostly
--   tells how old the changes are.
-- caveat: Merges (but as landings), roots, empty commits and changes of
--   generated files alone are left out; query revert-base has their numbers.
--   Query generated has the patterns of generated files: lock files, release
--   notes, and what audit --ignore and policies add.
-- caveat: That a change can be taken back does not say that the rest works
--   without it: no build is tried.
WITH members AS MATERIALIZED (      -- the changes of each unit
  SELECT commit_id,
         CASE coalesce(:unit, 'change') WHEN 'change' THEN commit_id
         ELSE landing_id END AS unit_id
    FROM commits
   WHERE n_parents <= 1
     AND landing_id IS NOT NULL
), units AS MATERIALIZED (         -- verdicts: a number for all on it: few are different
  SELECT u.commit_id, u.repo_id, f.own_series,
         (SELECT sum(CASE v.outcome
                     WHEN 'clean' THEN 1
                     WHEN 'already' THEN 4
                     WHEN 'unknown' THEN 5
                     ELSE iif(coalesce(v.path_id IN (SELECT path_id
                                                       FROM generated_paths),
                                       0), 6, iif(v.outcome = 'gone', 3, 2))
                     END << CASE v.horizon
                            WHEN -1 THEN 0 WHEN 30 THEN 3 WHEN 90 THEN 6
                            WHEN 180 THEN 9 WHEN 365 THEN 12 ELSE 15 END)
            FROM revert_probes AS v
           WHERE v.commit_id = u.commit_id
             AND (f.own_series = 0 OR :own = 'counted')
             AND (:horizon IS NULL OR v.horizon = :horizon)) AS verdicts
    FROM revert_units AS u
    JOIN followed_lives AS f ON f.commit_id = u.commit_id
   WHERE u.unit = coalesce(:unit, 'change')
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
  SELECT u.commit_id, u.repo_id, u.own_series, u.verdicts, ca.area_id AS part_id
    FROM units AS u
    CROSS JOIN commit_areas AS ca ON ca.commit_id = u.commit_id
   WHERE coalesce(:by, 'area') = 'area'
     AND coalesce(:unit, 'change') = 'change'
   UNION ALL
  SELECT u.commit_id, u.repo_id, u.own_series, u.verdicts, t.part_id
    FROM units AS u
    CROSS JOIN tier_changes AS t ON t.commit_id = u.commit_id
   WHERE :by = 'tier'
     AND coalesce(:unit, 'change') = 'change'
     AND (:policy IS NULL OR t.policy = :policy)
     AND (:tier IS NULL OR t.tier = :tier)
   UNION ALL
  SELECT u.commit_id, u.repo_id, u.own_series, u.verdicts, p.part_id
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
         CASE WHEN coalesce(:top, 0) = 0
                OR :by = 'tier'
                OR row_number() OVER (PARTITION BY a.repo_id
                                      ORDER BY n DESC, a.name) <= :top
              THEN t.part_id ELSE 0 END AS part_id
    FROM (SELECT part_id, count(*) AS n
            FROM touched
           GROUP BY part_id) AS t
    JOIN named_parts AS a ON a.part_id = t.part_id
), parts AS MATERIALIZED (          -- part_id: an area or tier, 0: others; 1 or 0: AI
  SELECT t.commit_id, t.repo_id, t.own_series, t.verdicts, t.part_id
    FROM touched AS t
   WHERE t.part_id IN (SELECT part_id FROM ranked)
   UNION ALL                         -- in several of the others: once
  SELECT DISTINCT t.commit_id, t.repo_id, t.own_series, t.verdicts, 0
    FROM touched AS t
   WHERE t.part_id NOT IN (SELECT part_id FROM ranked)
   UNION ALL
  SELECT u.commit_id, u.repo_id, u.own_series, u.verdicts,
         :by = 'ai' AND u.commit_id IN (SELECT m.unit_id
                                          FROM members AS m
                                          JOIN ai_commits AS a
                                            ON a.commit_id = m.commit_id)
    FROM units AS u
   WHERE :by = 'ai'
      OR :by = 'all'
), alike AS MATERIALIZED (
  SELECT repo_id, part_id, verdicts, count(*) AS n,
         sum(own_series) AS own_series
    FROM parts
   GROUP BY repo_id, part_id, verdicts
), sizes AS (
  SELECT repo_id, part_id, sum(n) AS n, sum(own_series) AS own_series
    FROM alike
   GROUP BY repo_id, part_id
), horizons (horizon, place) AS (   -- place: of its three bits in verdicts
  VALUES (-1, 0), (30, 3), (90, 6), (180, 9), (365, 12), (0, 15)
), verdicts_of AS (
  SELECT repo_id, part_id, horizon,
         sum(iif(verdict = 1, n, 0)) AS clean,
         sum(iif(verdict = 2, n, 0)) AS conflict,
         sum(iif(verdict = 3, n, 0)) AS gone,
         sum(iif(verdict = 4, n, 0)) AS already,
         sum(iif(verdict = 5, n, 0)) AS unknown,
         sum(iif(verdict = 6, n, 0)) AS generated
    FROM (SELECT a.*, h.horizon, a.verdicts >> h.place & 7 AS verdict
            FROM alike AS a
            CROSS JOIN horizons AS h
           WHERE :horizon IS NULL
              OR h.horizon = :horizon)
   WHERE verdict > 0
   GROUP BY repo_id, part_id, horizon
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *, 1.0 * clean / nullif(n, 0) AS share,
         (clean + 1.9207295) / (n + 3.841459) AS middle,
         1.959964 / (n + 3.841459)
           * sqrt(1.0 * clean * (n - clean) / max(n, 1) + 0.96036475) AS half
    FROM (SELECT *, clean + conflict + gone AS n
            FROM verdicts_of)
)
SELECT r.name AS repo, a.policy_label AS policy,
       CASE :by WHEN 'all' THEN 'all'
                WHEN 'ai' THEN iif(w.part_id, 'AI-assisted',
                                   'not AI-assisted')
                ELSE a.name END AS part,
       CASE WHEN w.part_id OR :by <> 'area' THEN 1
            ELSE (SELECT count(*)
                    FROM ranked
                   WHERE repo_id = w.repo_id
                     AND part_id = 0) END AS parts,
       w.horizon,
       w.n AS changes,
       w.clean,
       w.share,
       CASE WHEN w.clean = 0 THEN 0.0 ELSE w.middle - w.half END AS low,
       CASE WHEN w.clean = w.n THEN 1.0 ELSE w.middle + w.half END AS high,
       w.conflict,
       w.gone,
       w.already,
       w.unknown,
       w.generated,
       s.own_series
  FROM wilson AS w
  JOIN repos AS r ON r.repo_id = w.repo_id
  JOIN sizes AS s ON s.repo_id = w.repo_id AND s.part_id = w.part_id
  LEFT JOIN named_parts AS a ON a.part_id = w.part_id
 ORDER BY r.name, a.policy_id, part IS NULL, s.n DESC, part, w.horizon = 0, w.horizon;
