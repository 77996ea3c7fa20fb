#!/bin/sh
# SPDX-License-Identifier: MIT
# README tells what is: options, queries, charts, files, and commands that
# work as they stand there, here on the demo history.
. tests/lib.sh

# fenced LANGUAGE - the lines of README in blocks of that language.
fenced() {
	awk -v fence="\`\`\`$1" '/^```/ { inside = $0 == fence; next }
		inside' "$TOP/README.md"
}
# commands - each command that README shows, one a line.
commands() {
	fenced sh
	fenced console | sed -n 's/^\$ \(git provenance .*\)/\1/p'
}

mkdir -p "$WORK/bin" "$WORK/path/to"
ln -s "$GP" "$WORK/bin/git-provenance"
ln -s "$TOP/queries" "$WORK/queries"
ln -s "$TOP/samples" "$WORK/samples"
PATH=$WORK/bin:$PATH
sample_history "$WORK/path/to/repository"
sample_history "$WORK/path/to/git"

test_ok 'the parts that follow from the code are as the code is' '
	cd "$TOP"
	tests/readme-parts README.md | diff -u README.md -
'
test_ok 'every command has a part, with options in it' '
	"$GP" --help | sed -n "s/^  \([a-z][a-z]*\) .*/\1/p" >commands
	test "$(wc -l <commands)" -ge 4
	while read -r name; do
		grep -A 3 "^<!-- part: help $name -->" "$TOP/README.md" |
			grep -q -e "^ *-"
	done <commands
'
test_ok 'a part that is out of date is found' '
	cd "$TOP"
	sed "s/--no-lines  /--no-limes  /; /hot-paths.sql/d" README.md >"$WORK/old"
	tests/readme-parts "$WORK/old" | diff -u README.md -
	! tests/readme-parts "$WORK/old" | cmp -s - "$WORK/old"
'
commands >"$WORK/commands"
test_ok 'README shows commands' '
	test "$(wc -l <commands)" -gt 15
'
n=0
while read -r line; do
	n=$((n + 1))
	printf '%s\n' "$line" >"$WORK/line$n"
	test_ok "$line" "sh ./line$n; test -s provenance.db"
done <"$WORK/commands"
test_ok 'make has the targets that README names' '
	cd "$TOP"
	{
		fenced console | sed -n "s/^. \(sudo \)*make \([a-z]*\).*/\2/p"
		grep -oE "\`make [^\`]*\`" README.md | tr -d "\`" |
			sed "s/^make //" | tr " " "\n" | grep -xE "[a-z]+"
	} | sort -u >"$WORK/targets"
	grep -x demo "$WORK/targets"
	while read -r target; do
		echo "$target"
		grep -qE "^([a-z-]+ )*$target( [a-z-]+)*:" Makefile
	done <"$WORK/targets"
'
test_ok 'what README links to is there' '
	grep -oE "\]\([^)]*\)" "$TOP/README.md" | sed "s/^](//; s/)$//" >links
	test "$(wc -l <links)" -gt 20
	cd "$TOP"
	while read -r link; do
		case $link in
		\#*) grep -i "^#* $(echo "${link#?}" | tr - " ")$" README.md ;;
		*) test -e "$link" ;;
		esac
	done <"$WORK/links"
'
test_ok 'every table of the database is explained' '
	"$GP" query --db provenance.db --format csv --sql "
		SELECT name FROM sqlite_schema
		 WHERE type IN ('\''table'\'', '\''view'\'')" | tr -d "\"\r" |
		sed 1d >tables
	test "$(wc -l <tables)" -gt 20
	while read -r name; do
		grep -q "\`$name\`" "$TOP/README.md"
	done <tables
'
test_ok 'every kind of signal is explained, with a row of the catalogue' '
	sed -n "/^## How AI/,/^## The database/s/^| \(\`.*\)/\1/p" "$TOP/README.md" |
		sed "s/|[^|]*|\$//" >table
	sed "s/|.*//" table | grep -o "\`[^\`]*\`" | tr -d "\`" | sort >actual
	sqlite3 provenance.db "SELECT DISTINCT kind FROM signals ORDER BY 1" >expect
	sed "s/.*|//" table | grep -o "\`[^\`]*\`" | tr -d "\`" >examples
	[ "$(wc -l <examples)" -eq "$(wc -l <expect)" ]
	sqlite3 provenance.db "SELECT matcher FROM signals" >matchers
	while IFS= read -r example; do
		grep -xF -e "$example" matchers
	done <examples
'
test_ok 'the gallery is of the demo history' '
	git provenance audit -q -C path/to/repository --db demo.db \
		--policy "$TOP/samples/policies/kestrel.policy"
	git provenance plot --db demo.db --out now >/dev/null
	for chart in now/*.svg; do
		grep "<desc" "$chart"
	done >expect
	for chart in "$TOP"/samples/gallery/*.svg; do
		grep "<desc" "$chart"
	done >actual
'
test_ok 'a policy that README shows is one' '
	awk "/^\`\`\`/ { on = /^\`\`\`ini/; next } on" "$TOP/README.md" >shown.policy
	test "$(wc -l <shown.policy)" -gt 20
	"$GP" policy -q shown.policy
'
test_done
