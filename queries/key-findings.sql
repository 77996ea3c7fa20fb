-- SPDX-License-Identifier: MIT
-- question: What do the numbers say, in a sentence each?
-- column: repo | name of the repository
-- column: finding | what it is about: adoption, area, tool, people, disclosure,
--   review, policy, reverts, revert-ease or what-if
-- column: sentence | in English, with n of m and 95 % intervals; "too few to
--   say" where fewer than 20 changes stand behind it
-- column: numerator | n of the first share of the sentence
-- column: denominator | m of it
-- column: share | numerator / denominator
-- column: low | lower end of the 95 % Wilson interval of share
-- column: high | upper end of the 95 % Wilson interval of share
-- column: other_numerator | n of what it is compared with; empty: with nothing
-- column: other_denominator | m of that
-- column: difference | share minus the other share; empty: fewer than 20 changes
--   stand behind one of them
-- column: difference_low | lower end of its 95 % interval (Newcombe)
-- column: difference_high | upper end
-- column: section | of the report: its id
-- column: behind | the query that has the rows, with its options; those of the
--   scope come on top
-- scope: repo area policy tier path author since until
-- caveat: Undeclared use of AI leaves no trace: counts of it are floors, and
--   "other" changes hold the rest.
-- caveat: A year is the 365 days that end with the day of the mainline's tip, or
--   where the scope ends.
-- caveat: AI-assisted changes differ from others in place, size, time and people:
--   no difference here says that AI is its cause.
-- caveat: Intervals take changes for independent.  Those of one series are not,
--   so that the intervals are narrow rather than wide.
WITH bounds AS (                    -- the year and the one before, by whole days
  SELECT repo_id, name AS repo, tip_at, end_at,
         max(end_at - 365 * 86400, coalesce(:since, 0)) AS year_at,
         max(end_at - 730 * 86400, coalesce(:since, 0)) AS before_at
    FROM (SELECT *, min((tip_at / 86400 + 1) * 86400,
                        coalesce(:until, 1 << 60)) AS end_at
            FROM repos)
   WHERE (:repo IS NULL OR name = :repo)
), picked AS MATERIALIZED (
  SELECT m.repo_id, m.commit_id, m.author_id, m.landing_id, m.landed_at,
         CASE WHEN m.landed_at >= b.end_at THEN 0
              WHEN m.landed_at >= b.year_at THEN 1
              WHEN m.landed_at >= b.before_at THEN 2
              ELSE 0 END AS year,   -- 1: the last; 2: the one before
         m.commit_id IN (SELECT commit_id FROM ai_commits) AS ai
    FROM bounds AS b
    JOIN mainline_changes AS m ON m.repo_id = b.repo_id
   WHERE (:since IS NULL OR m.landed_at >= :since)
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
                                AND (:policy IS NULL OR t.policy = :policy)))
     AND (:path IS NULL
          OR m.commit_id IN (SELECT c.commit_id
                               FROM paths AS p
                               JOIN changes AS c ON c.path_id = p.path_id
                              WHERE p.path GLOB :path))
), sizes AS (
  SELECT repo_id, sum(ai) AS ai_changes,
         sum(year = 1) AS changes_year, sum(year = 1 AND ai) AS ai_year,
         sum(year = 2) AS changes_before, sum(year = 2 AND ai) AS ai_before,
         min(CASE WHEN ai THEN landed_at / 86400 * 86400 END) AS ai_at
    FROM picked
   GROUP BY repo_id
), spans AS MATERIALIZED (          -- ai_at: what is compared landed since then
  SELECT b.*, s.ai_changes, s.changes_year, s.ai_year, s.changes_before,
         s.ai_before, s.ai_at,
         coalesce(s.ai_at, b.end_at - (90 + 365) * 86400) AS risk_at,
         coalesce(s.ai_at, b.end_at - (365 + 365) * 86400) AS ease_at
    FROM bounds AS b
    JOIN sizes AS s ON s.repo_id = b.repo_id
), by_area AS (
  SELECT p.repo_id, a.name, sum(p.ai) AS n, count(*) AS of_n
    FROM picked AS p
    CROSS JOIN commit_areas AS ca ON ca.commit_id = p.commit_id
    JOIN areas AS a ON a.area_id = ca.area_id
   WHERE p.year = 1
     AND :area IS NULL
   GROUP BY p.repo_id, a.area_id
  HAVING count(*) >= 20
), top_area AS (                    -- the highest lower end: many changes weigh
  SELECT *, count(*) OVER (PARTITION BY repo_id) AS n_areas,
         row_number() OVER (PARTITION BY repo_id
                            ORDER BY (n + 1.9207295
                                      - 1.959964
                                        * sqrt(1.0 * n * (of_n - n) / of_n
                                               + 0.96036475))
                                     / (of_n + 3.841459) DESC,
                                     of_n DESC, name) AS nth
    FROM by_area
), top_tool AS (
  SELECT p.repo_id, t.tool AS name, count(*) AS n,
         sum(t.tool <> '') OVER (PARTITION BY p.repo_id) AS n_tools,
         row_number() OVER (PARTITION BY p.repo_id
                            ORDER BY count(*) DESC, t.tool) AS nth
    FROM picked AS p
    CROSS JOIN ai_tools AS t ON t.commit_id = p.commit_id
   WHERE p.ai
   GROUP BY p.repo_id, t.tool
), top_person AS (
  SELECT repo_id, count(*) AS n,
         count(*) OVER (PARTITION BY repo_id) AS n_people,
         row_number() OVER (PARTITION BY repo_id
                            ORDER BY count(*) DESC) AS nth
    FROM picked
   WHERE ai
   GROUP BY repo_id, author_id
), declared AS (
  SELECT repo_id, count(*) AS n
    FROM picked
   WHERE ai
     AND commit_id IN (SELECT commit_id
                         FROM counted_evidence
                        WHERE class = 'declared')
   GROUP BY repo_id
), reviews AS (
  SELECT repo_id, sum(ai) AS n, sum(NOT ai) AS other_n
    FROM picked
   WHERE year = 1
     AND commit_id IN (SELECT commit_id FROM human_reviews)
   GROUP BY repo_id
), judged AS MATERIALIZED (         -- the worst outcome of each change decides
  SELECT p.repo_id, l.policy_id, l.name, v.commit_id,
         max(v.outcome = 'fail') AS fails,
         max(v.outcome = 'undecidable') AS is_open
    FROM latest_policies AS l
    JOIN picked AS p ON p.repo_id = l.repo_id
    JOIN verdicts AS v ON v.policy_id = l.policy_id
                      AND v.commit_id = p.commit_id
   WHERE p.year = 1
     AND v.outcome <> 'not-applicable'
     AND (:policy IS NULL OR l.name = :policy)
     AND (:tier IS NULL
          OR EXISTS (SELECT 1
                       FROM tiers AS t
                       JOIN commit_tiers AS ct ON ct.policy_id = t.policy_id
                                              AND ct.tier = t.tier
                      WHERE t.policy_id = v.policy_id
                        AND t.name = :tier
                        AND ct.commit_id = v.commit_id))
   GROUP BY l.policy_id, v.commit_id
), disclosed AS (                   -- trailers that a policy asks of AI alone
  SELECT p.repo_id, l.policy_id, l.name, count(j.is_disclosed) AS of_n,
         sum(j.is_disclosed) AS n
    FROM latest_policies AS l
    JOIN judged_changes AS j ON j.policy_id = l.policy_id
    JOIN picked AS p ON p.commit_id = j.commit_id
   WHERE p.ai
     AND j.is_disclosed IS NOT NULL
     AND (:policy IS NULL OR l.name = :policy)
   GROUP BY p.repo_id, l.policy_id
), taken_back AS MATERIALIZED (     -- as the query revert-rate counts
  SELECT s.commit_id, s.first_at, f.landing_id AS first_landing
    FROM revert_states AS s
    JOIN commits AS f ON f.commit_id = s.first_id
   WHERE s.state <> 'partial'
), risks AS (
  SELECT p.repo_id, p.ai, count(*) AS of_n,
         sum(coalesce(t.first_at - p.landed_at <= 90 * 86400, 0)) AS n
    FROM spans AS s
    JOIN picked AS p ON p.repo_id = s.repo_id
    LEFT JOIN taken_back AS t ON t.commit_id = p.commit_id
   WHERE p.landed_at >= s.risk_at
     AND p.landed_at <= s.tip_at - 90 * 86400
     AND coalesce(t.first_landing <> p.landing_id, 1)
   GROUP BY p.repo_id, p.ai
), units AS MATERIALIZED (
  SELECT u.commit_id
    FROM revert_units AS u
   WHERE u.unit = 'change'
     AND u.landed_at >= (SELECT min(ease_at) FROM spans)
), tried AS (                       -- as the query revert-matched counts
  SELECT p.repo_id, p.ai, count(*) AS of_n, sum(v.outcome = 'clean') AS n
    FROM revert_probes AS v
    CROSS JOIN picked AS p ON p.commit_id = v.commit_id
    CROSS JOIN spans AS s ON s.repo_id = p.repo_id
   WHERE v.horizon = 365
     AND p.landed_at >= s.ease_at
     AND (v.outcome = 'clean'
          OR (v.outcome = 'conflict' OR v.outcome = 'gone')
             AND coalesce(v.path_id NOT IN (SELECT path_id
                                              FROM generated_paths), 1))
     AND p.commit_id IN (SELECT commit_id FROM units)
     AND p.commit_id IN (SELECT commit_id
                           FROM revert_lives
                          WHERE is_known = 1
                            AND own_series = 0)
     AND (s.ai_at IS NULL
          OR p.commit_id NOT IN (SELECT commit_id FROM automation))
   GROUP BY p.repo_id, p.ai
), supposed AS (                    -- two policies at once, or one alone
  SELECT x.repo_id, x.policy_id AS a_id, y.policy_id AS b_id, x.name,
         y.name AS other, count(*) AS changes,
         CASE WHEN y.policy_id IS NULL THEN sum(a.outcome = 'pass')
              ELSE sum(a.outcome = 'fail' AND b.outcome = 'pass') END AS n,
         CASE WHEN y.policy_id IS NULL THEN count(*)
              ELSE sum(a.outcome = 'fail'
                       AND b.outcome <> 'undecidable') END AS of_n
    FROM latest_policies AS x
    LEFT JOIN latest_policies AS y ON y.repo_id = x.repo_id
                                  AND y.policy_id > x.policy_id
    JOIN supposed_outcomes AS a ON a.policy_id = x.policy_id
    JOIN picked AS p ON p.commit_id = a.commit_id
    LEFT JOIN supposed_outcomes AS b ON b.policy_id = y.policy_id
                                    AND b.commit_id = a.commit_id
   WHERE (y.policy_id IS NULL OR b.commit_id IS NOT NULL)
     AND p.landed_at >= (SELECT (tip_at / 86400 - 364) * 86400
                           FROM bounds
                          WHERE repo_id = p.repo_id)
     AND (y.policy_id IS NOT NULL
          OR NOT EXISTS (SELECT 1
                           FROM latest_policies AS o
                          WHERE o.repo_id = x.repo_id
                            AND o.policy_id <> x.policy_id))
     AND (:policy IS NULL OR x.name = :policy OR y.name = :policy)
   GROUP BY x.policy_id, y.policy_id
), facts AS (                       -- a row a finding: n of of_n, and what it is beside
  SELECT repo_id, 1 AS place, 0 AS part, 'adoption' AS finding, '' AS name,
         '' AS other, ai_year AS n, changes_year AS of_n,
         ai_before AS other_n, changes_before AS other_of, 0 AS more,
         'adoption' AS section,
         printf('adoption -p period=all --since %s --until %s',
                date(year_at, 'unixepoch'),
                date(end_at, 'unixepoch')) AS behind
    FROM spans
   UNION ALL
  SELECT s.repo_id, 2, 0, 'area', t.name, '', t.n, t.of_n, NULL, NULL,
         t.n_areas, 'adoption-areas',
         printf('adoption -p by=area -p period=all --since %s --until %s',
                date(s.year_at, 'unixepoch'), date(s.end_at, 'unixepoch'))
    FROM spans AS s
    JOIN top_area AS t ON t.repo_id = s.repo_id
   WHERE t.nth = 1
     AND t.n > 0
     AND t.n_areas > 1
   UNION ALL
  SELECT s.repo_id, 3, 0, 'tool', t.name, '', t.n, s.ai_changes, NULL, NULL,
         t.n_tools, 'ai-tools', 'ai-tools -p period=all'
    FROM spans AS s
    JOIN top_tool AS t ON t.repo_id = s.repo_id
   WHERE t.nth = 1
   UNION ALL
  SELECT s.repo_id, 4, 0, 'people', '', '', t.n, s.ai_changes, NULL, NULL,
         t.n_people, 'ai-people', 'ai-people'
    FROM spans AS s
    JOIN top_person AS t ON t.repo_id = s.repo_id
   WHERE t.nth = 1
   UNION ALL
  SELECT s.repo_id, 5, 0, 'disclosure', '', '', coalesce(d.n, 0), s.ai_changes,
         NULL, NULL, 0, 'adoption', 'adoption -p period=all'
    FROM spans AS s
    LEFT JOIN declared AS d ON d.repo_id = s.repo_id
   WHERE s.ai_changes > 0
   UNION ALL
  SELECT repo_id, 5, policy_id, 'disclosure', name, '', n, of_n, NULL, NULL, 0,
         'compliance', 'compliance'
    FROM disclosed
   UNION ALL
  SELECT s.repo_id, 6, 0, 'review', '', '',
         coalesce(iif(s.ai_changes > 0, v.n, v.other_n), 0),
         iif(s.ai_changes > 0, s.ai_year, s.changes_year),
         iif(s.ai_changes > 0, coalesce(v.other_n, 0), NULL),
         iif(s.ai_changes > 0, s.changes_year - s.ai_year, NULL), 0, 'review-coverage',
         printf('review-coverage -p period=all --since %s --until %s',
                date(s.year_at, 'unixepoch'), date(s.end_at, 'unixepoch'))
    FROM spans AS s
    LEFT JOIN reviews AS v ON v.repo_id = s.repo_id
   UNION ALL
  SELECT s.repo_id, 7, j.policy_id, 'policy', j.name, '', sum(j.fails),
         count(*), NULL, NULL, sum(j.is_open AND NOT j.fails),
         'compliance-over-time',
         printf('compliance-over-time -p period=all --since %s --until %s',
                date(s.year_at, 'unixepoch'), date(s.end_at, 'unixepoch'))
    FROM spans AS s
    JOIN judged AS j ON j.repo_id = s.repo_id
   GROUP BY s.repo_id, j.policy_id
   UNION ALL
  SELECT s.repo_id, 8, 0, 'reverts', '', '',
         coalesce(sum(iif(s.ai_changes > 0 AND NOT k.ai, 0, k.n)), 0),
         coalesce(sum(iif(s.ai_changes > 0 AND NOT k.ai, 0, k.of_n)), 0),
         iif(s.ai_changes > 0, coalesce(sum(iif(k.ai, 0, k.n)), 0), NULL),
         iif(s.ai_changes > 0, coalesce(sum(iif(k.ai, 0, k.of_n)), 0), NULL), 0,
         'revert-rate',
         printf('revert-rate -p by=%s -p days=90 -p period=all --since %s',
                iif(s.ai_changes > 0, 'ai', 'none'),
                date(s.risk_at, 'unixepoch'))
    FROM spans AS s
    LEFT JOIN risks AS k ON k.repo_id = s.repo_id
   GROUP BY s.repo_id
   UNION ALL
  SELECT s.repo_id, 9, 0, 'revert-ease', '', '',
         coalesce(sum(iif(s.ai_changes > 0 AND NOT k.ai, 0, k.n)), 0),
         coalesce(sum(iif(s.ai_changes > 0 AND NOT k.ai, 0, k.of_n)), 0),
         iif(s.ai_changes > 0, coalesce(sum(iif(k.ai, 0, k.n)), 0), NULL),
         iif(s.ai_changes > 0, coalesce(sum(iif(k.ai, 0, k.of_n)), 0), NULL), 0,
         iif(s.ai_changes > 0, 'revert-matched', 'revert-ease'),
         printf(iif(s.ai_changes > 0, 'revert-matched',
                    'revert-ease -p by=all') || ' -p horizon=365 --since %s',
                date(s.ease_at, 'unixepoch'))
    FROM spans AS s
    LEFT JOIN tried AS k ON k.repo_id = s.repo_id
   GROUP BY s.repo_id
   UNION ALL
  SELECT s.repo_id, 10, x.a_id, 'what-if', x.name, coalesce(x.other, ''), x.n,
         x.of_n, NULL, NULL, x.changes,
         iif(x.b_id IS NULL, 'would-qualify', 'what-if'),
         printf('%s --since %s',
                iif(x.b_id IS NULL, 'would-qualify', 'what-if'),
                date((s.tip_at / 86400 - 364) * 86400, 'unixepoch'))
    FROM spans AS s
    JOIN supposed AS x ON x.repo_id = s.repo_id
), wilson AS (                      -- z = 1.959964, z * z = 3.841459
  SELECT *, 1.0 * n / nullif(of_n, 0) AS share,
         1.0 * other_n / nullif(other_of, 0) AS other_share,
         (n + 1.9207295) / (of_n + 3.841459) AS middle,
         1.959964 / (of_n + 3.841459)
           * sqrt(1.0 * n * (of_n - n) / max(of_n, 1) + 0.96036475) AS half,
         (other_n + 1.9207295) / (other_of + 3.841459) AS other_middle,
         1.959964 / (other_of + 3.841459)
           * sqrt(1.0 * other_n * (other_of - other_n) / max(other_of, 1)
                  + 0.96036475) AS other_half
    FROM facts
), ends AS (
  SELECT *, iif(n = 0, 0.0, middle - half) AS low,
         iif(n = of_n, 1.0, middle + half) AS high,
         iif(other_n = 0, 0.0, other_middle - other_half) AS other_low,
         iif(other_n = other_of, 1.0, other_middle + other_half) AS other_high,
         iif(of_n >= 20 AND other_of >= 20, share - other_share, NULL) AS d
    FROM wilson
), newcombe AS (
  SELECT *,
         d - sqrt((share - low) * (share - low)
                  + (other_high - other_share) * (other_high - other_share))
           AS d_low,
         d + sqrt((high - share) * (high - share)
                  + (other_share - other_low) * (other_share - other_low))
           AS d_high,
         iif(share < 0.01 OR share > 0.99, 2, 1) AS dp,
         iif(other_share < 0.01 OR other_share > 0.99, 2, 1) AS other_dp,
         iif(abs(d) < 0.01, 2, 1) AS d_dp
    FROM ends
), percents AS (                    -- as audit/base/share.c writes them
  SELECT *,
         CASE WHEN share > 0 AND share < 0.0001 THEN '<0.01 %'
              WHEN share < 1 AND share > 0.9999 THEN '>99.99 %'
              ELSE printf('%.*f %%', dp, 100 * share) END AS share_text,
         CASE WHEN low > 0 AND low < 0.0001 THEN '<0.01 %'
              WHEN low < 1 AND low > 0.9999 THEN '>99.99 %'
              ELSE printf('%.*f %%', dp, 100 * low) END AS low_text,
         CASE WHEN high > 0 AND high < 0.0001 THEN '<0.01 %'
              WHEN high < 1 AND high > 0.9999 THEN '>99.99 %'
              ELSE printf('%.*f %%', dp, 100 * high) END AS high_text,
         CASE WHEN other_share > 0 AND other_share < 0.0001 THEN '<0.01 %'
              WHEN other_share < 1 AND other_share > 0.9999 THEN '>99.99 %'
              ELSE printf('%.*f %%', other_dp, 100 * other_share)
         END AS other_share_text,
         CASE WHEN other_low > 0 AND other_low < 0.0001 THEN '<0.01 %'
              WHEN other_low < 1 AND other_low > 0.9999 THEN '>99.99 %'
              ELSE printf('%.*f %%', other_dp, 100 * other_low)
         END AS other_low_text,
         CASE WHEN other_high > 0 AND other_high < 0.0001 THEN '<0.01 %'
              WHEN other_high < 1 AND other_high > 0.9999 THEN '>99.99 %'
              ELSE printf('%.*f %%', other_dp, 100 * other_high)
         END AS other_high_text
    FROM newcombe
), words AS (                       -- numbers as they stand in a sentence
  SELECT w.*, s.repo, s.ai_changes, s.ai_year,
         date(s.year_at, 'unixepoch') AS year_from,
         date(s.end_at - 1, 'unixepoch') AS year_to,
         date(s.before_at, 'unixepoch') AS before_from,
         date(s.year_at - 1, 'unixepoch') AS before_to,
         printf('%,d of %,d', n, of_n) AS n_of,
         printf('%,d of %,d', other_n, other_of) AS other_n_of,
         printf('%s (95 %% interval %s to %s)', share_text, low_text,
                high_text) AS rate,
         printf('%s (95 %% interval %s to %s)', other_share_text,
                other_low_text, other_high_text) AS other_rate,
         CASE WHEN d IS NULL THEN 'few'
              WHEN d_low > 0 THEN 'more'
              WHEN d_high < 0 THEN 'less'
              ELSE 'none' END AS verdict,
         printf('%.*f percentage points (95 %% interval %.*f to %.*f)',
                d_dp, 100 * abs(d),
                d_dp,
                100 * iif(d_high < 0, -d_high, d_low),
                d_dp,
                100 * iif(d_high < 0, -d_low, d_high)) AS by_points,
         printf('difference %+.*f percentage points, 95 %% interval %+.*f to'
                || ' %+.*f', d_dp, 100 * d,
                d_dp, 100 * d_low,
                d_dp, 100 * d_high) AS no_points,
         date(s.tip_at, 'unixepoch') AS tip_day,
         s.risk_at > s.tip_at - 90 * 86400 AS risk_later,
         s.ease_at > s.tip_at - 365 * 86400 AS ease_later,
         date(s.risk_at, 'unixepoch') AS risk_from,
         date(s.tip_at - 90 * 86400, 'unixepoch') AS risk_to,
         date(s.ease_at, 'unixepoch') AS ease_from,
         date(s.tip_at - 365 * 86400, 'unixepoch') AS ease_to
    FROM percents AS w
    JOIN spans AS s ON s.repo_id = w.repo_id
), told AS (
  SELECT *,
         CASE finding
         WHEN 'adoption' THEN
           CASE WHEN of_n < 20 THEN
             printf('From %s to %s too few changes landed to say what share is'
                    || ' AI-assisted (%s).', year_from, year_to, n_of)
           ELSE
             iif(n = 0,
                 printf('From %s to %s none of %,d changes shows AI'
                        || ' assistance: 0 %% (95 %% interval 0 %% to'
                        || ' %s).', year_from, year_to, of_n, high_text),
                 printf('From %s to %s at least %s changes %s AI-assisted:'
                        || ' %s.', year_from, year_to, n_of,
                        iif(n = 1, 'was', 'were'), rate))
             || CASE verdict
                WHEN 'few' THEN
                  printf(' Of the year before there are too few changes to'
                         || ' compare (%s).', other_n_of)
                WHEN 'none' THEN
                  printf(' From %s to %s it was %s: no difference can be told'
                         || ' (%s).', before_from, before_to, other_n_of,
                         no_points)
                ELSE
                  printf(' From %s to %s it was %s, %s: %s %s by %s.'
                         || ' That may be a change in use, or in how much of'
                         || ' it is declared.', before_from, before_to,
                         other_n_of, other_share_text, 'what shows has',
                         iif(verdict = 'more', 'risen', 'fallen'), by_points)
                END
           END
         WHEN 'area' THEN
           printf('Of the %,d areas with 20 or more changes from %s to %s, "%s"'
                  || ' has the highest share of AI-assisted ones: at least %s,'
                  || ' %s; the highest of many is likely to be overstated.',
                  more, year_from, year_to, name, n_of, rate)
         WHEN 'tool' THEN
           iif(of_n < 20,
               printf('There are too few AI-assisted changes to say which tool'
                      || ' shows most (%s: %s).',
                      iif(name = '', 'a tool without a name', name), n_of),
               iif(name = '',
                   printf('The tool is not named in %s AI-assisted changes,'
                          || ' %s; %,d %s named in others.', n_of, rate, more,
                          iif(more = 1, 'tool is', 'tools are')),
                   printf('%s shows in %s AI-assisted changes, %s;%s', name,
                          n_of, rate,
                          iif(more = 1, ' no other tool is named.',
                              printf(' %,d tools are named in all.', more)))))
         WHEN 'people' THEN
           iif(of_n < 20,
               printf('There are too few AI-assisted changes to say how they'
                      || ' spread over their %,d author%s.', more,
                      iif(more = 1, '', 's')),
               iif(more = 1,
                   printf('All %,d AI-assisted changes are by one author.',
                          of_n),
                   printf('%,d authors stand behind the %,d AI-assisted'
                          || ' changes; the one with the most wrote %s, %s.'
                          || ' Who declares more may use no more of it.',
                          more, of_n, n_of, rate)))
         WHEN 'disclosure' THEN
           CASE WHEN name <> '' AND of_n < 20 THEN
             printf('Too few AI-assisted changes came under the duty of "%s" to'
                    || ' disclose to say how it is kept (%s).', name, n_of)
           WHEN name <> '' THEN
             printf('Of the AI-assisted changes that "%s" asks a trailer of, %s'
                    || ' carry it: %s.', name, n_of, rate)
           ELSE iif(of_n < 20,
               printf('There are too few AI-assisted changes to say how they'
                      || ' are disclosed (%s with a declaration).', n_of),
               printf('%s AI-assisted changes carry a line made to declare the'
                      || ' use of AI, %s; the others show by the name of a tool'
                      || ' as author or co-author, a session, a footer or a'
                      || ' note.', n_of, rate))
           END
         WHEN 'review' THEN
           CASE WHEN other_of IS NULL AND of_n < 20 THEN
             printf('From %s to %s too few changes landed to say how many'
                    || ' somebody else reviewed (%s).', year_from, year_to,
                    n_of)
           WHEN other_of IS NULL THEN
             printf('From %s to %s %s changes carry a Reviewed-by or Acked-by'
                    || ' of another person: %s. Reviews that are recorded'
                    || ' elsewhere do not show.', year_from, year_to, n_of,
                    rate)
           WHEN n + other_n = 0 THEN
             printf('From %s to %s none of %,d changes carries a Reviewed-by'
                    || ' or Acked-by of another person: commits do not tell'
                    || ' here who reviewed what.', year_from, year_to,
                    of_n + other_of)
           WHEN verdict = 'few' THEN
             printf('From %s to %s too few changes landed to say whether'
                    || ' AI-assisted ones are reviewed as often as others (%s'
                    || ' with a Reviewed-by or Acked-by of another person, and'
                    || ' %s others).', year_from, year_to, n_of, other_n_of)
           ELSE
             printf('From %s to %s %s AI-assisted changes carry a Reviewed-by'
                    || ' or Acked-by of another person, %s, and %s others, %s:'
                    || ' %s. Reviews that are recorded elsewhere do not show.',
                    year_from, year_to, n_of, rate, other_n_of, other_rate,
                    CASE verdict
                    WHEN 'more' THEN 'more often by ' || by_points
                    WHEN 'less' THEN 'less often by ' || by_points
                    ELSE 'no difference can be told (' || no_points || ')'
                    END)
           END
         WHEN 'policy' THEN
           iif(of_n < 20,
               printf('By "%s", too few changes that a rule is about landed'
                      || ' from %s to %s to say how well it is kept (%s break'
                      || ' one).', name, year_from, year_to, n_of),
               printf('By "%s", %s changes that a rule is about, and that'
                      || ' landed from %s to %s, %s one: %s%s', name, n_of,
                      year_from, year_to, iif(n = 1, 'breaks', 'break'), rate,
                      iif(more > 0,
                          printf('; of %,d git alone cannot tell.', more),
                          '.')))
         WHEN 'reverts' THEN
           CASE WHEN risk_later THEN
             printf('The first AI-assisted change landed on %s: too few were'
                    || ' followed for 90 days to say how many are taken back'
                    || ' (0 of 0).', risk_from)
           WHEN other_of IS NULL AND of_n < 20 THEN
             printf('Too few changes landed from %s to %s to say how many are'
                    || ' taken back within 90 days (%s).', risk_from, risk_to,
                    n_of)
           WHEN other_of IS NULL THEN
             printf('%s changes that landed from %s to %s were taken back as a'
                    || ' whole within 90 days: %s.', n_of, risk_from, risk_to,
                    rate)
           WHEN verdict = 'few' THEN
             printf('Of the changes that landed from %s to %s too few are'
                    || ' AI-assisted, or too few are not, to compare how many'
                    || ' were taken back within 90 days (%s, and %s others).',
                    risk_from, risk_to, n_of, other_n_of)
           ELSE
             printf('Of the changes that landed from %s to %s, %s AI-assisted'
                    || ' ones were taken back as a whole within 90 days, %s,'
                    || ' and %s others, %s: %s.%s', risk_from, risk_to, n_of,
                    rate, other_n_of, other_rate,
                    CASE verdict
                    WHEN 'more' THEN 'more often by ' || by_points
                    WHEN 'less' THEN 'less often by ' || by_points
                    ELSE 'no difference can be told (' || no_points || ')'
                    END,
                    iif(verdict = 'none', '',
                        ' They differ in place, size and people, too: this'
                        || ' does not say that AI is the cause.'))
           END
         WHEN 'revert-ease' THEN
           CASE WHEN ease_later THEN
             printf('The first AI-assisted change landed on %s: too few were'
                    || ' followed for a year to say how easy they are to take'
                    || ' back (0 of 0).', ease_from)
           WHEN other_of IS NULL AND of_n < 20 THEN
             printf('Too few changes that landed from %s to %s were tried to'
                    || ' say whether git revert works a year later (%s).',
                    ease_from, ease_to, n_of)
           WHEN other_of IS NULL THEN
             printf('git revert would have worked a year after the landing for'
                    || ' %s changes that landed from %s to %s: %s.', n_of,
                    ease_from, ease_to, rate)
           WHEN verdict = 'few' THEN
             printf('Too few AI-assisted changes, or too few others, that'
                    || ' landed from %s to %s were followed for a year to say'
                    || ' which are easier to take back (%s, and %s others).',
                    ease_from, ease_to, n_of, other_n_of)
           ELSE
             printf('A year after the landing, git revert would have worked'
                    || ' for %s AI-assisted changes that landed from %s to %s,'
                    || ' %s, and for %s others, %s: %s. Area, size and time'
                    || ' are not matched here.', n_of, ease_from, ease_to,
                    rate, other_n_of, other_rate,
                    CASE verdict
                    WHEN 'more' THEN 'more often by ' || by_points
                    WHEN 'less' THEN 'less often by ' || by_points
                    ELSE 'no difference can be told (' || no_points || ')'
                    END)
           END
         ELSE
           CASE WHEN other <> '' AND of_n = 0 THEN
             printf('Had AI had a hand in each of the %,d changes of the year'
                    || ' to %s, "%s" would have forbidden none of which "%s"'
                    || ' decides.', more, tip_day, name, other)
           WHEN of_n < 20 THEN
             printf('Too few changes landed in the year to %s to say what "%s"'
                    || ' would allow (%s).', tip_day,
                    iif(other = '', name, other), n_of)
           WHEN other = '' THEN
             printf('Had AI had a hand in each of the %,d changes of the year'
                    || ' to %s, the rules of "%s" that git can show would have'
                    || ' let in %s: %s.', more, tip_day, name,
                    n_of, rate)
           ELSE
             printf('Had AI had a hand in each of the %,d changes of the year'
                    || ' to %s, of those that "%s" forbids the rules of "%s"'
                    || ' that git can show would have let in %s: %s.', more,
                    tip_day, name, other, n_of, rate)
           END
         END AS sentence
    FROM words
)
SELECT repo, finding, sentence, n AS numerator, of_n AS denominator, share,
       low, high, other_n AS other_numerator, other_of AS other_denominator,
       d AS difference, d_low AS difference_low, d_high AS difference_high,
       section, behind
  FROM told
 ORDER BY repo, place, part, name, other;
