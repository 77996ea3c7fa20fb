-- SPDX-License-Identifier: MIT
-- question: What does the database hold of each repository, and what not?
-- column: repo | name of the repository
-- column: fact | what is counted or said
-- column: value | a number, a date (UTC), an oid or a word
-- column: note | what the value is a part of, or what follows from it
-- scope: repo
-- caveat: Intervals are Wilson's at 95 %.
WITH counted AS (                   -- one pass over the commits
  SELECT repo_id,
         sum(reachable) AS commits,
         sum(reachable AND n_parents > 1) AS merges,
         sum(reachable AND n_parents < 2) AS changes,
         sum(reachable AND n_parents < 2 AND landed_at IS NOT NULL) AS landed,
         sum(reachable AND n_parents < 2 AND landed_at IS NULL) AS not_landed,
         sum(reachable AND n_parents < 2 AND landed_at IS NOT NULL
             AND commit_id IN (SELECT commit_id
                                 FROM cherry_picks)) AS picks,
         sum(reachable AND n_parents < 2 AND landed_at IS NOT NULL
             AND pull_request IS NOT NULL
             AND commit_id NOT IN (SELECT commit_id
                                     FROM cherry_picks)) AS squashed,
         sum(reachable AND mainline) AS mainline,
         sum(reachable AND n_parents = 0) AS roots,
         sum(reachable AND diff = 'unknown') AS unknown_diff,
         sum(reachable AND foxtrot) AS foxtrots,
         sum(NOT reachable) AS unreachable,
         min(CASE WHEN reachable THEN landed_at END) AS first_landed_at,
         max(CASE WHEN reachable THEN landed_at END) AS last_landed_at
    FROM commits
   GROUP BY repo_id
), marked AS (                      -- of the changes counted
  SELECT c.repo_id,
         sum(c.commit_id IN (SELECT commit_id FROM ai_commits)) AS ai,
         sum(c.commit_id IN (SELECT commit_id FROM automation)) AS bots
    FROM commits AS c
   WHERE c.reachable
     AND c.n_parents < 2
     AND c.landed_at IS NOT NULL
     AND c.commit_id NOT IN (SELECT commit_id FROM cherry_picks)
   GROUP BY c.repo_id
), early AS (                       -- no AI coding tool existed
  SELECT c.repo_id, count(*) AS early,
         sum(c.commit_id IN (SELECT commit_id
                               FROM counted_evidence)) AS early_ai
    FROM commits AS c
   WHERE c.reachable
     AND c.landed_at < unixepoch('2021-06-29')
   GROUP BY c.repo_id
), touched AS (                     -- rows of changes, by why they have lines
  SELECT c.repo_id, count(*) AS rows_all,
         sum(x.content = 'text') AS text_rows,
         sum(x.content = 'binary') AS binary_rows,
         sum(x.content = 'uncounted') AS uncounted_rows,
         sum(x.content = 'missing') AS missing_rows
    FROM commits AS c
    CROSS JOIN changes AS x ON x.commit_id = c.commit_id
   WHERE c.reachable
   GROUP BY c.repo_id
), said AS (
  SELECT c.repo_id, count(*) AS trailers, sum(t.place = 'block') AS in_block
    FROM commits AS c
    CROSS JOIN trailers AS t ON t.commit_id = c.commit_id
   WHERE c.reachable
   GROUP BY c.repo_id
), hands AS (
  SELECT repo_id, count(DISTINCT person_id) AS people,
         count(*) AS identities
    FROM history_identities
   GROUP BY repo_id
), totals AS (
  SELECT r.repo_id, r.name AS repo, r.state, r.tip, r.tip_at, r.n_boundary,
         r.areas_from, c.*,
         coalesce(c.landed - c.picks, 0) AS base, x.*, t.*,
         h.people, h.identities, coalesce(k.ai, 0) AS ai,
         coalesce(k.bots, 0) AS bots, coalesce(y.early, 0) AS early,
         coalesce(y.early_ai, 0) AS early_ai,
         (SELECT count(*)
            FROM evidence AS e
            JOIN commits AS m ON m.commit_id = e.commit_id
           WHERE m.repo_id = r.repo_id
             AND m.reachable = 1) AS evidence,
         (SELECT count(*) FROM history_paths AS p
           WHERE p.repo_id = r.repo_id) AS paths,
         (SELECT count(*) FROM history_areas AS a
           WHERE a.repo_id = r.repo_id) AS areas,
         (SELECT count(*) FROM notes AS n
           WHERE n.repo_id = r.repo_id) AS notes,
         (SELECT count(*) FROM missing_objects AS m
           WHERE m.repo_id = r.repo_id) AS missing
    FROM repos AS r
    LEFT JOIN counted AS c ON c.repo_id = r.repo_id
    LEFT JOIN touched AS x ON x.repo_id = r.repo_id
    LEFT JOIN said AS t ON t.repo_id = r.repo_id
    LEFT JOIN hands AS h ON h.repo_id = r.repo_id
    LEFT JOIN marked AS k ON k.repo_id = r.repo_id
    LEFT JOIN early AS y ON y.repo_id = r.repo_id
   WHERE (:repo IS NULL OR r.name = :repo)
), share AS (
  SELECT repo, base, 28 AS place, squashed AS n, 1.0 * squashed / base AS p,
         1.96 * 1.96 / base AS z2
    FROM totals
   WHERE base > 0
   UNION ALL
  SELECT repo, base, 35, ai, 1.0 * ai / base, 1.96 * 1.96 / base
    FROM totals
   WHERE base > 0
   UNION ALL
  SELECT repo, base, 36, bots, 1.0 * bots / base, 1.96 * 1.96 / base
    FROM totals
   WHERE base > 0
), words (place, fact, before) AS (
  VALUES (28, 'squash-shaped changes', 'subject ends in (#N)'),
         (35, 'AI-assisted changes', 'a floor: undeclared use leaves no trace'),
         (36, 'changes by automation', 'by known bots that are not AI')
), wilson AS (
  SELECT repo, base, place, n, p,
         iif(p < 0.01 OR p > 0.99, 2, 1) AS decimals,
         (p + z2 / 2 - sqrt(z2 * (p * (1 - p) + z2 / 4))) / (1 + z2) AS low,
         (p + z2 / 2 + sqrt(z2 * (p * (1 - p) + z2 / 4))) / (1 + z2) AS high
    FROM share
), ends AS (
  SELECT *, iif(n = 0, 0.0, low) AS from_share,
         iif(n = base, 1.0, high) AS to_share
    FROM wilson
), percents AS (                    -- as audit/base/share.c writes them
  SELECT *,
         CASE WHEN p > 0 AND p < 0.0001 THEN '<0.01 %'
              WHEN p < 1 AND p > 0.9999 THEN '>99.99 %'
              ELSE printf('%.*f %%', decimals, 100 * p) END AS p_text,
         CASE WHEN from_share > 0 AND from_share < 0.0001 THEN '<0.01 %'
              WHEN from_share < 1 AND from_share > 0.9999 THEN '>99.99 %'
              ELSE printf('%.*f %%', decimals, 100 * from_share)
         END AS from_text,
         CASE WHEN to_share > 0 AND to_share < 0.0001 THEN '<0.01 %'
              WHEN to_share < 1 AND to_share > 0.9999 THEN '>99.99 %'
              ELSE printf('%.*f %%', decimals, 100 * to_share)
         END AS to_text
    FROM ends
), facts AS (
  SELECT repo, 9 AS place, 'audit' AS fact,
         iif(state = '', 'unfinished', 'complete') AS value,
         iif(state = '', 'it was cut off: numbers are too low; run audit again',
             'all that the tips reach was read') AS note
    FROM totals
   UNION ALL
  SELECT repo, 10, 'tip', tip, 'the mainline ends here'
    FROM totals
   UNION ALL
  SELECT repo, 11, 'tip date',
         strftime('%Y-%m-%d %H:%M:%SZ', tip_at, 'unixepoch'),
         'committer date of the tip'
    FROM totals
   UNION ALL
  SELECT repo, 12, 'first landing',
         strftime('%Y-%m-%d %H:%M:%SZ', first_landed_at, 'unixepoch'), ''
    FROM totals
   UNION ALL
  SELECT repo, 13, 'last landing',
         strftime('%Y-%m-%d %H:%M:%SZ', last_landed_at, 'unixepoch'), ''
    FROM totals
   UNION ALL
  SELECT repo, 20, 'commits', coalesce(commits, 0),
         'reachable from the tips: merges and changes'
    FROM totals
   UNION ALL
  SELECT repo, 21, 'mainline commits', coalesce(mainline, 0),
         'the first-parent chain of the tip'
    FROM totals
   UNION ALL
  SELECT repo, 22, 'merges', coalesce(merges, 0),
         'listed apart, in no share'
    FROM totals
   UNION ALL
  SELECT repo, 23, 'changes', coalesce(changes, 0),
         'commits that are no merges'
    FROM totals
   UNION ALL
  SELECT repo, 24, 'changes landed', coalesce(landed, 0),
         'part of the history of the mainline'
    FROM totals
   UNION ALL
  SELECT repo, 25, 'changes not landed', coalesce(not_landed, 0),
         'reachable from another tip only; in no share'
    FROM totals
   UNION ALL
  SELECT repo, 26, 'cherry-picks', coalesce(picks, 0),
         'landed changes that are there twice; the first to land is counted'
    FROM totals
   UNION ALL
  SELECT repo, 27, 'changes counted', base,
         'landed, each cherry-pick pair once: the base of every share'
    FROM totals
   UNION ALL
  SELECT w.repo, w.place, v.fact, w.n,
         printf('%s; of %d changes counted: %s, 95 %% interval %s to %s',
                v.before, w.base, w.p_text, w.from_text, w.to_text)
    FROM percents AS w
    JOIN words AS v ON v.place = w.place
   UNION ALL
  SELECT repo, 34, 'evidence', evidence,
         iif(evidence = 0, 'no trace of AI assistance was found',
             'traces of AI assistance in all commits, counted or not')
    FROM totals
   UNION ALL
  SELECT repo, 37, 'AI before 2021-06-29', early_ai,
         printf('counted evidence among %d commits that landed before any AI'
                || ' coding tool existed; 0 is expected', early)
    FROM totals
   UNION ALL
  SELECT repo, 29, 'roots', coalesce(roots, 0), 'commits without a parent'
    FROM totals
   UNION ALL
  SELECT repo, 30, 'people', coalesce(people, 0), 'after mailmap'
    FROM totals
   UNION ALL
  SELECT repo, 31, 'identities', coalesce(identities, 0),
         'forms of name and e-mail, before mailmap'
    FROM totals
   UNION ALL
  SELECT repo, 32, 'paths', paths, 'names that any commit touched'
    FROM totals
   UNION ALL
  SELECT repo, 33, 'areas', areas,
         CASE WHEN areas_from = '' THEN 'none were read'
              ELSE 'from ' || areas_from END
    FROM totals
   UNION ALL
  SELECT repo, 40, 'path changes', coalesce(rows_all, 0),
         'a path touched by a change counts one'
    FROM totals
   UNION ALL
  SELECT repo, 41, 'path changes with lines', coalesce(text_rows, 0),
         'text; lines added and deleted are known'
    FROM totals
   UNION ALL
  SELECT repo, 42, 'path changes of binaries', coalesce(binary_rows, 0),
         'have no lines'
    FROM totals
   UNION ALL
  SELECT repo, 43, 'path changes not counted', coalesce(uncounted_rows, 0),
         CASE WHEN uncounted_rows > 0
              THEN 'audited with --no-lines: line counts are too low'
              ELSE 'line counts are complete in this respect' END
    FROM totals
   UNION ALL
  SELECT repo, 44, 'path changes with a missing blob',
         coalesce(missing_rows, 0),
         CASE WHEN missing_rows > 0
              THEN 'their lines are unknown: line counts are too low'
              ELSE '' END
    FROM totals
   UNION ALL
  SELECT repo, 45, 'trailers', coalesce(trailers, 0),
         printf('%d of them in the block that git sees',
                coalesce(in_block, 0))
    FROM totals
   UNION ALL
  SELECT repo, 46, 'notes', notes, 'in refs/notes'
    FROM totals
   UNION ALL
  SELECT repo, 50, 'foxtrot merges', coalesce(foxtrots, 0),
         'mainline merges with swapped parents: the second was followed'
    FROM totals
   UNION ALL
  SELECT repo, 51, 'boundary commits', n_boundary,
         CASE WHEN n_boundary > 0
              THEN 'a shallow clone: history before them is not here'
              ELSE 'the history is not cut' END
    FROM totals
   UNION ALL
  SELECT repo, 52, 'missing objects', missing,
         CASE WHEN missing > 0
              THEN 'could not be read; the query "missing" lists them'
              ELSE '' END
    FROM totals
   UNION ALL
  SELECT repo, 53, 'commits with unknown paths', coalesce(unknown_diff, 0),
         CASE WHEN unknown_diff > 0
              THEN 'a parent or a tree is not here: in no area, no path'
              ELSE '' END
    FROM totals
   UNION ALL
  SELECT r.repo, 55, 'generated paths',
         (SELECT count(*)
            FROM generated_paths AS p
           WHERE p.repo_id = r.repo_id),
         'left out of revert ease: '
           || coalesce((SELECT group_concat(iif(g.source = 'built in',
                                                g.pattern,
                                                g.pattern || ' (' || g.source
                                                  || ')'), ', ')
                          FROM (SELECT *
                                  FROM generated_patterns AS o
                                 WHERE o.repo_id = r.repo_id
                                 ORDER BY position) AS g), 'none')
    FROM totals AS r
   UNION ALL
  SELECT repo, 54, 'unreachable commits', coalesce(unreachable, 0),
         'left the history (a forced push); counted nowhere'
    FROM totals
)
SELECT repo, fact, value, note
  FROM facts
 ORDER BY repo, place;
