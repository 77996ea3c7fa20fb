#!/bin/sh
# SPDX-License-Identifier: MIT
# git provenance report --format pdf: what stands on its pages, and where.
. tests/lib.sh

command -v pdftotext >/dev/null || test_skip_all 'no pdftotext (make deps)'

# facts FILE - the small database of small-facts.sql.
facts() {
	cat "$TOP/queries/schema.sql" "$TOP/queries/indexes.sql" \
		"$TOP/queries/views.sql" "$TOP/tests/t/small-facts.sql" |
		sqlite3 -bail "$1"
}

# pages FILE - how many it has.
pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }

test_ok 'a report on paper' '
	facts small.db
	"$GP" report --db small.db --format pdf >actual
	(cd out && find . -type f ! -name "*.svg") | LC_ALL=C sort >>actual
	printf "./manifest.json\n./report.pdf\n" >expect
	pdfinfo out/report.pdf >info
	grep -q "^Title: *Provenance of 2 repositories$" info
	grep -q "^Subject: *whole history$" info
	grep -q "^Creator: *git-provenance " info
	grep -q "^Tagged: *yes$" info
	grep -q "^Page size:.*(A4)$" info
'
test_ok 'again, it is the same byte for byte' '
	TZ=Asia/Tokyo LC_ALL=C.UTF-8 LANGUAGE=ja "$GP" report --db small.db \
		--format pdf --out again
	cmp out/report.pdf again/report.pdf
	date=$(sqlite3 small.db "SELECT strftime('\''%Y%m%d'\'', max(tip_at),
		'\''unixepoch'\'') FROM repos")
	grep -aq "CreationDate (${date}000000Z)" out/report.pdf
'
test_ok 'the contents name the pages on which the sections are' '
	pdftotext -layout out/report.pdf text
	n=$(pages out/report.pdf)
	tr "\f" "\n" <text | sed -n "/^ *Contents$/,/^ *What the columns mean/p" |
		sed -n "s/^ *\([A-Z][^0-9]*[a-z]\)  *\([0-9][0-9]*\)$/\2 \1/p" >lines
	test "$(wc -l <lines)" -gt 80
	while read -r page heading; do
		test "$page" -le "$n"
		pdftotext -f "$page" -l "$page" out/report.pdf page
		grep -qF "$heading" page || {
			echo "$heading is not on page $page"
			exit 1
		}
	done <lines
'
test_ok 'links and outline lead to places that are there' '
	pdfinfo -dests out/report.pdf | sed -n "s/.*\"\(.*\)\".*/\1/p" >places
	grep -qx "r1-people" places
	grep -qx "columns-people" places
	test "$(grep -ac "/Subtype /Link" out/report.pdf)" -gt 100
	grep -aq "/Outlines" out/report.pdf
	grep -aq "/Title (People)" out/report.pdf
'
test_ok 'heads stand again where a table goes on' '
	pdftotext -layout out/report.pdf text
	test "$(tr "\f" "\n" <text | grep -c "^ *fact  *value  *note")" -gt 2
'
test_ok 'scope, paper, and commits that are links' '
	title="(\\) <b> $(printf "\033\342\200\256")"
	"$GP" report --db small.db --out hostile --format pdf --paper letter \
		--repo emu --area "Block layer core" --title "$title" \
		--commit-url "https://example.org/c/{oid}"
	pdfinfo hostile/report.pdf | grep -q "^Page size:.*(letter)$"
	pdftotext -f 2 -l 2 hostile/report.pdf text
	grep -q "^repository emu; area Block layer core$" text
	pdfinfo -url hostile/report.pdf | grep -q \
		"https://example.org/c/8888888888888888888888888888888888888888$"
	status 2 "$GP" report --db small.db --format pdf --paper a3 2>actual
	echo "git-provenance: --paper wants a4 or letter, not '\''a3'\''" >expect
'
test_ok 'hostile text is text' '
	pdftotext out/report.pdf text
	grep -qF "<script>alert(1)</script>" text
	! grep -q "$(printf "\033")" text
	! grep -q "$(printf "\342\200\256")" text
	pdfinfo hostile/report.pdf >info
	grep -qF "(\\) <b> \\x1b\\u{202e}" info
	pdftotext hostile/report.pdf - | grep -qF "(\\) <b> \\x1b\\u{202e}"
	! grep -aE "/(JavaScript|OpenAction|Launch|EmbeddedFile)" \
		hostile/report.pdf
'
test_ok 'a failed run leaves the report of the run before' '
	cp -R out before
	(
		trap "" XFSZ
		ulimit -f 1000
		status 3 "$GP" report --db small.db --format pdf 2>err
	)
	grep -q "^git-provenance: cannot write '\''report.pdf'\'' of report .*File too large" err
	diff -r before out
'
test_done
