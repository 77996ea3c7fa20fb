#!/bin/sh
# SPDX-License-Identifier: MIT
# --anonymous: no name and no e-mail of anybody in any output.
. tests/lib.sh

# nowhere FOLDER - no name of names.txt, and nothing like an e-mail, is there.
# The e-mail of an editor's default stands in the text of a query.
nowhere() {
	for pdf in "$1"/*.pdf; do
		[ ! -e "$pdf" ] || {
			pdftotext -raw "$pdf" - | tr '\n' ' ' >"$1/pdf.txt"
			pdfinfo "$pdf" >>"$1/pdf.txt"
			rm "$pdf"
		}
	done
	! grep -rFi -f names.txt "$1" || return
	! grep -rEoh '[A-Za-z0-9._+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}' "$1" |
		grep -v '^copilot@github.com$'
}

test_ok 'a report names nobody' '
	sample_history demo
	"$GP" audit -C demo --db k.db -q \
		--policy "$TOP/samples/policies/kestrel.policy"
	sql k.db "SELECT name FROM people UNION SELECT name FROM identities
		UNION SELECT name FROM area_people WHERE name <> '\'\''
		UNION SELECT email FROM people UNION SELECT email FROM identities
		UNION SELECT email FROM area_people" |
		grep -vxE "Copilot|dependabot.bot.|noor|pdvorak" >names.txt
	[ "$(wc -l <names.txt)" -gt 30 ]
	"$GP" report --db k.db --out named --format csv
	grep -rqF "Mara Lindqvist" named
	"$GP" report --db k.db --out out --anonymous \
		--title "For Mara Lindqvist <mara@kestrel.example.org>" \
		--format html,pdf,csv,json,md
	cp -R out copy
	nowhere copy
	grep "\"title\": \"For Person 1 <person-1>\"" out/manifest.json
'
test_ok 'a person is the same everywhere, and a tool stays' '
	person=$("$GP" query pseudonyms --db k.db --format csv |
		sed -n "s/\"\(.*\)\",\"name\",\"Sam Whitfield\".*/Person \1/p")
	for table in people ai-people ai-commits; do
		grep -q "\"$person\"" out/csv/$table.csv
	done
	grep -q "\"$person (aider) <person-[0-9]*>\"" out/csv/evidence.csv
	grep -q Copilot out/csv/evidence.csv
	grep -q "\"dependabot\[bot\]\"" out/csv/people.csv
	cut -d, -f4- out/csv/people.csv >actual
	cut -d, -f4- named/csv/people.csv >expect
'
test_ok 'the report says so' '
	grep -q "This report names no people." out/index.html
	grep -q "\"anonymous\": true" out/manifest.json
	grep -q "\"anonymous\": false" named/manifest.json
	! grep -rq "names no people" named
'
test_ok 'its commands give the rows that it shows' '
	line=$(grep -o "git provenance query ai-people[^<]*" out/index.html |
		head -n 1)
	[ "$line" = "git provenance query ai-people --repo demo --anonymous" ]
	"$GP" ${line#git provenance} --db k.db --format csv >actual
	cp out/csv/ai-people.csv expect
'
test_ok 'charts and queries name nobody' '
	mkdir -p plots
	"$GP" plot --db k.db --anonymous --out plots >log
	for query in people areas violations approvals commits trailers \
		declarations findings reverts; do
		"$GP" query $query --db k.db --anonymous --format json \
			>plots/$query.json
	done
	nowhere plots
'
test_ok 'what would name somebody is refused' '
	for command in report plot "query people"; do
		status 2 "$GP" $command --db k.db --anonymous --author x 2>err
		grep -x "git-provenance: --anonymous names nobody, but --author does; leave one of them out" err
	done
	status 2 "$GP" query --db k.db --anonymous --sql "SELECT 1" 2>err
	grep -x "git-provenance: --anonymous is for the queries of the library, not for --sql; leave one of them out" err
	! [ -e charts ]
'
test_ok 'who is only named in a message is nobody, too; it can be verified' '
	git init -q one
	git -C one commit -q --allow-empty -m "Fix @jdoe
	
	As Ada Example said.
	
	Reported-by: Ada Example <ada@else.test>
	Assisted-by: Claude Code <noreply@anthropic.com>"
	git -C one commit -q --allow-empty -m "Revert \"Fix @jdoe\"
	
	This reverts commit $(git -C one rev-parse HEAD).
	Ada Example knows why: https://x.test/~ada"
	"$GP" audit -C one --db one.db -q
	"$GP" report --db one.db --out one.out --anonymous --format csv,md
	"$GP" verify one.out --db one.db
	printf "%s\n" "Ada Example" "A U Thor" "C O Mitter" jdoe >names.txt
	nowhere one.out
	grep "Claude Code <\[e-mail\]>" one.out/csv/evidence.csv
	grep "Fix \[login\]" one.out/csv/reverts.csv
'
test_done
