-- SPDX-License-Identifier: MIT
-- question: Who wrote the history, and how much of it?
-- column: repo | name of the repository
-- column: name | after mailmap
-- column: email | after mailmap
-- column: identities | forms of name and e-mail in the commits, before mailmap
-- column: changes | commits authored that are no merges
-- column: counted | those of them that landed, each cherry-pick pair once
-- column: merges | merges authored
-- column: first_authored_at | Unix seconds, UTC
-- column: last_authored_at | Unix seconds, UTC
-- scope: repo area tier path author since until
-- caveat: Without a mailmap one person may have several rows.
-- caveat: Authored dates are those of the author's clock.
WITH authored AS (
  SELECT h.repo, h.author_id, h.merge, h.authored_at,
         h.merge = 0 AND h.landed_at IS NOT NULL
         AND h.commit_id NOT IN (SELECT commit_id
                                   FROM cherry_picks) AS counted
    FROM history AS h
   WHERE (:repo IS NULL OR h.repo = :repo)
     AND (:since IS NULL OR h.landed_at >= :since)
     AND (:until IS NULL OR h.landed_at < :until)
     AND (:author IS NULL
          OR instr(lower(h.author_name || ' <' || h.author_email || '>'),
                   lower(:author)) > 0)
     AND (:area IS NULL
          OR h.commit_id IN (SELECT ca.commit_id
                               FROM areas AS a
                               JOIN commit_areas AS ca ON ca.area_id = a.area_id
                              WHERE a.name = :area))
     AND (:tier IS NULL
          OR h.commit_id IN (SELECT t.commit_id
                               FROM tier_changes AS t
                              WHERE t.tier = :tier
                                AND (:tier_policy IS NULL
                                     OR t.policy = :tier_policy)))
     AND (:path IS NULL
          OR h.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), totals AS (
  SELECT repo, author_id, sum(merge = 0) AS changes, sum(counted) AS counted,
         sum(merge) AS merges, min(authored_at) AS first_authored_at,
         max(authored_at) AS last_authored_at
    FROM authored
   GROUP BY repo, author_id
), forms AS (
  SELECT person_id, count(*) AS identities
    FROM history_identities
   GROUP BY person_id
)
SELECT t.repo, p.name, p.email, f.identities, t.changes, t.counted, t.merges,
       t.first_authored_at, t.last_authored_at
  FROM totals AS t
  JOIN people AS p ON p.person_id = t.author_id
  JOIN forms AS f ON f.person_id = p.person_id
 ORDER BY t.repo, t.changes DESC, t.merges DESC, p.name, p.email, p.person_id;
