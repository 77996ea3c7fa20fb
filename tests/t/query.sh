#!/bin/sh
# SPDX-License-Identifier: MIT
# git provenance query: every file of the library, formats, refusals.
. tests/lib.sh

# facts FILE - the small database of small-facts.sql.
facts() {
	cat "$TOP/queries/schema.sql" "$TOP/queries/indexes.sql" \
		"$TOP/queries/views.sql" "$TOP/tests/t/small-facts.sql" |
		sqlite3 -bail "$1"
}

# library - the names of all queries.
library() {
	"$GP" query --list | sed -n 's/^\([a-z][a-z-]*\) .*/\1/p'
}

# refused MESSAGE ARGUMENT... - query fails with exit status 2 and says so.
refused() {
	message=$1
	shift
	status 2 "$GP" query "$@" 2>err >out
	echo "git-provenance: $message" | diff -u - err
	test ! -s out
}

test_ok 'the small database is sound' '
	facts small.db
	sql small.db "PRAGMA foreign_key_check; PRAGMA integrity_check" >actual
	echo ok >expect
'
test_ok 'every file is in the list' '
	(cd "$TOP/queries" && ls *.sql) | sed "s/\.sql$//" |
		grep -vxE "schema|indexes|views" | sort >expect
	library | sort >actual
'
test_ok 'every query runs, and its columns are those of its header' '
	for name in $(library); do
		"$GP" query "$name" --db small.db --format csv >rows.csv
		sed -n "1{s/[\",\r]/ /g;p}" rows.csv | xargs echo "$name" >>actual
		sed -n "s/^-- column: \([a-z0-9_]*\) |.*/\1/p
			s/^-- added: \([a-z0-9_]*\) =.*/\1/p" \
			"$TOP/queries/$name.sql" | xargs echo "$name" >>expect
	done
'
test_ok 'every query gives the same in the sqlite3 shell as it is' '
	for name in $(library); do
		"$GP" query "$name" --db small.db --format json |
			values $(added "$name") >ours
		sqlite3 -readonly -json small.db <"$TOP/queries/$name.sql" |
			values >shell
		diff -u shell ours
	done
'
test_ok 'every query explains itself' '
	for name in $(library); do
		"$GP" query --help "$name" >help
		grep -q "^$name - " help
		grep -q "^Columns:" help
		"$GP" query "$name" --help | diff -u help -
		test "$(wc -L <help)" -le 79
	done
'
test_ok 'commits: as the issue wants them' '
	"$GP" query commits --db small.db --format csv --repo lib |
		tr -d "\r" >actual
	cat >expect <<-\END
	"oid","landed_at","authored_at","author_name","author_email","committer_name","committer_email","subject","merge","mainline","repo"
	"7777777777777777777777777777777777777777","1704067200","1704067200","Ann Archer","ann@example.org","Ann Archer","ann@example.org","lib: begin","0","1","lib"
	END
'
test_ok 'commits that left the history are not there' '
	"$GP" query commits --db small.db >out
	! grep thrown out
'
test_ok 'trailers come in order' '
	"$GP" query trailers --db small.db --format json | values |
		grep -c . >actual
	"$GP" query trailers --db small.db -p key=ASSISTED-BY --format markdown |
		tail -1 | cut -d"|" -f3-6 >>actual
	printf "4\n block | Assisted-by | Claude:Opus | 1 \n" >expect
'
test_ok 'the scope limits rows' '
	n() { "$GP" query "$@" --db small.db --format json | values | wc -l; }
	n commits --author BOB >actual
	n commits --area "Block layer core" >>actual
	n commits --path "docs/*" >>actual
	n commits --since 2023-06-01 --until 2024-01-01 >>actual
	n changes --area TCG >>actual
	n people --repo lib >>actual
	printf "2\n2\n2\n1\n3\n1\n" >expect
'
test_ok 'periods' '
	"$GP" query landings --db small.db -p period=month --repo emu \
		--format markdown | cut -d"|" -f3,4 | tail -n +3 >actual
	printf " 2023-01 | 1 \n 2023-04 | 1 \n 2024-03 | 1 \n" >expect
'
test_ok 'csv: formulas lose their bite, --exact keeps them' '
	"$GP" query commits --db small.db --format csv >out
	grep -q "\"'\''=cmd|'\'' /C calc'\''!A0\"" out
	grep -q "\"'\''@SUM(1+1)\*cmd\"" out
	"$GP" query commits --db small.db --format csv --exact >out
	grep -q "\"=cmd|'\'' /C calc'\''!A0\"" out
	"$GP" query hot-paths --db small.db --format csv >out
	grep -q "\"'\''+1+1.c\"" out
'
test_ok 'csv: rows end in CRLF, quotes are doubled, NULL is not empty' '
	"$GP" query --db small.db --format csv --sql \
		"SELECT '\''a\"b'\'' AS x, NULL AS y, '\'''\'' AS z" >actual
	printf "\"x\",\"y\",\"z\"\r\n\"a\"\"b\",,\"\"\r\n" >expect
'
test_ok 'no terminal escape and no override passes' '
	for format in table markdown json; do
		"$GP" query commits --db small.db --format $format >out
		! grep -q "$(printf "\033")" out
	done
	"$GP" query commits --db small.db >out
	grep -qF "\x1b[2J\u{202e}evil" out
	! grep -q "$(printf "\342\200\256")" out
'
test_ok 'a value that is no choice is refused, not taken for no rows' '
	refused "'\''says'\'' of query '\''declarations'\'' is one of /yes/no/research, not '\''maybe'\''" \
		declarations --db small.db -p says=maybe
	"$GP" query declarations --db small.db -p says= >all
	"$GP" query declarations --db small.db >actual
	mv all expect
'
test_ok '--sql reads' '
	"$GP" query --db small.db --format csv -p key=block --repo emu --sql \
		"SELECT count(*) AS n FROM trailers, repos
		  WHERE place = :key AND repos.name = :repo" | tr -d "\r" >actual
	printf "\"n\"\n\"4\"\n" >expect
'
test_ok '--sql refuses what is more' '
	cp small.db copy.db
	refused "--sql only reads, and this statement would change the database; ask with SELECT" \
		--db copy.db --sql "DELETE FROM trailers"
	refused "--sql only reads, and this statement would change the database; ask with SELECT" \
		--db copy.db --sql "VACUUM INTO '\''stolen.db'\''"
	refused "--sql: more than one SQL statement; give one at a time" \
		--db copy.db --sql "SELECT 1; DELETE FROM trailers"
	refused "--sql: no SQL statement; write one" --db copy.db --sql " -- nothing"
	refused "--sql: database '\''copy.db'\'': near \"SELEC\": syntax error; the manual page git-provenance-schema(5) says what is in it" \
		--db copy.db --sql "SELEC 1"
	refused "--sql wants a statement that gives rows; ask with SELECT" \
		--db copy.db --sql "BEGIN"
	refused "the statement of --sql has no parameter '\'':x'\''; write it in there, or leave --param out" \
		--db copy.db --sql "SELECT 1" -p x=1
	refused "the statement of --sql has no use for --area; leave it out" \
		--db copy.db --sql "SELECT 1" --area TCG
	status 3 "$GP" query --db copy.db \
		--sql "ATTACH '\''new.db'\'' AS n" ||
		status 2 "$GP" query --db copy.db --sql "ATTACH '\''new.db'\'' AS n"
	test ! -e new.db
	test ! -e stolen.db
	cmp small.db copy.db
'
test_ok 'wrong usages say what is wrong' '
	refused "query wants a name; --list lists them"
	refused "no query of name '\''comits'\''; did you mean '\''commits'\''?" \
		comits --db small.db
	refused "no query of name '\''comits'\''; did you mean '\''commits'\''?" \
		--help comits
	refused "one query at a time: '\''people'\'' is one too many (try --help)" areas people
	refused "a query'\''s name, --sql and --list exclude each other; leave all but one of them out" \
		areas --list
	refused "--exact is for --format csv only; add --format csv" areas --exact
	refused "no format '\''jsno'\'' (table, csv, json, markdown); did you mean '\''json'\''?" \
		areas --db small.db --format jsno
	refused "no area of name '\''TGC'\'' in the database; did you mean '\''TCG'\''?" \
		commits --db small.db --area TGC
	refused "no repository of name '\''emo'\'' in the database; did you mean '\''emu'\''?" \
		commits --db small.db --repo emo
	refused "query '\''runs'\'' has no use for --path; its scope is set by --repo" \
		runs --db small.db --path x
	refused "query '\''landings'\'' has no parameter '\''peroid'\''; did you mean '\''period'\''?" \
		landings --db small.db -p peroid=year
	refused "'\''period'\'' of query '\''landings'\'' is one of quarter/month/year, not '\''week'\''" \
		landings --db small.db -p period=week
	refused "--since wants a date as YYYY-MM-DD, not '\''yesterday'\''" \
		commits --since yesterday
'
test_ok 'no database, and no database of ours' '
	status 3 "$GP" query commits 2>actual
	sqlite3 other.db "CREATE TABLE x (a)"
	status 3 "$GP" query commits --db other.db 2>>actual
	cat >expect <<-\END
	git-provenance: no database '\''provenance.db'\'': no such file; make one with '\''git provenance audit'\'', or name it with --db
	git-provenance: '\''other.db'\'' is a database of another program; name another file with --db
	END
'
test_ok 'a full disk is a failure' '
	status 3 "$GP" query commits --db small.db >/dev/full 2>actual
	echo "git-provenance: cannot write to standard output: No space left on device; see to it that there is room, and run it again" >expect
'
if script -qec true /dev/null >/dev/null 2>&1; then
	test_ok 'a terminal gets what fits' '
		script -qec "stty cols 40; $GP query --db small.db \
			--sql \"SELECT 5 AS n, '\''$(printf "x%.0s" $(seq 80))'\'' AS t\"" \
			/dev/null | tr -d "\r" | tail -1 >actual
		printf "5  %s\342\200\246\n" "$(printf "x%.0s" $(seq 36))" >expect
	'
else
	test_skip 'a terminal gets what fits' 'no script(1), or no terminal to be had'
fi
test_done
