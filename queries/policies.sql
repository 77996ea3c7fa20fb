-- SPDX-License-Identifier: MIT
-- question: By which policies is the history judged, and how does it fare?
-- column: repo | name of the repository
-- column: policy | name of the policy
-- column: source | where the project says it; empty: the file does not tell
-- column: era_date | which day of a change decides its era: landed, committed
--   or authored
-- column: eras | how many eras it has
-- column: rules | how many rules
-- column: tiers | how many tiers of paths
-- column: changes | changes that landed, each cherry-pick pair once
-- column: judged | those of them for which some rule was in force
-- column: failing | those that break at least one rule, whatever its severity
-- column: undecidable | those that break none that can be decided, but meet
--   one that git cannot decide
-- column: hash | of the file, as git hash-object gives it
-- scope: repo policy
-- caveat: A policy whose text changed is another policy; both stay.
WITH outcomes AS MATERIALIZED (      -- the worst of each change
  SELECT v.policy_id, v.commit_id,
         max(v.outcome = 'fail') AS fails,
         max(v.outcome = 'undecidable') AS is_open
    FROM verdicts AS v
   WHERE v.commit_id NOT IN (SELECT commit_id FROM cherry_picks)
   GROUP BY v.policy_id, v.commit_id
), sums AS (
  SELECT policy_id, count(*) AS judged, sum(fails) AS failing,
         sum(is_open AND NOT fails) AS undecidable
    FROM outcomes
   GROUP BY policy_id
)
SELECT r.name AS repo, p.name AS policy, p.source, p.era_date,
       (SELECT count(*) FROM eras AS e WHERE e.policy_id = p.policy_id)
         AS eras,
       (SELECT count(*) FROM rules AS u WHERE u.policy_id = p.policy_id)
         AS rules,
       (SELECT count(*) FROM tiers AS t WHERE t.policy_id = p.policy_id)
         AS tiers,
       (SELECT count(*) FROM mainline_changes AS m
         WHERE m.repo_id = p.repo_id) AS changes,
       coalesce(s.judged, 0) AS judged,
       coalesce(s.failing, 0) AS failing,
       coalesce(s.undecidable, 0) AS undecidable,
       p.hash
  FROM policies AS p
  JOIN repos AS r ON r.repo_id = p.repo_id
  LEFT JOIN sums AS s ON s.policy_id = p.policy_id
 WHERE (:repo IS NULL OR r.name = :repo)
   AND (:policy IS NULL OR p.name = :policy)
 ORDER BY r.name, p.policy_id;
