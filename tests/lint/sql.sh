#!/bin/sh
# SPDX-License-Identifier: MIT
# Queries keep the rules of the house: check-sql says which.
. tests/lib.sh

right() {
	cd "$TOP"
	tests/lint/check-sql "$1" queries/*.sql
}
wrong() { # CHECK N - what stands on stdin has N findings
	cat >planted.sql
	"$TOP/tests/lint/check-sql" "$1" planted.sql >findings || :
	cat findings
	[ "$(wc -l <findings)" -eq "$2" ]
}

test_ok 'headers are whole' 'right header'
test_ok 'a broken header is found' '
	wrong header 0 <<-\END
	-- SPDX-License-Identifier: MIT
	-- question: How
	--   many?
	-- column: n | commits
	-- param: top=10 | how many
	-- scope: repo since
	-- caveat: None.
	SELECT count(*) AS n FROM commits
	 WHERE (:repo IS NULL OR :since IS NULL OR :top) ORDER BY n;
	END
	wrong header 0 <<-\END
	-- question: How long?
	-- column: n | commits
	-- rows: some-lives by repo part
	-- added: half = median | days
	-- added: rate_from = poisson-low n later_changes
	--   100 | of a hundred
	SELECT 1 AS n ORDER BY n;
	END
	wrong header 4 <<-\END
	-- question: How long?
	-- column: n | commits
	-- added: half median | days
	-- added: half = Median | days
	-- rows: some-lives
	SELECT 1 AS n ORDER BY n;
	END
	wrong header 3 <<-\END
	-- question: No mark
	-- column: n
	SELECT :until AS n ORDER BY n;
	END
	wrong header 3 <<-\END
	-- column: n | commits
	-- quest: x
	-- caveat: None.
	-- param: x=1 | late
	SELECT 1 AS n ORDER BY n;
	END
'
test_ok 'a query is one ordered statement' 'right statement'
test_ok 'two statements, a change, no order are found' '
	echo "SELECT 1; SELECT 2 ORDER BY 1;" | wrong statement 2
	echo "DELETE FROM commits" | wrong statement 3
	printf "SELECT (SELECT 1 ORDER BY 1) AS n\n  FROM t;\n" |
		wrong statement 1
	printf "SELECT '\'';'\''  -- ;\n  FROM t\n ORDER BY n, m;\n" |
		wrong statement 0
'
test_ok 'keywords are upper case' 'right keywords'
test_ok 'a lower keyword is found' '
	wrong keywords 2 <<-\END
	-- select from where
	SELECT '\''and'\'' AS a, t.from from t
	 WHERE a is NULL;
	END
'
test_ok 'no tabs, no blanks at the end' 'right blanks'
test_ok 'tabs and blanks are found' '
	printf "SELECT\t1; \n" | wrong blanks 2
	printf "SELECT 1;" | wrong blanks 1
'
test_ok 'every query runs in the sqlite3 shell as it is' '
	cd "$TOP/queries"
	for file in *.sql; do
		case $file in
		schema.sql | views.sql | indexes.sql) continue ;;
		esac
		sqlite3 -batch -bail :memory: ".read schema.sql" \
			".read views.sql" ".read indexes.sql" ".read $file"
	done
'
# tables - the schema without comments and blanks, as one number
tables() {
	sed 's/--.*//' | tr -s ' \t\n' ' ' | sha256sum | cut -c1-16
}
test_ok 'who changes a table raises the version of the schema' '
	sed -n "s/.*DB_SCHEMA_VERSION = \([0-9]*\).*/\1/p" "$TOP/audit/db/db.h" >n
	sed -n "s/.*PRAGMA user_version = \([0-9]*\).*/\1/p" "$TOP/audit/db/db.c" |
		cmp - n
	tables <"$TOP/queries/schema.sql" | paste n - >actual
	cp "$TOP/tests/expect/schema-version" expect
	diff expect actual || {
		echo "raise DB_SCHEMA_VERSION and user_version (audit/db), then write the new line to tests/expect/schema-version"
		exit 1
	}
'
test_ok 'a changed table is found, a comment is none' '
	echo "CREATE TABLE t (a INTEGER); -- one" | tables >one
	printf "CREATE TABLE t\n(a INTEGER);\n" | tables >two
	echo "CREATE TABLE t (a TEXT);" | tables >three
	cmp one two
	! cmp -s one three
'
test_done
