#!/bin/sh
# SPDX-License-Identifier: MIT
# Every table of the demo's report, counted again: the CSV files beside
# questions to the base tables alone, in a copy of the database that has lost
# its views; shares and intervals by the formulas of the books.
. tests/lib.sh

sample_history "$WORK/demo"
"$GP" audit -q -C "$WORK/demo" --db "$WORK/demo.db" \
	--policy "$TOP/samples/policies/kestrel.policy" \
	--policy "$TOP/samples/policies/qemu-in-force.policy"
"$GP" report --db "$WORK/demo.db" --out "$WORK/out" --format html,csv >/dev/null

# facts.db: base tables, no view, and what the definitions of README make of
# them: ai, a commit in which AI had a hand; ch, a change that is counted
cp "$WORK/demo.db" "$WORK/facts.db"
sqlite3 "$WORK/facts.db" "SELECT 'DROP VIEW ' || name || ';'
	FROM sqlite_master WHERE type = 'view'" | sqlite3 "$WORK/facts.db"
for csv in "$WORK"/out/csv/*.csv; do
	name=$(basename "$csv" .csv)
	[ "$(wc -l <"$csv")" -gt 1 ] && echo ".import --csv $csv 'csv.$name'"
done | sqlite3 "$WORK/facts.db"
sqlite3 "$WORK/facts.db" <<'SQL'
CREATE TABLE ai AS
SELECT commit_id AS id FROM commits AS c
 WHERE EXISTS (SELECT 1 FROM evidence AS e WHERE e.commit_id = c.commit_id
                AND class IN ('declared','identity','session','footer','note'))
   AND NOT EXISTS (SELECT 1 FROM declarations AS d
                    WHERE d.commit_id = c.commit_id AND says = 'no');
CREATE TABLE ch AS
SELECT c.commit_id AS id, c.oid, i.person_id AS who, c.landed_at AS at,
       c.authored_at, c.landing_id AS landing, c.n_parents, c.pull_request,
       substr(date(c.landed_at, 'unixepoch'), 1, 4) || '-Q'
         || ((substr(date(c.landed_at, 'unixepoch'), 6, 2) - 1) / 3 + 1) AS q,
       c.commit_id IN (SELECT id FROM ai) AS ai,
       c.commit_id IN (SELECT commit_id FROM automation) AS bot
  FROM commits AS c JOIN identities AS i ON i.identity_id = c.author_id
 WHERE c.reachable AND c.n_parents < 2 AND c.landed_at > 0
   AND c.commit_id NOT IN (SELECT commit_id FROM cherry_picks);
CREATE UNIQUE INDEX ch_id ON ch (id);
CREATE TABLE ar AS              -- change and area
SELECT DISTINCT c.commit_id AS id, a.name AS area, a.area_id
  FROM changes AS c JOIN path_areas AS p USING (path_id) JOIN areas AS a USING (area_id);
CREATE INDEX ar_id ON ar (id);
CREATE TABLE ti AS              -- change and tier
SELECT DISTINCT c.commit_id AS id, p.policy_id, p.tier, t.name
  FROM changes AS c JOIN path_tiers AS p USING (path_id)
  JOIN tiers AS t USING (policy_id, tier);
CREATE TABLE marks AS           -- who reviewed, by e-mail
SELECT DISTINCT t.commit_id AS id,
       coalesce((SELECT i.person_id FROM identities AS i
                  WHERE lower(i.email) = lower(rtrim(substr(t.value, instr(t.value, '<') + 1), '> '))), t.value) AS who
  FROM trailers AS t
 WHERE lower(t.key) IN ('reviewed-by', 'acked-by')
   AND t.value NOT LIKE '%[bot]%'
   AND lower(rtrim(substr(t.value, instr(t.value, '<') + 1), '> '))
       NOT IN (SELECT lower(matcher) FROM signals WHERE kind = 'email')
   AND NOT EXISTS (SELECT 1 FROM evidence AS e WHERE e.role = 'reviewer'
                    AND e.commit_id = t.commit_id AND e.line = t.line);
CREATE TABLE rv AS
SELECT m.id, count(*) AS n FROM marks AS m JOIN ch ON ch.id = m.id
 WHERE m.who <> ch.who GROUP BY m.id;
CREATE TABLE back AS            -- taken back as a whole, and how soon
SELECT ch.id, s.state, s.first_at - ch.at AS lived, f.landing_id = ch.landing AS within
  FROM ch JOIN revert_states AS s ON s.commit_id = ch.id
  JOIN commits AS f ON f.commit_id = s.first_id;
CREATE TABLE worst AS           -- what a policy says of a change
SELECT policy_id, commit_id AS id,
       CASE WHEN sum(outcome = 'fail') THEN 'fail'
            WHEN sum(outcome = 'undecidable') THEN 'undecidable' ELSE 'pass' END AS outcome
  FROM verdicts WHERE outcome <> 'not-applicable' GROUP BY 1, 2;
CREATE TABLE lf AS              -- lives that revert ease counts
SELECT ch.*, l.own_series, l.life IS NOT NULL AS ended, l.path_id,
       coalesce(l.life, max(0, (SELECT tip_at FROM repos) - ch.at)) AS life,
       l.blocker_id, l.culprit_id,
       (SELECT outcome FROM revert_probes AS p WHERE p.commit_id = ch.id AND horizon = 365) AS o
  FROM ch JOIN revert_lives AS l ON l.commit_id = ch.id
 WHERE l.unit = 'change' AND l.is_known AND ch.n_parents = 1;
CREATE TABLE main AS            -- the area that a change is most in
WITH l AS (SELECT c.commit_id AS id, a.name, sum(c.lines_added + c.lines_deleted) AS n, count(*) AS m
             FROM changes AS c JOIN path_areas USING (path_id) JOIN areas AS a USING (area_id) GROUP BY 1, a.area_id)
SELECT id, name FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY ifnull(n, 0) DESC, m DESC, name) AS k FROM l) WHERE k = 1;
CREATE UNIQUE INDEX main_id ON main (id);
SQL

# recount NAME COLUMNS - stdin: the SQL that makes those columns of that CSV
# file; a row each, in any order
recount() {
	name=$1 columns=$2
	cat >"$WORK/mine.sql"
	export name columns
	test_ok "$name: $columns" '
		list=$(echo "$columns" | sed "s/[^ ][^ ]*/\"&\"/g; s/ /, /g")
		filled=$(echo "$columns" | sed "s/[^ ][^ ]*/ifnull(\"&\", '\'''\'')/g; s/) /), /g")
		types=$(echo "$columns" | sed "s/[^ ][^ ]*/\"&\" TEXT/g; s/TEXT /TEXT, /g")
		for column in $columns; do
			echo "$name $column" >>covered
		done
		{
			echo "CREATE TEMP TABLE mine ($types); INSERT INTO mine"
			cat mine.sql
			echo ";SELECT count(*) = 0 FROM mine;
				SELECT count(*) FROM mine EXCEPT SELECT count(*) FROM \"csv.$name\";
				SELECT '\''counted'\'', * FROM (SELECT $filled FROM mine
					EXCEPT SELECT $list FROM \"csv.$name\");
				SELECT '\''told'\'', * FROM (SELECT $list FROM \"csv.$name\"
					EXCEPT SELECT $filled FROM mine)"
		} | sqlite3 facts.db >actual
		echo 0 >expect
	'
}

grounds="count(DISTINCT iif(ch.ai AND e.class = 'declared', ch.id, NULL)),
	count(DISTINCT iif(ch.ai AND e.class = 'identity', ch.id, NULL)),
	count(DISTINCT iif(ch.ai AND e.class = 'session', ch.id, NULL)),
	count(DISTINCT iif(ch.ai AND e.class = 'footer', ch.id, NULL)),
	count(DISTINCT iif(ch.ai AND e.class = 'note', ch.id, NULL)), 0,
	count(DISTINCT (SELECT commit_id FROM declarations WHERE says = 'no' AND commit_id = ch.id)),
	count(DISTINCT iif(bot, ch.id, NULL)), count(DISTINCT iif(bot, NULL, ch.id)),
	count(DISTINCT iif(ai AND NOT bot, ch.id, NULL))"
told='declared identity session footer note annotated said_no automation nobot_changes nobot_ai'
recount adoption "period rank changes ai_assisted $told" <<SQL
SELECT q, 1, count(DISTINCT ch.id), count(DISTINCT iif(ai, ch.id, NULL)), $grounds
  FROM ch LEFT JOIN evidence AS e ON e.commit_id = ch.id GROUP BY q
SQL
recount adoption-areas "period area rank changes ai_assisted $told" <<SQL
SELECT 'all', area, row_number() OVER (ORDER BY count(DISTINCT ch.id) DESC, area),
       count(DISTINCT ch.id), count(DISTINCT iif(ai, ch.id, NULL)), $grounds
  FROM ch JOIN ar USING (id) LEFT JOIN evidence AS e ON e.commit_id = ch.id GROUP BY area
SQL
for name in adoption-by-area heat-map; do
	top=7
	[ $name = adoption-by-area ] || top=24
	recount $name 'period area rank areas changes changes_total ai_assisted' <<SQL
WITH s AS (SELECT area, row_number() OVER (ORDER BY count(*) DESC, area) AS place,
                  count(*) OVER () AS all_n
             FROM ch JOIN ar USING (id) GROUP BY area),
p AS (SELECT DISTINCT ch.id, q, ai, iif(place <= $top OR all_n = $top + 1, area, NULL) AS name,
             min(place, $top + (all_n > $top)) AS place, all_n
        FROM ch JOIN ar USING (id) JOIN s USING (area))
SELECT q, name, place, iif(name IS NULL, all_n - $top, 1), count(*),
       (SELECT count(*) FROM ch WHERE ch.q = p.q), sum(ai)
  FROM p GROUP BY q, name
 UNION ALL
SELECT q, NULL, (SELECT min(max(place), $top + 1) + 1 FROM s), 0, count(*),
       (SELECT count(*) FROM ch AS o WHERE o.q = ch.q), sum(ai)
  FROM ch WHERE id NOT IN (SELECT id FROM ar) GROUP BY q
SQL
done
recount ai-by-size 'rank size changes ai_assisted ai_changes other other_changes' <<'SQL'
WITH n (rank, size, least) AS (VALUES (1, '0', 0), (2, '1-10', 1), (3, '11-50', 11),
  (4, '51-200', 51), (5, '201-1000', 201), (6, 'more', 1001), (7, 'unknown', 1 << 60)),
l AS (SELECT ch.id, ai, ifnull(sum(lines_added + lines_deleted), iif(count(path_id), 1 << 60, 0)) AS lines
        FROM ch LEFT JOIN changes AS c ON c.commit_id = ch.id GROUP BY ch.id),
r AS (SELECT (SELECT max(rank) FROM n WHERE least <= lines) AS rank, ai FROM l)
SELECT rank, size, count(ai), ifnull(sum(ai), 0), (SELECT sum(ai) FROM ch),
       count(ai) - ifnull(sum(ai), 0), (SELECT sum(1 - ai) FROM ch)
  FROM n LEFT JOIN r USING (rank) GROUP BY rank
SQL
recount ai-grounds 'period ground changes of_changes' <<'SQL'
WITH g AS (SELECT DISTINCT q, id, class FROM ch JOIN evidence ON commit_id = id
            WHERE ai AND class IN ('declared','identity','session','footer','note'))
SELECT p.q, c.class, (SELECT count(*) FROM g WHERE g.q = p.q AND g.class = c.class), p.n
  FROM (SELECT q, count(*) AS n FROM ch WHERE ai GROUP BY q) AS p,
       (SELECT DISTINCT class FROM g) AS c
SQL
recount ai-people 'name email first_ai_at last_ai_at changes ai_assisted ai_author' <<'SQL'
SELECT p.name, p.email, min(iif(ai, at, NULL)), max(iif(ai, at, NULL)), count(*), sum(ai),
       sum(ai AND id IN (SELECT commit_id FROM evidence WHERE place = 'author'
           AND class IN ('declared','identity','session','footer','note')))
  FROM ch JOIN people AS p ON person_id = who GROUP BY who HAVING sum(ai)
SQL
tools="SELECT DISTINCT commit_id AS id, iif(tool = '', '(not named)', tool) AS tool FROM evidence
 WHERE commit_id IN (SELECT id FROM ai) AND class IN ('declared','identity','session','footer','note')"
recount ai-tools 'period tool commits changes of_changes first_landed_at last_landed_at' <<SQL
SELECT 'all', tool, count(*), count(ch.id), (SELECT count(*) FROM ch),
       min(c.landed_at), max(c.landed_at)
  FROM ($tools) AS t JOIN commits AS c ON c.commit_id = t.id LEFT JOIN ch ON ch.id = t.id
 WHERE c.reachable AND c.landed_at > 0 GROUP BY tool
SQL
recount ai-tools-over-time 'period rank tool tools changes of_changes several' <<SQL
WITH t AS (SELECT * FROM ch JOIN ($tools) USING (id)),
s AS (SELECT tool, row_number() OVER (ORDER BY tool = '(not named)', count(*) DESC, tool) AS n,
             (SELECT count(DISTINCT tool) FROM t WHERE tool <> '(not named)') AS named
        FROM t GROUP BY tool),
p AS (SELECT *, CASE WHEN tool = '(not named)' THEN 99 WHEN n > 8 AND named > 9 THEN 98 ELSE n END AS slot FROM s),
k AS (SELECT slot, min(tool) AS tool, count(*) AS tools, row_number() OVER (ORDER BY slot) AS rank FROM p GROUP BY slot)
SELECT o.q, k.rank, iif(slot = 98, NULL, k.tool), tools,
       (SELECT count(DISTINCT t.id) FROM t JOIN p USING (tool) WHERE t.q = o.q AND p.slot = k.slot),
       o.n, o.several
  FROM k, (SELECT q, count(*) AS n, sum((SELECT count(*) FROM t WHERE t.id = ch.id) > 1) AS several
             FROM ch WHERE ai GROUP BY q) AS o
SQL
recount automation 'period bot changes of_changes ai_assisted first_landed_at last_landed_at' <<'SQL'
SELECT q, a.bot, count(*), (SELECT count(*) FROM ch AS o WHERE o.q = ch.q), sum(ai), min(at), max(at)
  FROM ch JOIN automation AS a ON a.commit_id = id GROUP BY q, a.bot
SQL
recount activity 'period area n_areas changes changes_total changes_shared lines_added lines_deleted people' <<'SQL'
WITH s AS (SELECT area, row_number() OVER (ORDER BY count(*) DESC, area) AS place,
                  count(*) OVER () AS n FROM ch JOIN ar USING (id) GROUP BY area),
l AS (SELECT ch.id, ch.q, ch.who, iif(place <= 8 OR n = 9, area, NULL) AS name, n,
             sum(c.lines_added) AS added, sum(c.lines_deleted) AS deleted
        FROM ch JOIN ar USING (id) JOIN s USING (area)
        JOIN changes AS c ON c.commit_id = ch.id
        JOIN path_areas AS p ON p.path_id = c.path_id AND p.area_id = ar.area_id
       GROUP BY ch.id, area)
SELECT q, name, iif(name IS NULL, n - 8, 1), count(DISTINCT id),
       (SELECT count(*) FROM ch WHERE ch.q = l.q),
       (SELECT count(*) FROM ch WHERE ch.q = l.q AND (SELECT count(*) FROM ar WHERE ar.id = ch.id) > 1),
       sum(added), sum(deleted), count(DISTINCT who)
  FROM l GROUP BY q, name
 UNION ALL
SELECT q, NULL, 0, count(*), (SELECT count(*) FROM ch AS o WHERE o.q = ch.q),
       (SELECT count(*) FROM ch AS o WHERE o.q = ch.q AND (SELECT count(*) FROM ar WHERE ar.id = o.id) > 1),
       NULL, NULL, count(DISTINCT who)
  FROM ch WHERE id NOT IN (SELECT id FROM ar) GROUP BY q
SQL
recount areas 'area paths changes people lines_added lines_deleted' <<'SQL'
SELECT a.name, (SELECT count(*) FROM path_areas AS p WHERE p.area_id = a.area_id),
       count(DISTINCT ch.id), count(DISTINCT ch.who), sum(iif(ch.id, c.lines_added, NULL)), sum(iif(ch.id, c.lines_deleted, NULL))
  FROM areas AS a LEFT JOIN path_areas AS p USING (area_id)
  LEFT JOIN changes AS c ON c.path_id = p.path_id LEFT JOIN ch ON ch.id = c.commit_id GROUP BY a.area_id
SQL
recount tiers 'policy tier is_default paths changes ai_changes lines_added lines_deleted' <<'SQL'
SELECT o.name, t.name, t.is_default,
       (SELECT count(*) FROM path_tiers AS p WHERE p.policy_id = t.policy_id AND p.tier = t.tier),
       count(DISTINCT ch.id), count(DISTINCT iif(ai, ch.id, NULL)), ifnull(sum(c.lines_added), 0), ifnull(sum(c.lines_deleted), 0)
  FROM tiers AS t JOIN policies AS o USING (policy_id)
  LEFT JOIN path_tiers AS p USING (policy_id, tier)
  LEFT JOIN (changes AS c JOIN ch ON ch.id = c.commit_id) ON c.path_id = p.path_id GROUP BY t.policy_id, t.tier
SQL
recount people 'name email identities changes counted merges first_authored_at last_authored_at' <<'SQL'
SELECT p.name, p.email, (SELECT count(*) FROM identities AS o WHERE o.person_id = p.person_id),
       sum(n_parents < 2), sum(commit_id IN (SELECT id FROM ch)), sum(n_parents > 1),
       min(authored_at), max(authored_at)
  FROM commits AS c JOIN identities AS i ON i.identity_id = author_id JOIN people AS p USING (person_id)
 WHERE reachable GROUP BY person_id
SQL
recount hot-paths 'path changes people lines_added lines_deleted uncounted last_landed_at' <<'SQL'
SELECT path, count(*), count(DISTINCT who), sum(lines_added), sum(lines_deleted), sum(lines_added IS NULL), max(at)
  FROM ch JOIN changes AS c ON c.commit_id = id JOIN paths USING (path_id) GROUP BY path_id
SQL
recount landings 'period changes backwards longest_days' <<'SQL'
SELECT q, count(*), sum(authored_at > at), round(max(at - authored_at) / 86400.0, 2) FROM ch WHERE authored_at NOT NULL GROUP BY q
SQL
recount landings 'period median_days p90_days' <<'SQL'
WITH l AS (SELECT q, at - authored_at AS lag, percent_rank() OVER w AS x,
                  row_number() OVER w AS k, count(*) OVER (PARTITION BY q) AS n
             FROM ch WHERE authored_at NOT NULL WINDOW w AS (PARTITION BY q ORDER BY at - authored_at))
SELECT q, round(min(iif(k * 2 >= n, lag, NULL)) / 86400.0, 2), round(min(iif(k * 10 >= 9 * n, lag, NULL)) / 86400.0, 2) FROM l GROUP BY q
SQL
recount review-coverage 'period ai_assisted changes reviewed by_one by_two by_more' <<'SQL'
SELECT q, ai, count(*), count(n), sum(ifnull(n, 0) = 1), sum(ifnull(n, 0) = 2), sum(ifnull(n, 0) > 2)
  FROM ch LEFT JOIN rv USING (id) GROUP BY q, ai
SQL
recount disclosure-forms 'period kind class place counted of_changes' <<'SQL'
SELECT period, kind, class, place, class IN ('declared','identity','session','footer','note'), (SELECT count(*) FROM ch)
  FROM "csv.disclosure-forms"
SQL
recount trailer-keys 'period key changes of_changes in_block in_paragraph in_body in_squash' <<'SQL'
WITH k AS (SELECT DISTINCT key, ai_related FROM "csv.trailer-keys"),
o AS (SELECT q, count(*) AS n FROM ch GROUP BY q),
t AS (SELECT ch.q, t.* FROM ch JOIN trailers AS t ON t.commit_id = ch.id)
SELECT o.q, k.key, count(DISTINCT t.commit_id), o.n, count(iif(place = 'block', 1, NULL)),
       count(iif(place = 'paragraph', 1, NULL)), count(iif(place = 'body', 1, NULL)), count(iif(place = 'squash', 1, NULL))
  FROM o CROSS JOIN k LEFT JOIN t ON t.q = o.q
   AND (lower(t.key) = lower(k.key) OR k.ai_related = '2'
        AND lower(t.key) IN (SELECT lower(key) FROM k WHERE ai_related = '1'))
 GROUP BY o.q, k.key
SQL
recount channel-bias 'rank n of_n' <<'SQL'
WITH f AS (SELECT ch.*, pull_request NOT NULL AS pr,
  id IN (SELECT commit_id FROM trailers WHERE place IN ('block', 'paragraph', 'squash')) AS t,
  ai AND NOT EXISTS (SELECT 1 FROM evidence AS e WHERE e.commit_id = id AND place IN ('block', 'author', 'committer')
                      AND class IN ('declared','identity','session','footer','note')) AS outside,
  ai AND date(authored_at, 'unixepoch') BETWEEN '2026-04-01' AND '2026-05-31'
  AND NOT EXISTS (SELECT 1 FROM evidence AS e WHERE e.commit_id = id
                   AND class IN ('declared','identity','session','footer','note')
                   AND (role IS NOT 'co-author' OR lower(text) NOT LIKE '%<copilot@github.com>%')) AS editor
 FROM ch)
SELECT 1, sum(pr), count(*) FROM f UNION ALL SELECT 2, sum(t), count(*) FROM f
 UNION ALL SELECT 3, sum(ai AND pr), sum(pr) FROM f UNION ALL SELECT 4, sum(ai AND NOT pr), sum(NOT pr) FROM f
 UNION ALL SELECT 5, sum(outside), sum(ai) FROM f UNION ALL SELECT 6, sum(editor), sum(ai) FROM f
SQL
verdicts="SELECT o.name AS policy, r.name AS rule, r.kind, r.severity, ch.q, v.outcome
  FROM verdicts AS v JOIN rules AS r USING (policy_id, rule) JOIN policies AS o USING (policy_id)
  JOIN ch ON ch.id = v.commit_id WHERE outcome <> 'not-applicable'"
for name in rules compliance; do
	period=q
	[ $name = compliance ] || period="'all'"
	recount $name 'policy period rule kind severity applicable pass fail undecidable decided' <<SQL
SELECT policy, $period, rule, kind, severity, count(*), sum(outcome = 'pass'), sum(outcome = 'fail'),
       sum(outcome = 'undecidable'), sum(outcome <> 'undecidable')
  FROM ($verdicts) GROUP BY policy, $period, rule
SQL
done
recount compliance-over-time 'policy period outcome changes judged verdicts' <<SQL
WITH o (outcome) AS (VALUES ('pass'), ('fail'), ('undecidable')),
w AS (SELECT p.name AS policy, ch.q, worst.outcome FROM worst JOIN policies AS p USING (policy_id) JOIN ch USING (id))
SELECT w.policy, w.q, o.outcome, sum(w.outcome = o.outcome), count(*),
       (SELECT count(*) FROM ($verdicts) AS v WHERE v.policy = w.policy AND v.q = w.q AND v.outcome = o.outcome)
  FROM w, o GROUP BY w.policy, w.q, o.outcome
SQL
recount eras 'policy era since_at until_at changes ai_changes failing undisclosed of_disclosures misplaced of_placements' <<'SQL'
WITH s AS (SELECT policy_id, name, since_at, (SELECT min(since_at) FROM eras AS n WHERE n.policy_id = e.policy_id AND n.since_at > e.since_at) AS until_at FROM eras AS e
 UNION ALL SELECT policy_id, 'no-policy', NULL, min(since_at) FROM eras GROUP BY policy_id),
v AS (SELECT policy_id, commit_id, sum(outcome = 'fail') AS f,
  sum(outcome = 'fail' AND kind = 'require-trailer' AND applies_to = 'ai') AS u,
  sum(outcome IN ('pass', 'fail') AND kind = 'require-trailer' AND applies_to = 'ai') AS d,
  sum(outcome = 'fail' AND kind = 'trailer-place') AS m, sum(outcome IN ('pass', 'fail') AND kind = 'trailer-place') AS p
  FROM verdicts JOIN rules USING (policy_id, rule) GROUP BY 1, 2)
SELECT (SELECT name FROM policies AS o WHERE o.policy_id = s.policy_id), name, since_at, until_at, count(ch.id), ifnull(sum(ai), 0), count(iif(f, 1, NULL)),
       count(iif(ai AND u, 1, NULL)), count(iif(ai AND d, 1, NULL)), count(iif(m, 1, NULL)), count(iif(p, 1, NULL))
  FROM s LEFT JOIN ch ON at >= ifnull(since_at, 0) AND at < ifnull(until_at, 1 << 60)
  LEFT JOIN v ON v.policy_id = s.policy_id AND v.commit_id = ch.id GROUP BY s.policy_id, name
SQL
for name in would-qualify what-if; do
	who=policy
	what='forbidden open allowed'
	sums="sum(b = 'fail'), sum(b = 'undecidable'), sum(b = 'pass')"
	join="SELECT ch.*, policy_id AS pid, o.name AS policy, s.outcome AS b FROM supposed_outcomes AS s JOIN policies AS o USING (policy_id) JOIN ch ON ch.id = s.commit_id"
	if [ $name = what-if ]; then
		what='both_forbid only_a_forbids only_b_forbids both_allow open forbidden'
		sums="sum(a = 'fail' AND b = 'fail'), sum(a = 'fail' AND b = 'pass'), sum(a = 'pass' AND b = 'fail'),
			sum(a = 'pass' AND b = 'pass'), sum('undecidable' IN (a, b)), sum(a = 'fail' AND b <> 'undecidable')"
		join="SELECT ch.*, y.policy_id AS pid, o.name AS policy, x.outcome AS a, y.outcome AS b
			FROM supposed_outcomes AS x JOIN supposed_outcomes AS y USING (commit_id) JOIN policies AS o ON o.policy_id = y.policy_id
			JOIN ch ON ch.id = commit_id WHERE x.policy_id < y.policy_id"
		who=policy_b
	fi
	recount $name "$who by name changes $what" <<SQL
WITH f AS ($join),
l AS (SELECT f.id, f.pid, sum(c.lines_added) AS lines, sum(c.content = 'text') = count(*) AS known
        FROM f JOIN changes AS c ON c.commit_id = f.id GROUP BY 1, 2),
g AS (SELECT f.*, 'all' AS by, '' AS name FROM f
 UNION ALL SELECT f.*, 'period', q FROM f
 UNION ALL SELECT f.*, 'area', area FROM f JOIN ar USING (id)
 UNION ALL SELECT f.*, 'tier', ti.name FROM f JOIN ti ON ti.id = f.id AND ti.policy_id = f.pid
 UNION ALL SELECT f.*, 'size', CASE WHEN NOT known THEN 'not known' WHEN lines > 100 THEN 'more than 100' WHEN lines > 20 THEN '21 to 100'
   WHEN lines > 5 THEN '6 to 20' ELSE '0 to 5' END FROM f JOIN l ON l.id = f.id AND l.pid = f.pid
  WHERE EXISTS (SELECT 1 FROM ti WHERE ti.id = f.id AND ti.policy_id = f.pid))
SELECT policy, by, name, count(*), $sums FROM g GROUP BY pid, by, name
SQL
done
recount what-if-outcomes 'a b changes of_changes' <<'SQL'
WITH w (o, says) AS (VALUES ('fail', 'forbids'), ('pass', 'allows'), ('undecidable', 'leaves open')),
f AS (SELECT x.outcome AS a, y.outcome AS b FROM supposed_outcomes AS x JOIN supposed_outcomes AS y USING (commit_id)
       JOIN ch ON id = commit_id WHERE x.policy_id < y.policy_id)
SELECT x.says, y.says, (SELECT count(*) FROM f WHERE a = x.o AND b = y.o), (SELECT count(*) FROM f) FROM w AS x, w AS y
SQL
recount policy-differences 'period changes both_forbid only_a_forbids only_b_forbids both_allow open forbidden' <<'SQL'
WITH w AS (SELECT policy_id, commit_id AS id, CASE WHEN sum(outcome = 'fail') THEN 'f' WHEN sum(outcome = 'undecidable') THEN 'u' ELSE 'p' END AS o
  FROM verdicts JOIN rules USING (policy_id, rule) WHERE severity = 'error' GROUP BY 1, 2),
f AS (SELECT x.o AS a, y.o AS b, substr(q, 1, 4) AS y FROM w AS x JOIN w AS y USING (id) JOIN ch USING (id) WHERE ai AND x.policy_id < y.policy_id),
g AS (SELECT *, y AS period FROM f UNION ALL SELECT *, 'all' FROM f)
SELECT period, count(*), sum(a = 'f' AND b = 'f'), sum(a = 'f' AND b = 'p'), sum(a = 'p' AND b = 'f'), sum(a = 'p' AND b = 'p'),
       sum('u' IN (a, b)), sum(a = 'f' AND b <> 'u') FROM g GROUP BY period
SQL
recount revert-rate 'period part main days changes within_landing pending at_risk reverted returned partial at_risk_total' <<'SQL'
WITH f AS (SELECT ch.*, state, lived, ifnull(within AND state <> 'partial', 0) AS own,
                  at <= (SELECT tip_at FROM repos) - 90 * 86400 AS seen FROM ch LEFT JOIN back USING (id))
SELECT q, iif(ai, 'AI-assisted', 'other'), ai * 2, 90, count(*), sum(own), sum(NOT own AND NOT seen), sum(NOT own AND seen),
       sum(NOT own AND seen AND state IN ('reverted', 'reapplied') AND lived <= 7776000 AND state NOT NULL),
       count(iif(NOT own AND seen AND state = 'reapplied' AND lived <= 7776000, 1, NULL)),
       count(iif(NOT own AND seen AND state = 'partial' AND lived <= 7776000, 1, NULL)),
       (SELECT sum(NOT own AND seen) FROM f AS o WHERE o.q = f.q)
  FROM f GROUP BY q, ai
SQL
recount revert-ease 'part horizon changes clean conflict gone already unknown generated own_series followed' <<'SQL'
SELECT area, 365, count(iif(o IN ('clean', 'conflict', 'gone') AND NOT own_series, 1, NULL)), count(iif(o = 'clean' AND NOT own_series, 1, NULL)),
       count(iif(o = 'conflict' AND NOT own_series, 1, NULL)), count(iif(o = 'gone' AND NOT own_series, 1, NULL)), count(iif(o = 'already' AND NOT own_series, 1, NULL)),
       count(iif(o = 'unknown' AND NOT own_series, 1, NULL)), 0, sum(own_series), sum(1 - own_series)
  FROM lf JOIN ar USING (id) GROUP BY area HAVING count(iif(NOT own_series, o, NULL))
SQL
recount revert-matched 'ai_changes ai_clean other_changes other_clean' <<'SQL'
SELECT sum(ai), sum(ai AND o = 'clean'), sum(1 - ai), sum(NOT ai AND o = 'clean')
  FROM lf WHERE NOT own_series AND NOT bot AND o IN ('clean', 'conflict', 'gone')
SQL
strata="SELECT ai, q || ifnull(name, '') || (SELECT CASE WHEN n > 1000 THEN 5 WHEN n > 200 THEN 4 WHEN n > 50 THEN 3
   WHEN n > 10 THEN 2 ELSE 1 END FROM (SELECT sum(lines_added + lines_deleted) AS n FROM changes WHERE commit_id = lf.id)) AS stratum
  FROM lf LEFT JOIN main USING (id) WHERE NOT own_series AND NOT bot AND o IN ('clean', 'conflict', 'gone')"
recount revert-matched 'strata matched_ai matched_other note' <<SQL
SELECT count(*), sum(n), sum(m), iif(min(sum(n), sum(m)) < 20, 'too few', '')
  FROM (SELECT sum(ai) AS n, sum(1 - ai) AS m FROM ($strata) GROUP BY stratum HAVING min(ai) < max(ai))
SQL
recount collisions 'part changes collisions later_changes' <<'SQL'
SELECT a.name, count(*), sum(lf.ended AND lf.path_id = c.path_id),
       sum((SELECT count(*) FROM changes AS l JOIN ch ON ch.id = l.commit_id
             WHERE l.path_id = c.path_id AND ch.at > lf.at AND ch.at <= lf.at + lf.life))
  FROM lf JOIN changes AS c ON c.commit_id = lf.id JOIN path_areas AS p ON p.path_id = c.path_id JOIN areas AS a USING (area_id)
 WHERE NOT own_series GROUP BY a.area_id
SQL
recount revert-blockers 'place against collisions of_collisions own_series' <<'SQL'
SELECT m.name, x.name, sum(1 - own_series), (SELECT count(*) FROM lf WHERE ended AND NOT own_series), sum(own_series)
  FROM lf LEFT JOIN main AS m ON m.id = lf.id LEFT JOIN main AS x ON x.id = culprit_id WHERE ended GROUP BY 1, 2
SQL
recount revert-base 'fact n' <<'SQL'
SELECT 'changes counted', count(*) FROM lf
 UNION ALL SELECT 'merges', count(*) FROM commits WHERE reachable AND n_parents > 1 AND landed_at > 0
 UNION ALL SELECT 'cherry-picks', count(*) FROM cherry_picks JOIN commits USING (commit_id) WHERE reachable
 UNION ALL SELECT 'roots', count(*) FROM ch WHERE n_parents = 0
 UNION ALL SELECT 'empty commits', count(*) FROM ch WHERE n_parents AND id NOT IN (SELECT commit_id FROM changes)
 UNION ALL SELECT 'not probed', count(*) FROM ch WHERE n_parents AND id NOT IN (SELECT commit_id FROM revert_lives) AND id IN (SELECT commit_id FROM changes)
 UNION ALL SELECT 'unknown', count(*) FROM ch JOIN revert_lives ON commit_id = id WHERE n_parents AND NOT is_known AND id IN (SELECT commit_id FROM changes)
 UNION ALL SELECT 'generated files alone', 0
 UNION ALL SELECT 'own-series collisions', sum(own_series) FROM lf
 UNION ALL SELECT 'ended in generated files', 0
SQL
recount measures 'measure policy n of_n' <<'SQL'
WITH t AS (SELECT tip_at AS tip FROM repos),
f AS (SELECT ch.*, n, d.id AS d, state, lived, ifnull(within AND state <> 'partial', 0) AS own FROM ch LEFT JOIN rv USING (id) LEFT JOIN back USING (id)
  LEFT JOIN (SELECT DISTINCT commit_id AS id FROM evidence WHERE class = 'declared') AS d USING (id))
SELECT 'AI-assisted', NULL, sum(ai), count(*) FROM f
 UNION ALL SELECT 'AI declared', NULL, count(d), count(*) FROM f WHERE ai
 UNION ALL SELECT 'reviewed by others', NULL, count(n), count(*) FROM f
 UNION ALL SELECT 'AI reviewed by others', NULL, count(n), count(*) FROM f WHERE ai
 UNION ALL SELECT 'policy kept', p.name, sum(outcome = 'pass'), sum(outcome <> 'undecidable') FROM worst JOIN ch USING (id) JOIN policies AS p USING (policy_id) GROUP BY policy_id
 UNION ALL SELECT 'AI disclosed as asked', p.name, ifnull(sum(x = 0), 0), count(x) FROM policies AS p LEFT JOIN (SELECT policy_id, commit_id, max(outcome = 'fail') AS x FROM verdicts JOIN rules USING (policy_id, rule)
   JOIN ch ON id = commit_id WHERE ai AND kind = 'require-trailer' AND applies_to = 'ai' AND outcome IN ('pass', 'fail') GROUP BY 1, 2) USING (policy_id) GROUP BY policy_id
 UNION ALL SELECT 'reverted in 90 days', NULL, sum(ifnull(state <> 'partial' AND lived <= 90 * 86400, 0)), count(*) FROM f, t WHERE NOT own AND at <= tip - 90 * 86400
 UNION ALL SELECT 'reverted in 365 days', NULL, sum(ifnull(state <> 'partial' AND lived <= 365 * 86400, 0)), count(*) FROM f, t WHERE NOT own AND at <= tip - 365 * 86400
 UNION ALL SELECT 'clean revert at 365 days', NULL, sum(o = 'clean'), count(*) FROM lf WHERE NOT own_series AND o IN ('clean', 'conflict', 'gone')
SQL
recount area-risk 'area areas changes people ai_assisted judged undecidable decided kept tried clean at_risk reverted' <<'SQL'
SELECT area, 1, count(*), count(DISTINCT ch.who), sum(ch.ai), count(w.outcome), count(iif(w.outcome = 'undecidable', 1, NULL)),
       count(iif(w.outcome <> 'undecidable', 1, NULL)), count(iif(w.outcome = 'pass', 1, NULL)),
       count(iif(lf.own_series = 0 AND lf.o IN ('clean', 'conflict', 'gone'), 1, NULL)), count(iif(lf.own_series = 0 AND lf.o = 'clean', 1, NULL)),
       count(iif(ch.at <= tip_at - 7776000 AND NOT ifnull(within AND back.state <> 'partial', 0), 1, NULL)),
       count(iif(ch.at <= tip_at - 7776000 AND NOT within AND back.state <> 'partial' AND lived <= 7776000, 1, NULL))
  FROM ch JOIN ar USING (id) CROSS JOIN repos LEFT JOIN lf USING (id) LEFT JOIN back USING (id)
  LEFT JOIN worst AS w ON w.id = ch.id AND w.policy_id = (SELECT max(policy_id) FROM policies) GROUP BY area
SQL
recount flow 'step n' <<'SQL'
WITH u AS (SELECT * FROM lf WHERE NOT own_series), t AS (SELECT tip_at - 90 * 86400 AS old FROM repos)
SELECT 'commits reachable from the tips', count(*) FROM commits WHERE reachable
 UNION ALL SELECT 'changes', count(*) FROM commits WHERE reachable AND n_parents < 2
 UNION ALL SELECT 'changes landed', count(*) FROM commits WHERE reachable AND n_parents < 2 AND landed_at > 0
 UNION ALL SELECT 'changes landed, each once', count(*) FROM ch UNION ALL SELECT 'changes counted', count(*) FROM ch
 UNION ALL SELECT 'AI-assisted changes', sum(ai) FROM ch UNION ALL SELECT 'changes without automation', sum(1 - bot) FROM ch
 UNION ALL SELECT 'judged by "' || name || '"', count(*) FROM worst JOIN ch USING (id) JOIN policies USING (policy_id) GROUP BY policy_id
 UNION ALL SELECT 'decided by "' || name || '"', sum(outcome <> 'undecidable') FROM worst JOIN ch USING (id) JOIN policies USING (policy_id) GROUP BY policy_id
 UNION ALL SELECT 'followed for 90 days', count(*) FROM ch, t WHERE at <= old
 UNION ALL SELECT 'at risk of a revert within 90 days', count(*) FROM ch JOIN t LEFT JOIN back USING (id) WHERE at <= old AND NOT ifnull(within AND state <> 'partial', 0)
 UNION ALL SELECT 'changes with a known life', count(*) FROM lf UNION ALL SELECT 'without own-series collisions', count(*) FROM u
 UNION ALL SELECT 'followed for 365 days', count(o) FROM u UNION ALL SELECT 'tried at 365 days', count(*) FROM u WHERE o IN ('clean', 'conflict', 'gone')
SQL
recount self-check 'found of_commits late' <<'SQL'
SELECT sum(date(landed_at, 'unixepoch') < '2021-06-29' AND e.commit_id NOT NULL), sum(date(landed_at, 'unixepoch') < '2021-06-29'),
       sum(date(landed_at, 'unixepoch') >= '2021-06-29' AND date(authored_at, 'unixepoch') < '2021-06-29' AND commits.commit_id IN (SELECT id FROM ai))
  FROM commits LEFT JOIN (SELECT DISTINCT commit_id FROM evidence) AS e USING (commit_id) WHERE reachable
SQL
recount reverts 'oid target_oid lines_undone lines_of days silent repeat counted' <<'SQL'
SELECT c.oid, t.oid, lines_undone, lines_of, round((c.landed_at - t.landed_at) / 86400.0, 2), is_silent, is_repeat, is_counted
  FROM reverts AS r JOIN commits AS c USING (commit_id) LEFT JOIN commits AS t ON t.commit_id = target_id WHERE c.reachable
SQL
recount revert-chains 'oid state turns first_at first_days last_at within_landing ai' <<'SQL'
SELECT c.oid, state, n_turns, first_at, round((first_at - c.landed_at) / 86400.0, 2), last_at, f.landing_id = c.landing_id, c.commit_id IN (SELECT id FROM ai)
  FROM revert_states AS s JOIN commits AS c USING (commit_id) JOIN commits AS f ON f.commit_id = first_id WHERE n_turns > 1
SQL
recount reverted-ai 'oid state first_days same_author' <<'SQL'
SELECT c.oid, state, round((first_at - c.landed_at) / 86400.0, 2), x.person_id = y.person_id
  FROM revert_states AS s JOIN commits AS c USING (commit_id) JOIN commits AS f ON f.commit_id = first_id
  JOIN identities AS x ON x.identity_id = c.author_id JOIN identities AS y ON y.identity_id = f.author_id WHERE c.commit_id IN (SELECT id FROM ai)
SQL
recount fixes 'oid target_oid days target_ai' <<'SQL'
SELECT c.oid, t.oid, round((c.landed_at - t.landed_at) / 86400.0, 2), f.target_id IN (SELECT id FROM ai)
  FROM fixes AS f JOIN commits AS c USING (commit_id) LEFT JOIN commits AS t ON t.commit_id = target_id WHERE c.reachable
SQL
recount ai-commits 'oid landed_at merge counted lines' <<'SQL'
SELECT oid, landed_at, n_parents > 1, commit_id IN (SELECT id FROM ch), (SELECT sum(lines_added + lines_deleted) FROM changes AS x WHERE x.commit_id = c.commit_id)
  FROM commits AS c WHERE reachable AND commit_id IN (SELECT id FROM ai)
SQL
recount evidence 'oid counted ai_assisted line signal' <<'SQL'
SELECT oid, class IN ('declared','identity','session','footer','note'), commit_id IN (SELECT id FROM ai), line, signal_id
  FROM evidence JOIN commits USING (commit_id) WHERE reachable
SQL
recount to-review 'oid reason ai_assisted' <<'SQL'
SELECT c.oid, r.reason, c.commit_id IN (SELECT id FROM ai) FROM "csv.to-review" AS r JOIN commits AS c USING (oid)
SQL
recount violations 'policy oid rule severity' <<'SQL'
SELECT p.name, ch.oid, r.name, severity FROM verdicts AS v JOIN ch ON ch.id = v.commit_id JOIN policies AS p USING (policy_id)
  JOIN rules AS r USING (policy_id, rule) WHERE outcome = 'fail'
SQL
recount key-findings 'finding numerator denominator other_numerator other_denominator' <<'SQL'
WITH t AS (SELECT tip_at AS tip, (tip_at / 86400 - 364) * 86400 AS y, (tip_at / 86400 - 729) * 86400 AS z,
                  (SELECT min(at) / 86400 * 86400 FROM ch WHERE ai) AS first FROM repos),
f AS (SELECT ch.*, n, ch.at >= y AS last, ch.at >= z AND ch.at < y AS before FROM t, ch LEFT JOIN rv USING (id)),
d AS (SELECT DISTINCT commit_id AS id FROM evidence WHERE class = 'declared'),
a AS (SELECT sum(ai) AS n, count(*) AS m FROM f JOIN ar USING (id) WHERE last GROUP BY area HAVING count(*) >= 20),
r AS (SELECT ch.ai, ifnull(state <> 'partial' AND lived <= 7776000, 0) AS x FROM t, ch LEFT JOIN back USING (id)
       WHERE at >= first AND at <= tip - 7776000 AND NOT ifnull(within AND state <> 'partial', 0)),
e AS (SELECT ai, o = 'clean' AS x FROM lf, t WHERE at >= first AND NOT own_series AND NOT bot AND o IN ('clean', 'conflict', 'gone'))
SELECT 'adoption', sum(last AND ai), sum(last), sum(before AND ai), sum(before) FROM f
 UNION ALL SELECT * FROM (SELECT 'area', n, m, NULL, NULL FROM a WHERE (SELECT count(*) FROM a) > 1
  ORDER BY (n + 1.92 - 1.96 * sqrt(n * (m - n) * 1.0 / m + 0.96)) / (m + 3.84) DESC LIMIT 1)
 UNION ALL SELECT * FROM (SELECT 'tool', count(DISTINCT id), (SELECT sum(ai) FROM ch), NULL, NULL FROM ch JOIN evidence ON commit_id = id
  WHERE ai AND class IN ('declared','identity','session','footer','note') GROUP BY tool ORDER BY 2 DESC LIMIT 1)
 UNION ALL SELECT * FROM (SELECT 'people', count(*), (SELECT sum(ai) FROM ch), NULL, NULL FROM ch WHERE ai GROUP BY who ORDER BY 2 DESC LIMIT 1)
 UNION ALL SELECT 'disclosure', count(d.id), count(*), NULL, NULL FROM ch LEFT JOIN d USING (id) WHERE ai
 UNION ALL SELECT 'disclosure', sum(x = 0), count(*), NULL, NULL FROM (SELECT policy_id, max(outcome = 'fail') AS x FROM verdicts JOIN rules USING (policy_id, rule)
  JOIN ch ON id = commit_id WHERE ai AND kind = 'require-trailer' AND applies_to = 'ai' AND outcome IN ('pass', 'fail') GROUP BY policy_id, id) GROUP BY policy_id
 UNION ALL SELECT 'review', count(iif(ai, n, NULL)), sum(ai), count(iif(ai, NULL, n)), sum(1 - ai) FROM f WHERE last
 UNION ALL SELECT 'policy', sum(outcome = 'fail'), count(*), NULL, NULL FROM worst JOIN f USING (id) WHERE last GROUP BY policy_id
 UNION ALL SELECT 'reverts', sum(ai AND x), sum(ai), sum(NOT ai AND x), sum(1 - ai) FROM r
 UNION ALL SELECT 'revert-ease', sum(ai AND x), sum(ai), sum(NOT ai AND x), sum(1 - ai) FROM e
 UNION ALL SELECT 'what-if', sum(x.outcome = 'fail' AND y.outcome = 'pass'), sum(x.outcome = 'fail' AND y.outcome <> 'undecidable'), NULL, NULL
  FROM supposed_outcomes AS x JOIN supposed_outcomes AS y USING (commit_id) JOIN f ON id = commit_id WHERE last AND x.policy_id < y.policy_id
SQL

sqlite3 "$WORK/facts.db" 'CREATE TABLE "csv.summary-numbers" AS
	SELECT fact, value FROM "csv.summary" WHERE value NOT GLOB "*[^0-9]*"'
recount summary-numbers 'fact value' <<'SQL'
WITH h AS (SELECT * FROM commits WHERE reachable), x AS (SELECT changes.* FROM changes JOIN h USING (commit_id))
SELECT 'commits', count(*) FROM h UNION ALL SELECT 'mainline commits', sum(mainline) FROM h
 UNION ALL SELECT 'merges', sum(n_parents > 1) FROM h UNION ALL SELECT 'changes', sum(n_parents < 2) FROM h
 UNION ALL SELECT 'changes landed', sum(n_parents < 2 AND landed_at NOT NULL) FROM h
 UNION ALL SELECT 'changes not landed', sum(n_parents < 2 AND landed_at IS NULL) FROM h
 UNION ALL SELECT 'cherry-picks', count(*) FROM cherry_picks UNION ALL SELECT 'changes counted', count(*) FROM ch
 UNION ALL SELECT 'squash-shaped changes', count(pull_request) FROM ch UNION ALL SELECT 'roots', sum(n_parents = 0) FROM h
 UNION ALL SELECT 'people', count(*) FROM people UNION ALL SELECT 'identities', count(*) FROM identities
 UNION ALL SELECT 'paths', count(*) FROM paths UNION ALL SELECT 'areas', count(*) FROM areas
 UNION ALL SELECT 'evidence', count(*) FROM evidence JOIN h USING (commit_id) UNION ALL SELECT 'AI-assisted changes', sum(ai) FROM ch
 UNION ALL SELECT 'changes by automation', sum(bot) FROM ch
 UNION ALL SELECT 'AI before 2021-06-29', count(*) FROM h WHERE landed_at < 1624924800 AND commit_id IN (SELECT commit_id FROM evidence)
 UNION ALL SELECT 'path changes', count(*) FROM x UNION ALL SELECT 'path changes with lines', count(lines_added) FROM x
 UNION ALL SELECT 'path changes of binaries', count(iif(content = 'binary', 1, NULL)) FROM x
 UNION ALL SELECT 'path changes not counted', count(iif(content = 'uncounted', 1, NULL)) FROM x
 UNION ALL SELECT 'path changes with a missing blob', count(iif(content = 'missing', 1, NULL)) FROM x
 UNION ALL SELECT 'trailers', count(*) FROM trailers JOIN h USING (commit_id) UNION ALL SELECT 'notes', count(*) FROM notes
 UNION ALL SELECT 'foxtrot merges', sum(foxtrot) FROM h UNION ALL SELECT 'boundary commits', n_boundary FROM repos
 UNION ALL SELECT 'missing objects', count(*) FROM missing_objects UNION ALL SELECT 'commits with unknown paths', sum(diff = 'unknown') FROM h
 UNION ALL SELECT 'unreachable commits', sum(1 - reachable) FROM commits UNION ALL SELECT 'generated paths', count(*) FROM generated_paths
SQL

cat >"$WORK/again.pl" <<'END'
# again.pl intervals|page|covered - reads out/csv, counts on no program of ours
use strict; use warnings;
sub csv { # [head, row, ...]
	open my $f, '<:raw', "out/csv/$_[0].csv" or die "$_[0]: $!"; my $t = join '', <$f>; my @rows = ([]);
	while ($t =~ /\G(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/g) {
		my $v = $1 // $2; my $end = $3; $v =~ s/""/"/g; push @{ $rows[-1] }, $v; push @rows, [] if $end ne ",";
	}
	pop @rows; my $head = shift @rows;
	return $head, map { my %r; @r{@$head} = @$_; \%r } @rows;
}
my $z = 1.959964;
sub wilson { my ($k, $n) = @_; my ($z2, $p) = ($z**2, $k / $n);
	my ($a, $b, $c) = (1 + $z2 / $n, -(2 * $p + $z2 / $n), $p * $p); my $r = sqrt abs($b * $b - 4 * $a * $c);
	return ((-$b - $r) / 2 / $a, (-$b + $r) / 2 / $a) }
sub newcombe { my ($k, $n, $l, $m) = @_; my ($p, $q) = ($k / $n, $l / $m);
	my ($pl, $ph) = wilson($k, $n); my ($ql, $qh) = wilson($l, $m);
	return ($p - $q, $p - $q - sqrt(($p - $pl)**2 + ($qh - $q)**2), $p - $q + sqrt(($ph - $p)**2 + ($q - $ql)**2)) }
sub poisson { # P(X <= k) for a mean
	my ($k, $mean) = @_; my ($term, $sum) = (exp -$mean, 0);
	for (0 .. $k) { $sum += $term; $term *= $mean / ($_ + 1) } return $sum }
sub solve { my ($f, $lo, $hi) = @_; for (1 .. 100) { my $m = ($lo + $hi) / 2; $f->($m) > 0 ? ($lo = $m) : ($hi = $m) } return $lo }
sub garwood { my ($k) = @_; my $top = 10 * $k + 20;
	return ($k ? solve(sub { 0.025 - (1 - poisson($k - 1, $_[0])) }, 0, $top) : 0, solve(sub { poisson($k, $_[0]) - 0.025 }, 0, $top)) }
my $n_near = 0;
sub near { my ($what, $is, $must, $by) = @_; $n_near++;
	die "$what is '$is', not $must\n" if $is eq '' || abs($is - $must) > ($by // 1e-6) }
# file: n of, and the columns share low high
my %shares = (
	(map { $_ => ['ai_assisted changes share low high', 'nobot_ai nobot_changes nobot_share nobot_low nobot_high'] } qw(adoption adoption-areas)),
	(map { $_ => ['ai_assisted changes share low high'] } qw(adoption-by-area heat-map ai-people)),
	'ai-by-size' => ['ai_assisted changes share low high', 'ai_assisted ai_changes ai_share ai_low ai_high', 'other other_changes other_share other_low other_high'],
	(map { $_ => ['changes of_changes share low high'] } qw(ai-grounds ai-tools ai-tools-over-time automation disclosure-forms trailer-keys what-if-outcomes)),
	'area-risk' => ['ai_assisted changes ai_share ai_low ai_high', 'kept decided kept_share kept_low kept_high', 'clean tried clean_share clean_low clean_high', 'reverted at_risk reverted_share reverted_low reverted_high'],
	(map { $_ => ['n of_n share low high'] } qw(channel-bias measures)),
	(map { $_ => ['pass decided rate low high', 'fail decided broken broken_low broken_high'] } qw(compliance rules)),
	'compliance-over-time' => ['changes judged share low high'], (map { $_ => ['ai_changes changes share low high'] } qw(eras tiers)),
	'revert-blockers' => ['collisions of_collisions share low high'], 'revert-ease' => ['clean changes share low high'],
	'revert-matched' => ['ai_clean ai_changes ai_share ai_low ai_high', 'other_clean other_changes other_share other_low other_high'],
	'revert-rate' => ['reverted at_risk share low high'], 'review-coverage' => ['reviewed changes share low high'],
	'self-check' => ['found of_commits share low high'], 'would-qualify' => ['allowed changes share low high'],
	(map { $_ => ['only_a_forbids forbidden share low high'] } qw(policy-differences what-if)),
	'key-findings' => ['numerator denominator share low high'],
);
sub intervals {
	for my $name (sort keys %shares) {
		my ($head, @rows) = csv($name);
		die "$name is empty\n" if !@rows;
		for my $r (@rows) {
			for (@{ $shares{$name} }) {
				my ($k, $n, @three) = split; my @is = @$r{@three};
				if (!$r->{$n}) { die "$name: @is of 0\n" if join('', @is) !~ /^(?:0\.01\.0)?$/; next }
				near("$name $_->[0]", $_->[1], $_->[2]) for
					[$three[0], $is[0], $r->{$k} / $r->{$n}], [$three[1], $is[1], (wilson($r->{$k}, $r->{$n}))[0]], [$three[2], $is[2], (wilson($r->{$k}, $r->{$n}))[1]];
			}
		}
	}
	my (undef, @f) = csv('key-findings');
	for (grep { $_->{difference} ne '' } @f) {
		my @d = newcombe(@$_{qw(numerator denominator other_numerator other_denominator)});
		near('difference', $_->{difference}, $d[0]); near('its low', $_->{difference_low}, $d[1]); near('its high', $_->{difference_high}, $d[2]);
	}
	for ((csv('revert-matched'))[1]) {
		my @d = newcombe(@$_{qw(ai_clean ai_changes other_clean other_changes)});
		near('matched', $_->{difference}, $d[0]); near('its low', $_->{difference_low}, $d[1]); near('its high', $_->{difference_high}, $d[2]);
	}
	my (undef, @c) = csv('collisions');
	for (grep { $_->{later_changes} } @c) {
		my ($k, $x) = @$_{qw(collisions later_changes)}; my @g = garwood($k);
		near('rate', $_->{per_100}, 100 * $k / $x, 1e-4); near('its low', $_->{per_100_from}, 100 * $g[0] / $x, 2e-4); near('its high', $_->{per_100_to}, 100 * $g[1] / $x, 2e-4);
	}
	for (grep { ref eq 'HASH' && $_->{lines_undone} } (csv('reverts'))) { near('undone', $_->{share}, $_->{lines_undone} / $_->{lines_of}) }
	my (%n, @flow); (undef, @flow) = csv('flow'); $n{ $_->{step} } = $_->{n} for @flow;
	for (@flow) { near($_->{step}, $_->{left_out}, $n{ $_->{of_step} } - $_->{n}) if $_->{of_step} ne '' }
	die "only $n_near numbers\n" if $n_near < 1000;
}
# every number of a sentence is one of its row, or counted by extra.txt
sub sentences {
	my (%extra, $n); open my $f, '<', 'extra.txt' or die $!; while (<$f>) { my ($k, $v) = split /[|\n]/; push @{ $extra{$k} }, $v }
	my (undef, @rows) = csv('key-findings');
	for my $r (@rows) {
		my @d = map { my $v = $_; $v eq '' ? () : map { sprintf "%.${_}f", abs(100 * $v) } 1, 2 } @$r{qw(share low high difference difference_low difference_high)};
		if ($r->{other_denominator}) { push @d, map { sprintf '%.1f', 100 * $_ } $r->{other_numerator} / $r->{other_denominator}, wilson($r->{other_numerator}, $r->{other_denominator}) }
		my %ok = map { $_ => 1 } @d, @$r{qw(numerator denominator other_numerator other_denominator)}, 20, 95, 90, 365, @{ $extra{ $r->{finding} } || [] };
		(my $s = $r->{sentence}) =~ s/"[^"]*"|\d{4}-\d\d-\d\d//g; $s =~ s/(\d),(\d{3})/$1$2/g;
		for ($s =~ /\d+(?:\.\d+)?/g) { $n++; die "where is $_ from?  $r->{sentence}\n" if !$ok{$_} }
	}
	die if $n < 40;
}
# every row of every table of the page is one of the file
sub page {
	open my $f, '<:raw', 'out/index.html' or die $!; my $t = join '', <$f>; my ($rows, $tables) = (0, 0);
	while ($t =~ m{<section id="([a-z-]+)">(?=<h3>)(.*?)</section>}gs) {
		my ($id, $body) = ($1, $2); next if $body !~ m{<table[^>]*>(.*?)</table>}s; my $table = $1;
		next if !-e "out/csv/$id.csv"; my ($head, @csv) = csv($id); my %column; ($column{ s/_/ /gr }) = $_ for @$head;
		my ($top) = $table =~ m{<thead>(.*?)</thead>}s; my @names = map { s/<[^>]*>//gr } $top =~ m{<th[^>]*>(.*?)</th>}gs; $tables++;
		next if $table =~ /colspan|rowspan/ || grep { !$column{$_} } @names;
		for my $tr ($table =~ m{<tr>((?:(?!</tr>).)*<td.*?)</tr>}gs) {
			my @cells = $tr =~ m{<t[hd][^>]*class="(?:n)"[^>]*>(.*?)</t[hd]>}gs; my @all = $tr =~ m{<t[hd]([^>]*)>(.*?)</t[hd]>}gs; $rows++;
			my $found = grep { my $r = $_; my $same = 1;
				for my $i (0 .. $#names) { my ($class, $cell) = @all[2 * $i, 2 * $i + 1]; next if $class !~ /"n"/; $cell =~ s/<[^>]*>//g; $cell =~ s/,//g;
					my $v = $r->{ $column{ $names[$i] } };
					if ($cell =~ /^([-+]?[\d.]+)(?:%| points)$/) { $same = 0 if $v eq '' || abs(100 * $v - $1) > 0.0501 }
					elsif ($cell =~ /^&lt;0\.1%$/) { $same = 0 if $v eq '' || $v <= 0 || $v >= 0.001 }
					elsif ($cell =~ /^&gt;99\.9%$/) { $same = 0 if $v eq '' || $v <= 0.999 || $v >= 1 }
					elsif ($cell =~ /^-?[\d.]+$/) { $same = 0 if $v !~ /^-?[\d.]+(?:e-?\d+)?$/ || abs($v - $cell) > 0.0501 * ($cell =~ /\./ ? 1 : 0) + 1e-9 } }
				$same } @csv;
			die "$id: no row of the file is @all\n" if !$found;
		}
	}
	die "$rows rows, $tables tables\n" if $rows < 300 || $tables < 30;
}
# no column of numbers is left to trust
sub covered {
	my (%seen, @left); open my $f, '<', 'covered' or die $!; while (<$f>) { chomp; $seen{$_} = 1 }
	for my $name (keys %shares) { $seen{"$name $_"} = 1 for map { split } @{ $shares{$name} } }
	# a class of keys, no number
	$seen{'trailer-keys ai_related'} = 1;
	$seen{$_} = 1 for map { my ($name, @c) = split; map { "$name $_" } @c } 'collisions per_100 per_100_from per_100_to', 'flow left_out', 'reverts share',
		(map { "$_ difference difference_low difference_high" } qw(key-findings revert-matched)), 'revert-survival lives parts days at_risk collided share low high',
		'revert-ease parts alive_share alive_low alive_high median_days median_from median_to',
		'revert-matched horizon alive_difference alive_low alive_high mean_days mean_from mean_to';
	for (glob 'out/csv/*.csv') {
		my ($name) = m{([^/]+)\.csv}; my ($head, @rows) = csv($name);
		for my $c (@$head) { my @v = grep { $_ ne '' } map { $_->{$c} } @rows;
			push @left, "$name $c" if @v && !$seen{"$name $c"} && $c !~ /^(?:rank|main|.*_at)$/ && !grep { !/^-?[\d.]+(?:e-?\d+)?$/ } @v }
	}
	print map { "$_\n" } sort @left;
}
# Kaplan and Meier: of [life, ended, landing, weight]
sub curve {
	my @l = sort { $a->[0] <=> $b->[0] || $b->[1] <=> $a->[1] } @_; my ($n, $s, @steps) = (0, 1); $n += $_->[3] for @l;
	while (@l) {
		my ($t, $d, $c) = ($l[0][0], 0, 0);
		while (@l && $l[0][0] == $t) { $d += $l[0][3] if $l[0][1]; $c += $l[0][3]; shift @l }
		if ($d) { $s *= ($n - $d) / $n; push @steps, [$t, $s, $n, $d] } $n -= $c;
	}
	return @steps;
}
sub lasts { my ($t, @steps) = @_; my $s = 1; for (@steps) { last if $_->[0] > $t; $s = $_->[1] } return $s }
sub half { my @steps = @_; for my $i (0 .. $#steps) {
	return $steps[$i][0] if $steps[$i][1] < 0.5 - 1e-8;
	return $i < $#steps ? ($steps[$i][0] + $steps[$i + 1][0]) / 2 : $steps[$i][0] if abs($steps[$i][1] - 0.5) <= 1e-8 } return 9e99 }
sub mean { my ($t, @steps) = @_; my ($at, $s, $sum) = (0, 1, 0);
	for (@steps) { last if $_->[0] > $t; $sum += $s * ($_->[0] - $at); ($at, $s) = @$_[0, 1] } return $sum + $s * ($t - $at) }
sub jackknife { # the interval, landings being the pieces of evidence
	my ($t, $at_risk, $lives, @steps) = @_; my $s = lasts($t, @steps); my %pull;
	return wilson($s ? $at_risk : 0, $at_risk) if $s == 1 || $s == 0;
	for my $l (@$lives) { for (@steps) { last if $_->[0] > $l->[0] || $_->[0] > $t;
		$pull{ $l->[2] } += $_->[3] / $_->[2] / ($_->[2] - $_->[3]); $pull{ $l->[2] } -= 1 / ($_->[2] - $_->[3]) if $_->[0] == $l->[0] && $l->[1] } }
	my $var = 0; $var += $_**2 for values %pull; my $w = exp($z * sqrt($var) / abs log $s);
	return ($s**$w, $s**(1 / $w));
}
sub draws { # of whole landings
	my ($lives, $of) = @_; my %by; push @{ $by{ $_->[2] } }, $_ for @$lives; my @keys = sort keys %by; my @all;
	for (1 .. 999) { my %w; $w{ $keys[rand @keys] }++ for @keys;
		push @all, $of->(map { my $k = $w{ $_->[2] }; $k ? [@$_[0 .. 2], $k, $_->[4]] : () } @$lives) }
	return sort { $a <=> $b } @all;
}
sub ends { # low and high leave about 2.5 % of our draws out
	my ($what, $low, $high, $by, @d) = @_; $low = -9e98 if $low eq ''; $high = 9e99 if $high eq '';
	my @out = map { my $f = $_; scalar(grep { $f->($_) } @d) / @d } sub { $_[0] < $low - $by }, sub { $_[0] <= $low + $by }, sub { $_[0] > $high + $by }, sub { $_[0] >= $high - $by };
	die "$what: $low to $high leave out @out\n" if $out[0] > 0.045 || $out[1] < 0.01 || $out[2] > 0.045 || $out[3] < 0.01;
}
sub curves {
	srand 1; my (%of, %n, %id, @all); open my $f, '<', 'lives.txt' or die $!;
	while (<$f>) { chomp; my ($id, $area, @l) = split /\|/; push @{ $of{$area} }, [@l[0 .. 2], 1, $l[3]]; $id{$area}{$id} = $of{$area}[-1]; $all[$id] = $l[4] ? undef : $of{$area}[-1] }
	@all = grep { $_ } @all; my @order = sort { @{ $of{$b} } <=> @{ $of{$a} } || $a cmp $b } keys %of; my %others = map { %{ $id{$_} } } @order[6 .. $#order];
	my (undef, @rows) = csv('revert-survival'); my ($n, %curve) = (0);
	for my $r (@rows) {
		my @l = $r->{part} eq '' ? values %others : @{ $of{ $r->{part} } }; my $t = $r->{days} * 86400;
		my $steps = $curve{ $r->{part} } ||= [curve(@l)]; my $risk = grep { $_->[0] >= $t } @l; my $w = "$r->{part} $r->{days}";
		near("$w lives", $r->{lives}, scalar @l); near("$w at risk", $r->{at_risk}, $risk); near("$w collided", $r->{collided}, scalar grep { $_->[1] && $_->[0] <= $t } @l);
		near("$w parts", $r->{parts}, $r->{part} eq '' ? @order - 6 : 1); if (@l < 20) { die $w if $r->{share} ne ''; next }
		my @j = jackknife($t, $risk, \@l, @$steps); near("$w share", $r->{share}, lasts($t, @$steps), 2e-6); near("$w low", $r->{low}, $j[0], 2e-6); near("$w high", $r->{high}, $j[1], 2e-6); $n++;
	}
	die $n if $n < 50; my $year = 365 * 86400; (undef, @rows) = csv('revert-ease');
	for my $r (@rows) {
		my @l = @{ $of{ $r->{part} } }; my %c = map { $_->[2] => 1 } @l; my @s = curve(@l); my $w = "ease of $r->{part}"; die $w if $r->{parts} != 1;
		if (@l < 20 || keys %c < 10) { die $w if join('', @$r{qw(alive_low alive_high median_from median_to)}) ne '' || $r->{note} ne 'too few'; next }
		near("$w alive", $r->{alive_share}, lasts($year, @s), 2e-6); ends("$w alive", @$r{qw(alive_low alive_high)}, 2e-6, draws(\@l, sub { lasts($year, curve(@_)) }));
		my $h = half(@s); $r->{median_days} eq '' ? $h > 9e98 || die $w : near("$w median", $r->{median_days}, $h / 86400, 0.0501);
		ends("$w median", map({ $r->{$_} eq '' ? '' : $r->{$_} * 86400 } qw(median_from median_to)), 0.06 * 86400, draws(\@l, sub { half(curve(@_)) })); $n++;
	}
	for my $r ((csv('revert-matched'))[1]) {
		my $side = sub { my $s = shift; curve(grep { $_->[4] == $s } @_) };
		my $alive = sub { lasts($year, $side->(1, @_)) - lasts($year, $side->(0, @_)) }; my $days = sub { (mean($year, $side->(1, @_)) - mean($year, $side->(0, @_))) / 86400 };
		near('alive', $r->{alive_difference}, $alive->(@all), 2e-6); ends('alive', @$r{qw(alive_low alive_high)}, 2e-6, draws(\@all, $alive));
		near('mean', $r->{mean_days}, $days->(@all), 0.0501); ends('mean', @$r{qw(mean_from mean_to)}, 0.06, draws(\@all, $days));
	}
}
no strict 'refs'; &{ $ARGV[0] }();
END
test_ok 'shares, intervals, differences and rates: by the books' 'perl again.pl intervals'
sqlite3 "$WORK/facts.db" >"$WORK/extra.txt" <<'SQL'
WITH y AS (SELECT (tip_at / 86400 - 364) * 86400 AS y FROM repos)
SELECT 'area', count(*) FROM (SELECT 1 FROM y, ch JOIN ar USING (id) WHERE at >= y GROUP BY area HAVING count(*) >= 20)
 UNION ALL SELECT 'tool', count(DISTINCT tool) FROM ch JOIN evidence ON commit_id = id WHERE ai AND tool <> '' AND class IN ('declared','identity','session','footer','note')
 UNION ALL SELECT 'people', count(DISTINCT who) FROM ch WHERE ai
 UNION ALL SELECT 'policy', sum(outcome = 'undecidable') FROM y, worst JOIN ch USING (id) WHERE at >= y GROUP BY policy_id
 UNION ALL SELECT 'what-if', count(DISTINCT id) FROM y, ch JOIN supposed_outcomes ON commit_id = id WHERE at >= y;
SQL
sqlite3 "$WORK/facts.db" >"$WORK/lives.txt" "SELECT id, area, life, ended, landing, ai, bot FROM lf JOIN ar USING (id) WHERE NOT own_series ORDER BY 1, 2"
test_ok 'lives: curves, medians and means by hand, drawn intervals beside draws of ours' 'perl again.pl curves'
test_ok 'the sentences say no number but those of their rows' 'perl again.pl sentences'
test_ok 'the page says what the files say' 'perl again.pl page'
test_ok 'the first lines of the page' '
	sqlite3 facts.db "SELECT printf('\''%,d'\'', count(*)) FROM ch UNION ALL SELECT count(DISTINCT who) FROM ch
		UNION ALL SELECT count(DISTINCT path_id) FROM ch JOIN changes ON commit_id = id
		UNION ALL SELECT printf('\''%,d'\'', sum(lines_added)) FROM ch JOIN changes ON commit_id = id
		UNION ALL SELECT printf('\''%,d'\'', sum(lines_deleted)) FROM ch JOIN changes ON commit_id = id
		UNION ALL SELECT date(min(at), '\''unixepoch'\'') || '\'' to '\'' || date(max(at), '\''unixepoch'\'') FROM ch" >expect
	sed -n "s/^<li><span>.*<strong>\(.*\)<\/strong><\/li>$/\1/p" out/index.html | head -6 >actual
'
test_ok 'no column of numbers is left out here' 'perl again.pl covered >actual; : >expect'
test_done
