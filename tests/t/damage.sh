#!/bin/sh
# SPDX-License-Identifier: MIT
# A file of the repository or of the database is damaged anywhere: no crash,
# no hang, nothing written to the repository, and with --verify what is told
# is true or unknown.  DAMAGE_N places in the repository, a quarter as many in
# the database, by chance from a fixed start.
. tests/lib.sh

DAMAGE_N=${DAMAGE_N:-60}
DAMAGE_SEED=${DAMAGE_SEED:-1}

sample_history "$WORK/demo"
git init -q --bare -b main "$WORK/loose"
(
	cd "$WORK"
	git -C demo fast-export --reference-excluded-parents main~6..main |
		sed '/^from [0-9a-f]\{40\}$/d' |
		git -C loose -c fastimport.unpackLimit=100000 fast-import --quiet
)

# damage SEED FILE... - flips a bit of one of the files, or cuts it off
damage() {
	perl -e '
		my $state = 2 * shift() + 1;
		sub rnd {
			use integer;
			$state = $state * 6364136223846793005 + 1442695040888963407;
			return (($state >> 33) & 0x3fffffff) % $_[0];
		}
		rnd(2) for 1 .. 20;
		my $file = $ARGV[rnd(scalar @ARGV)];
		my $size = -s $file or exit;
		my $at = rnd($size);
		chmod 0644, $file;
		print "$file at $at of $size\n";
		if (rnd(8) == 0) {
			truncate $file, $at or die;
			exit;
		}
		open my $io, "+<:raw", $file or die;
		seek $io, $at, 0;
		read $io, my $byte, 1 or die;
		seek $io, $at, 0;
		print $io $byte ^ chr(1 << rnd(8));
		close $io or die;
	' "$@"
}
# all_files DIR - a hash of each
all_files() {
	find "$1" -type f -print0 | sort -z | xargs -0 cksum
}
# lies DB WHOLE - how many facts of DB are not those of WHOLE
lies() {
	sql "$1" "ATTACH '$2' AS whole;
		SELECT count(*) FROM (
		SELECT c.oid, c.subject, c.message, c.authored_at, p.path,
		       x.status, x.lines_added, x.lines_deleted
		  FROM main.commits AS c
		  LEFT JOIN main.changes AS x ON x.commit_id = c.commit_id
		       AND x.content = 'text'
		  LEFT JOIN main.paths AS p ON p.path_id = x.path_id
		 WHERE x.commit_id IS NOT NULL
		EXCEPT
		SELECT c.oid, c.subject, c.message, c.authored_at, p.path,
		       x.status, x.lines_added, x.lines_deleted
		  FROM whole.commits AS c
		  JOIN whole.changes AS x ON x.commit_id = c.commit_id
		  JOIN whole.paths AS p ON p.path_id = x.path_id)"
}
# ended STATUS WHAT - done, or the world failed: with one message
ended() {
	case $1 in
	0) ;;
	3)
		[ "$(grep -c . err)" -eq 1 ]
		grep -q "^git-provenance: " err
		;;
	*)
		echo "exit status $1: $2"
		cat err
		exit 1
		;;
	esac
}
# audits REPOSITORY N - damages a copy and audits it, N times
audits() {
	"$GP" audit -q -C "$1" --db whole.db --rebuild --no-probe
	n=0
	while [ "$n" -lt "$2" ]; do
		n=$((n + 1))
		rm -rf copy copy.db
		cp -R "$1" copy
		# no name here has a blank
		# shellcheck disable=SC2046
		what=$(damage $((DAMAGE_SEED * 100000 + n)) $(find copy -type f \
			\( -path "*objects*" -o -path "*refs*" -o -name HEAD \) |
			sort))
		all_files copy >before
		code=0
		timeout 60 "$GP" audit -q -C copy --db copy.db --verify \
			--no-probe 2>err || code=$?
		ended $code "$what"
		all_files copy | cmp before -
		[ ! -e copy.db ] || [ "$(lies copy.db whole.db)" -eq 0 ] || {
			echo "lies: $what"
			exit 1
		}
	done
}
test_ok 'packs, their indexes and refs' 'audits demo $((DAMAGE_N / 2))'
test_ok 'loose objects' 'audits loose $((DAMAGE_N / 2))'

test_ok 'the database' '
	"$GP" audit -q -C loose --db whole.db --rebuild
	n=0
	while [ $n -lt $((DAMAGE_N / 4)) ]; do
		n=$((n + 1))
		cp whole.db copy.db
		what=$(damage $((DAMAGE_SEED * 200000 + n)) copy.db)
		for command in "query integrity" "query commits" "audit -q -C loose" \
			"audit -q -C loose --verify"; do
			code=0
			timeout 60 "$GP" $command --db copy.db >out 2>err || code=$?
			ended $code "$command: $what"
		done
	done
'
test_ok 'a damaged database is told, and how to make it anew' '
	cp whole.db copy.db
	pages=$(sql copy.db "PRAGMA page_count")
	root=$(sql copy.db "SELECT rootpage FROM sqlite_schema
		WHERE name = '\''changes'\''")
	printf "\377\377\377\377\377\377\377\377" | dd of=copy.db bs=1 conv=notrunc \
		seek=$(((root - 1) * $(sql copy.db "PRAGMA page_size"))) 2>/dev/null
	status 3 "$GP" audit -C loose --db copy.db --verify 2>actual
	echo "git-provenance: database '\''copy.db'\'' is damaged; save what '\''git provenance annotate --list'\'' prints, remove the file, and audit again" >expect
	"$GP" query integrity --db copy.db --format csv | grep "structure" ||
		status 3 "$GP" query integrity --db copy.db
	"$GP" query integrity --db whole.db --format csv | wc -l | grep -x 1
'
test_done
