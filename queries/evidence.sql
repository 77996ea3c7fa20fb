-- SPDX-License-Identifier: MIT
-- question: What traces of AI assistance do the commits carry, counted or not?
-- column: oid | of the commit
-- column: landed_at | Unix seconds, UTC; empty: not in the history of the
--   mainline
-- column: kind | how it was found: email, slug, key, footer and so on
-- column: class | declared, identity, session, footer and note make a commit
--   AI-assisted; suggestion, found-by, branch and mention are only shown
-- column: counted | 1: of a class that makes a commit AI-assisted
-- column: ai_assisted | 1: the commit is, with declarations and corrections by
--   people taken into account
-- column: tool | as the catalogue names it; '': AI, but which is not said
-- column: model | as written; empty: not stated
-- column: role | author, committer, co-author, assistant, signer, reviewer,
--   reporter or tester; empty: none is stated
-- column: place | where it stands: author, committer, subject, block (git's
--   trailer block), paragraph, body, squash, indented, inline, file, note,
--   branch
-- column: line | of the message, from 1; empty: not in the message
-- column: text | exactly what was found
-- column: signal | row of the catalogue that found it; see signals
-- column: repo | name of the repository
-- param: class= | only this class
-- param: tool= | only this tool, in any case
-- scope: repo area tier path author since until
-- caveat: Merges, cherry-picks and what has not landed are among the commits.
--   --area and --path leave merges out.
SELECT h.oid, h.landed_at, e.kind, e.class,
       e.class = 'declared' OR e.class = 'identity' OR e.class = 'session'
       OR e.class = 'footer' OR e.class = 'note' AS counted,
       e.commit_id IN (SELECT commit_id FROM ai_commits) AS ai_assisted,
       e.tool, e.model, e.role, e.place, e.line, e.text,
       e.signal_id AS signal, h.repo
  FROM evidence AS e
  JOIN history AS h ON h.commit_id = e.commit_id
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
   AND (:class IS NULL OR e.class = :class)
   AND (:tool IS NULL OR e.tool = :tool COLLATE NOCASE)
 ORDER BY h.repo, h.landed_at IS NULL, h.landed_at, h.commit_id, e.position;
