# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# facts.sh - for tests that compare what several audits made of a history;
# read after lib.sh.

# audit REPOSITORY DB OPTION... - quietly; then the database is sound
audit() {
	of=$1
	into=$2
	shift 2
	"$GP" audit -C "$of" --db "$into" -q "$@"
	sql "$into" "PRAGMA foreign_key_check; PRAGMA integrity_check" |
		grep -v "^ok$" && return 1
	return 0
}
# meaning DB [NAME] - the facts of one repository, told without any id, as
# sorted lines; in one process, for it is asked often
meaning() {
	repo=${2-$(sql "$1" "SELECT name FROM repos")}
	for query in commits changes trailers trailer-keys activity people \
		areas landings hot-paths cherry-picks foxtrots missing reverts \
		revert-chains fixes summary; do
		echo ".read $TOP/queries/$query.sql"
	done >asked
	sqlite3 -batch -readonly -csv "$1" ".parameter set :repo '$repo'" \
		".read asked" ".read $TOP/tests/t/meaning.sql" |
		grep -v "\"unreachable commits\"" | sort
}
new_repository() {
	"$TOP/tests/random-history" "$2" "$3" >stream.fi
	sample_history "$1" stream.fi
}
