#!/bin/sh
# SPDX-License-Identifier: MIT
# What strangers may write (names, subjects, trailers, paths, areas, policies)
# is text in every output, never a formula, a tag, a link or a program.
# INJECTION=full asks every query in every format.
. tests/lib.sh

# poison DB - every such text begins with one of the payloads.  Each begins with
# "P:" and its number somewhere, by which it is found again.
poison() {
	sqlite3 "$1" <<-\END
	PRAGMA foreign_keys = 0;
	CREATE TEMP TABLE p (n INTEGER PRIMARY KEY, x TEXT);
	INSERT INTO p (x) VALUES
	  ('=HYPERLINK("http://x.test/P:1","P:1") '),
	  ('<script>alert("P:2")</script>'),
	  ('"><svg onload=alert("P:3")> '),
	  ('[P:4](javascript:alert(4)) ![P:4](http://x.test/4) '),
	  (') /S /JavaScript /JS (app.alert("P:5")) >> endobj '),
	  (']]></style></svg><!-- P:6 --> '),
	  ('@SUM(1+1)*cmd|'' /C calc''!A0 P:7 '),
	  ('+1 | P:8 | <b> | '),
	  ('-1 `P:9` <https://x.test/9> '),
	  (char(27) || '[2J' || char(8238) || 'P:10 ' || char(13) || char(10)
	   || '# P:10 '),
	  (char(9) || '=1+1 &lt;P:11&gt; &#x3c; '),
	  ('<?xml version="1.0"?><!DOCTYPE P:12 [<!ENTITY x "y">]> '),
	  ('" onclick="alert(''P:13'')" x="'' '),
	  ('::error::P:14 %0A {{7*7}} ${7*7} $(touch P14) ');
	UPDATE people SET name = (SELECT x FROM p WHERE n = 1 + person_id % 14) || name,
	  email = (SELECT x FROM p WHERE n = 1 + (person_id + 3) % 14) || email;
	UPDATE identities SET name = (SELECT x FROM p WHERE n = 1 + identity_id % 14)
	  || name;
	UPDATE commits SET subject = (SELECT x FROM p WHERE n = 1 + commit_id % 14)
	  || subject;
	UPDATE paths SET path = (SELECT x FROM p WHERE n = 1 + path_id % 14) || path;
	UPDATE areas SET name = (SELECT x FROM p WHERE n = 1 + area_id % 14) || name;
	UPDATE area_people SET name = (SELECT x FROM p WHERE n = 1 + area_id % 14)
	  || name, email = (SELECT x FROM p WHERE n = 1 + (area_id + 5) % 14) || email;
	UPDATE trailers SET key = (SELECT x FROM p WHERE n = 1 + position % 14) || key,
	  value = (SELECT x FROM p WHERE n = 1 + commit_id % 14) || value;
	UPDATE evidence SET text = (SELECT x FROM p WHERE n = 1 + commit_id % 14) || text,
	  tool = (SELECT x FROM p WHERE n = 1 + length(tool) % 14) || tool,
	  model = (SELECT x FROM p WHERE n = 1 + position % 14) || model;
	UPDATE declarations SET key = (SELECT x FROM p WHERE n = 1 + position % 14) || key,
	  value = (SELECT x FROM p WHERE n = 1 + commit_id % 14) || value;
	UPDATE declared_kinds SET kind = (SELECT x FROM p WHERE n = 1 + nth % 14) || kind;
	UPDATE automation SET bot = (SELECT x FROM p WHERE n = 1 + commit_id % 14) || bot;
	UPDATE reverts SET text = (SELECT x FROM p WHERE n = 1 + commit_id % 14) || text;
	UPDATE fixes SET text = (SELECT x FROM p WHERE n = 1 + commit_id % 14) || text;
	UPDATE signals SET matcher = (SELECT x FROM p WHERE n = 1 + signal_id % 14)
	  || matcher, source = (SELECT x FROM p WHERE n = 1 + signal_id % 14) || source;
	UPDATE policies SET name = (SELECT x FROM p WHERE n = 2) || name,
	  source = (SELECT x FROM p WHERE n = 3) || 'source';
	UPDATE eras SET name = (SELECT x FROM p WHERE n = 1 + era % 14) || name;
	UPDATE tiers SET name = (SELECT x FROM p WHERE n = 1 + (tier + 6) % 14) || name;
	UPDATE rules SET name = (SELECT x FROM p WHERE n = 1 + rule % 14) || name,
	  says = (SELECT x FROM p WHERE n = 1 + rule % 14) || says,
	  message = (SELECT x FROM p WHERE n = 1 + (rule + 1) % 14) || 'message';
	UPDATE verdicts SET why = (SELECT x FROM p WHERE n = 1 + commit_id % 14) || why;
	UPDATE generated_patterns SET
	  pattern = (SELECT x FROM p WHERE n = 1 + position % 14) || pattern;
	INSERT INTO annotations SELECT c.repo_id, c.oid, 'yes', '', p.x || 'who',
	  p.x || 'why', p.x || 'source' FROM commits AS c JOIN p ON p.n = c.commit_id;
	INSERT INTO missing_objects SELECT 1, printf('%040d', n), 'blob', 1, x FROM p;
	UPDATE repos SET remote = 'https://gitlab.x/"><svg onload=x>/y';
	END
}
# all payloads that a text holds, as numbers
payloads() {
	grep -o 'P:[0-9][0-9]*' | sort -u | tr -d P: | sort -n | tr '\n' ' '
	echo
}

test_ok 'a report in every format has them as text' '
	sample_history demo
	"$GP" audit -C demo --db k.db -q \
		--policy "$TOP/samples/policies/kestrel.policy"
	poison k.db
	title=$(printf "=1+1 ) /OpenAction <b>\"P:15\" \033\342\200\256")
	"$GP" report --db k.db --out out --format html,pdf,csv,json,md \
		--title "$title" --compare-to 2026-01-01
	"$TOP/tests/check-harmless" $(find out -name "*.html" -o -name "*.csv" \
		-o -name "*.json" -o -name "*.md" -o -name "*.svg")
	! grep -q "gitlab.x" out/index.html
	! [ -e P14 ]
'
test_ok 'none of them is lost' '
	for file in out/index.html out/report.json out/report.md; do
		payloads <$file
		echo "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 " >>expect
	done >actual
	sed "s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g; s/&#39;/'\''/g; s/&amp;/\&/g" \
		out/index.html >text
	grep -qF "<script>alert(\"P:2\")</script>" text
	grep -qF "\x1b[2J\u{202e}P:10 \x0d\n# P:10" text
	grep -q "\"'\''=HYPERLINK(\"\"http://x.test/P:1\"\",\"\"P:1\"\") " \
		out/csv/*.csv
'
test_ok 'the PDF holds no program, and its title is a title' '
	pdfinfo out/report.pdf >info.txt
	grep "^Title: *=1+1 ) /OpenAction <b>\"P:15\" \\\\x1b\\\\u{202e}" info.txt
	grep "^JavaScript: *no" info.txt
	! grep -aE "/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFile|RichMedia|XFA) ?[(<\[/0-9]" \
		out/report.pdf
	pdfinfo -js out/report.pdf >js.txt
	! grep -q . js.txt
	pdfinfo -url out/report.pdf | sed 1d | grep -v "  *Annotation  *$" >urls || :
	! grep -iE "javascript:|x\.test" urls
	pdftotext -layout out/report.pdf pdf.txt
	tr "\f" "\n" <pdf.txt >page.txt
	"$TOP/tests/check-harmless" info.txt page.txt
	payloads <page.txt >actual
	echo "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 " >expect
'
test_ok 'an area, a tier and a policy of that kind is a scope' '
	area=$(sql k.db "SELECT name FROM areas WHERE name LIKE '\''%<script>%'\''
		LIMIT 1")
	tier=$(sql k.db "SELECT name FROM tiers ORDER BY tier LIMIT 1")
	policy=$(sql k.db "SELECT name FROM policies")
	"$GP" report --db k.db --out s --format html,csv,json,md --area "$area" \
		--tier "$tier" --policy "$policy" --path "*<script>*"
	"$TOP/tests/check-harmless" $(find s -name "*.html" -o -name "*.csv" \
		-o -name "*.json" -o -name "*.md" -o -name "*.svg")
	grep -q "area .*&lt;script&gt;" s/index.html
'
test_ok 'so do charts, in the formats that a browser opens' '
	"$GP" plot --db k.db --out plots --format svg,pdf >log
	"$TOP/tests/check-harmless" plots/*.svg
	! grep -aE "/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFile) ?[(<\[/0-9]" \
		plots/*.pdf
	cat plots/*.svg | payloads | grep 2
'
test_ok 'and queries' '
	queries="people areas violations evidence compliance reverts"
	[ -z "$INJECTION" ] || queries=$("$GP" query --list | cut -d" " -f1)
	for query in $queries; do
		"$GP" query $query --db k.db >q.txt
		"$GP" query $query --db k.db --format csv >q.csv
		"$GP" query $query --db k.db --format json >q.json
		"$GP" query $query --db k.db --format markdown >q.md
		"$TOP/tests/check-harmless" q.txt q.csv q.json q.md
	done
'
test_ok 'and a policy whose texts are programs' '
	cat >bad.policy <<-\END
	[policy]
		name = "<script>alert(\"P:1\")</script> | =1+1 ESC[2J"
		source = "javascript:alert(1)"
	[tier "[x](javascript:alert(1)) <b>"]
		default = true
	[era "=cmd|<svg onload=x>"]
		since = 2022-01-01
		rule = "\"><img src=x onerror=x> %0A::error::P:2"
	[rule "\"><img src=x onerror=x> %0A::error::P:2"]
		kind = require-sign-off
		message = "</script><svg onload=alert(1)> ::set-output name=x::P:3 \n::error::P:3"
	END
	esc=$(printf "\033")
	sed -i "s/ESC/$esc/" bad.policy
	"$GP" policy bad.policy >policy.txt
	for format in text json sarif github; do
		status 1 "$GP" check -C demo --policy bad.policy --format $format \
			main~40..main >check-$format.txt
	done
	"$TOP/tests/check-harmless" policy.txt check-*.txt
	cp check-json.txt check.json
	cp check-sarif.txt sarif.json
	"$TOP/tests/check-harmless" check.json sarif.json
	! grep -v "^::\(error\|warning\|notice\) " check-github.txt
	"$GP" audit -C demo --db p.db -q --policy bad.policy
	"$GP" report --db p.db --out p --format html,csv,json,md
	"$TOP/tests/check-harmless" $(find p -name "*.html" -o -name "*.csv" \
		-o -name "*.json" -o -name "*.md" -o -name "*.svg")
	grep -q "&lt;script&gt;alert(&quot;P:1&quot;)&lt;/script&gt;" p/index.html
	"$GP" compare --db p.db --policy bad.policy --policy bad.policy \
		--format markdown --all-commits >compare.md
	"$GP" compare --db p.db --policy bad.policy --policy bad.policy \
		>compare.txt
	"$TOP/tests/check-harmless" compare.md compare.txt
'
test_done
