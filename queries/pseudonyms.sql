-- SPDX-License-Identifier: MIT
-- question: Who is who in an anonymous report?
-- column: person | N of "Person N" and "person-N": by the first landing of what
--   they wrote or committed, then who is only named in messages or owners' files
-- column: kind | name, email or login
-- column: text | a name or an e-mail that the report does not show
-- caveat: This is the key to reports with --anonymous: keep it to yourself.
-- caveat: A name and an e-mail have one person, the first to use it: who shares
--   one with another is taken for them there.
-- caveat: Tools and bots, as far as the catalogue of signals tells them, are no
--   people.
WITH machines AS MATERIALIZED (     -- names and e-mails of tools and bots
  SELECT lower(tool) AS text FROM signals
  UNION
  SELECT lower(matcher)
    FROM signals
   WHERE kind = 'email' OR kind = 'name' OR kind = 'slug'
  UNION
  SELECT lower(x.text)
    FROM (SELECT author_id AS identity_id
            FROM commits
           WHERE commit_id IN (SELECT commit_id FROM automation)
           UNION
          SELECT CASE e.place WHEN 'author' THEN c.author_id
                              ELSE c.committer_id END
            FROM evidence AS e
            JOIN commits AS c ON c.commit_id = e.commit_id
           WHERE (e.place = 'author' OR e.place = 'committer')
             AND (e.kind = 'email' OR e.kind = 'name' OR e.kind = 'slug'))
         AS m
    JOIN (SELECT identity_id, name AS text FROM identities
          UNION ALL
          SELECT identity_id, email FROM identities) AS x
      ON x.identity_id = m.identity_id
  UNION
  VALUES ('github'), ('noreply@github.com')
), seen AS MATERIALIZED (           -- by identity: what it came in with
  SELECT identity_id, min(landed_at) AS at, min(commit_id) AS commit_id
    FROM (SELECT author_id AS identity_id, landed_at, commit_id FROM commits
          UNION ALL
          SELECT committer_id, landed_at, commit_id FROM commits)
   GROUP BY identity_id
), known AS MATERIALIZED (          -- who is after mailmap whom
  SELECT lower(coalesce(nullif(p.name, ''), p.email)) AS who,
         p.name AS who_name, p.email AS who_email, i.name, i.email,
         coalesce(s.at, 9e15) AS at, coalesce(s.commit_id, 9e15) AS commit_id
    FROM identities AS i
    JOIN people AS p ON p.person_id = i.person_id
    LEFT JOIN seen AS s ON s.identity_id = i.identity_id
), known_texts AS MATERIALIZED (
  SELECT kind, text, who, 1 AS rank, at, commit_id
    FROM (SELECT 'name' AS kind, name AS text, who, at, commit_id FROM known
          UNION ALL
          SELECT 'name', who_name, who, at, commit_id FROM known
          UNION ALL
          SELECT 'email', email, who, at, commit_id FROM known
          UNION ALL
          SELECT 'email', who_email, who, at, commit_id FROM known)
), owners AS MATERIALIZED (         -- the first to use a text
  SELECT kind, lower(text) AS folded, who
    FROM (SELECT kind, text, who,
                 row_number() OVER (PARTITION BY kind, lower(text)
                                    ORDER BY at, commit_id, who) AS nth
            FROM known_texts)
   WHERE nth = 1
), opened AS (                      -- "Name <e-mail>": each once
  SELECT rank, at, iif(instr(value, '<'), substr(value, 1,
                                                instr(value, '<') - 1),
                       iif(instr(value, '@') > 1, '', value)) AS name,
         iif(instr(value, '<'), substr(value, instr(value, '<') + 1),
             iif(instr(value, '@') > 1, value, '')) AS rest
    FROM (SELECT 3 AS rank, min(commit_id) AS at, value
            FROM trailers
           WHERE value LIKE '%_@_%'
             AND value NOT LIKE '%://%'
             AND (commit_id, line)
                 NOT IN (SELECT commit_id, line
                           FROM evidence
                          WHERE line IS NOT NULL
                            AND (kind = 'email' OR kind = 'name'
                                 OR kind = 'slug' OR kind = 'word'))
           GROUP BY value
          UNION ALL
          SELECT 4, 0, by_whom FROM annotations)
), others AS MATERIALIZED (
  SELECT rank, at, trim(name, ' "') AS name,
         trim(iif(instr(rest, '>'), substr(rest, 1, instr(rest, '>') - 1),
                  rest)) AS email
    FROM opened
  UNION ALL
  SELECT 2, area_id, name, email
    FROM area_people
   WHERE role <> 'list'
     AND name NOT LIKE '@%/%'
), named AS (                       -- with the person that they are of
  SELECT o.rank, o.at, o.name, o.email,
         coalesce(n.who, e.who,
                  lower(coalesce(nullif(o.name, ''), o.email))) AS who
    FROM others AS o
    LEFT JOIN owners AS n ON n.kind = 'name' AND n.folded = lower(o.name)
                         AND o.name <> ''
    LEFT JOIN owners AS e ON e.kind = 'email' AND e.folded = lower(o.email)
                         AND o.email <> ''
   WHERE lower(o.email) NOT IN (SELECT text FROM machines)
     AND lower(o.name) NOT IN (SELECT text FROM machines)
), texts AS MATERIALIZED (          -- without what a tool adds to a name
  SELECT t.kind, t.who, t.rank, t.at, t.commit_id,
         substr(t.text, 1, length(t.text)
                - coalesce((SELECT max(length(s.matcher))
                              FROM signals AS s
                             WHERE s.kind = 'suffix'
                               AND s.matcher LIKE ' (%'
                               AND substr(t.text, -length(s.matcher))
                                   = s.matcher), 0)) AS text
    FROM (SELECT kind, text, who, rank, at, commit_id FROM known_texts
          UNION ALL
          SELECT 'name', name, who, rank, at, 0 FROM named
          UNION ALL
          SELECT 'email', email, who, rank, at, 0 FROM named
          UNION ALL
          SELECT 'login', substr(email, instr(email, '+') + 1,
                                 instr(email, '@') - instr(email, '+') - 1),
                 who, rank, at, commit_id
            FROM (SELECT email, who, 1 AS rank, at, commit_id FROM known
                  UNION ALL
                  SELECT email, who, rank, at, 0 FROM named)
           WHERE email LIKE '%_@users.noreply.github.com') AS t
   WHERE t.text <> ''
     AND t.text NOT LIKE '%[bot]'
     AND lower(t.text) NOT IN (SELECT text FROM machines)
), numbers AS MATERIALIZED (
  SELECT who, row_number() OVER (ORDER BY rank, at, commit_id, who) AS person
    FROM (SELECT who, rank, at, commit_id,
                 row_number() OVER (PARTITION BY who
                                    ORDER BY rank, at, commit_id) AS nth
            FROM texts)
   WHERE nth = 1
), firsts AS (
  SELECT t.kind, t.text, n.person,
         row_number() OVER (PARTITION BY t.kind, t.text
                            ORDER BY t.rank, t.at, t.commit_id, n.person)
         AS nth
    FROM texts AS t
    JOIN numbers AS n ON n.who = t.who
)
SELECT person, kind, text
  FROM firsts
 WHERE nth = 1
 ORDER BY person, kind DESC, text;
