#!/bin/sh
# SPDX-License-Identifier: MIT
# Databases of the schemas in tests/schemas, which releases had: read and
# written as they are, brought up to date whole, or refused with what to do.
. tests/lib.sh

git init -q "$WORK/repo"
cd "$WORK/repo" || exit 1
commit_at 1700000000 one
cd "$TOP" || exit 1
now=$(sed -n 's/.*DB_SCHEMA_VERSION = \([0-9]*\).*/\1/p' audit/db/db.h)

# schema FILE - what a database holds, without comments and blanks
schema() {
	sqlite3 "$1" .schema | sed 's/--.*//' | tr -s ' \t\n' ' ' | sed 's/; /;\n/g' | sort
}

for file in tests/schemas/*.sql; do
	version=$(basename "$file" .sql)
	export file version
	test_ok "a database of schema $version is used, or refused and kept" '
		sqlite3 -bail "$version.db" <"$TOP/$file"
		sqlite3 "$version.db" "PRAGMA user_version" >actual
		echo "$version" >expect
		cp "$version.db" kept.db
		if "$GP" audit -q -C repo --db "$version.db" 2>err; then
			"$GP" audit -q -C repo --db fresh.db
			schema fresh.db >fresh
			schema "$version.db" | diff fresh -
			sqlite3 "$version.db" "PRAGMA user_version" | grep -x "'"$now"'"
			"$GP" query summary --db "$version.db" >/dev/null
		else
			grep "older.*make it anew with .git provenance audit -C REPO --db NEW-FILE" err
			cmp kept.db "$version.db"
		fi
	'
done
test_ok 'a database of a later schema is refused' '
	"$GP" audit -q -C repo --db later.db
	sqlite3 later.db "PRAGMA user_version = 1000"
	status 3 "$GP" query summary --db later.db 2>err
	grep "newer git-provenance (schema 1000, this one knows '"$now"'); update git-provenance" err
'
test_ok 'corrections outlive a database that is refused, as README says' '
	id=$(git -C repo rev-parse HEAD)
	printf "commit,verdict,tool,by,why,source\n%s,yes,Tool,me,\"a, \"\"b\"\"\",s\n" \
		"$id" >given.csv
	"$GP" audit -q -C repo --db old.db
	"$GP" annotate --db old.db given.csv
	"$GP" annotate --db old.db --list >expect
	sqlite3 old.db "PRAGMA user_version = 0"
	status 3 "$GP" annotate --db old.db --list 2>err
	grep -o "sqlite3 -header -csv OLD .*annotations." "$TOP/README.md" |
		sed "s/OLD/old.db/" >command
	[ "$(wc -l <command)" -eq 1 ]
	sh ./command >kept.csv
	"$GP" audit -q -C repo --db new.db
	"$GP" annotate --db new.db kept.csv
	"$GP" annotate --db new.db --list >actual
'
test_done
