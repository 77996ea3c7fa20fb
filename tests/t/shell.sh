#!/bin/sh
# SPDX-License-Identifier: MIT
# The database is a plain SQLite file: it explains itself in the sqlite3
# shell, and every query of the library runs there as it is.
. tests/lib.sh

sample_history "$WORK/demo"
test_ok 'the file says whose it is' '
	"$GP" audit -C demo --db demo.db --all -q
	sql demo.db "PRAGMA application_id; PRAGMA user_version" >actual
	printf "%d\n6\n" 0x67697450 >expect
	head -c 15 demo.db | grep "^SQLite format 3"
'
test_ok 'it is whole' '
	sql demo.db "PRAGMA integrity_check; PRAGMA foreign_key_check" >actual
	echo ok >expect
'
test_ok 'the shell shows the comments of the schema' '
	sqlite3 -readonly demo.db .schema >schema
	grep -F "NULL: binary, not counted (--no-lines), or a blob is missing" schema
	grep -F "every commit that the tips reach" schema
	sed -n "/^CREATE TABLE/,/^)/p" schema |
		awk "/^  [a-z]/ { all++; if (/--/) told++ }
			END { exit !(told > all / 3) }"
'
test_ok 'every table is strict' '
	sql demo.db "SELECT name FROM pragma_table_list
		WHERE schema = '\''main'\'' AND type = '\''table'\''
		AND name NOT LIKE '\''sqlite_%'\'' AND NOT strict" >actual
	: >expect
'
# columns TYPE - "table column" of all columns of that type
columns() {
	sql demo.db "SELECT t.name || ' ' || c.name
		FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
		WHERE t.schema = 'main' AND t.type = 'table'
		AND t.name NOT LIKE 'sqlite_%' AND c.type = '$1'"
}
test_ok 'times are Unix seconds' '
	columns INTEGER | grep "_at$" >times
	test "$(wc -l <times)" -ge 10
	while read -r table column; do
		sql demo.db "SELECT '\''$table.$column'\'', $column FROM $table
			WHERE $column NOT BETWEEN 1600000000 AND 4000000000 LIMIT 1"
	done <times >actual
	: >expect
'
test_ok 'every text is valid UTF-8' '
	"$TOP/tests/random-history" 31 120 >stream.fi
	sample_history odd stream.fi
	"$GP" audit -C odd --db odd.db --all -q
	columns TEXT >texts
	test "$(wc -l <texts)" -ge 20
	while read -r table column; do
		sql odd.db "SELECT hex($column) FROM $table
			WHERE $column IS NOT NULL"
	done <texts | perl -MEncode -ne "
		chomp;
		my \$bytes = pack \"H*\", \$_;
		eval { Encode::decode(\"UTF-8\", \$bytes, Encode::FB_CROAK); 1 }
			or print \"\$_\n\"" >actual
	: >expect
'
test_ok 'every query of the library gives its rows there' '
	n=0
	for file in "$TOP"/queries/*.sql; do
		name=$(basename "$file" .sql)
		case $name in schema | indexes | views) continue ;; esac
		"$GP" query $name --db demo.db --format json |
			values $(added "$name") >ours
		sqlite3 -readonly -json demo.db <"$file" | values >theirs
		cmp theirs ours
		n=$((n + 1))
	done
	test $n -ge 10
'
test_done
