#!/bin/sh
# SPDX-License-Identifier: MIT
# One call fails: of memory, a read, a write, a sync, an open, a rename.  The
# program ends with a status of its own and one message, the next run comes to
# the same as if nothing had been, and a report is whole or the one before.
# Every FAULT_STEPth call is tried; FAULT_KILLS kills of a report.
. tests/lib.sh

preload=$BUILD/fault.so
case $BUILD in
*/san)
	# its allocator stands before ours: all but memory can fail
	[ -n "${FAULT_ASAN:-}" ] || test_skip_all 'FAULT_ASAN is not set'
	preload=$(cc -print-file-name=libasan.so):$preload ;;
esac
export preload
[ -f "$BUILD/fault.so" ] || test_skip_all "no fault.so: make unit"
step=${FAULT_STEP:-1000}
kills=${FAULT_KILLS:-2}
export step kills

# fault KIND AT COMMAND... - the ATth call of that kind fails; 1 if there are
# not so many
fault() {
	kind=$1 at=$2
	shift 2
	: >mark
	code=0
	env FAULT="$kind" FAULT_AT="$at" FAULT_ERRNO="${errno:-28}" \
		FAULT_MARK=mark LD_PRELOAD="$preload" \
		"$@" >printed 2>err || code=$?
	case $code in
	0) ;;
	3 | 70) [ "$(grep -c "^git-provenance: " err)" -eq 1 ] ;;
	*)
		echo "$kind $at: exit status $code"
		cat err
		exit 1
		;;
	esac
	[ -e mark ]
}
# all_faults KIND STEP FUNCTION - calls FUNCTION KIND AT until it says 1
all_faults() {
	case $1$preload in malloc*libasan*) return ;; esac
	n=1
	while "$3" "$1" "$n"; do
		n=$((n + $2))
	done
}

cat >"$WORK/policy" <<'END'
[policy]
	name = small
[tier "other"]
	default = true
[era "all"]
	since = 2000-01-01
	rule = sign-off
[rule "sign-off"]
	kind = require-sign-off
END
"$TOP/tests/hostile-repository" "$WORK/small" entries >/dev/null
(cd "$WORK" && "$GP" audit -q -C small --db whole.db --policy policy)
dump_facts "$WORK/whole.db" >"$WORK/whole"

audit() {
	rm -f new.db new.db-journal
	more=0
	fault "$1" "$2" "$GP" audit -q -j1 -C small --db new.db \
		--policy policy || more=1
	# what could not be read is unknown, until it can be
	dump_facts new.db 2>&1 | cmp -s - whole ||
		"$GP" audit -q -C small --db new.db --policy policy
	dump_facts new.db | cmp - whole || { echo "$1 $2"; exit 1; }
	return $more
}
test_ok 'an audit without memory' 'all_faults malloc $((step * 9)) audit'
test_ok 'an audit whose disk is full' 'all_faults write $(((step + 4) / 5)) audit'
test_ok 'an audit whose disk fails' '
	errno=5
	all_faults write $(((step + 4) / 5)) audit
	all_faults sync 1 audit
'
test_ok 'an audit that is interrupted' '
	errno=4
	all_faults write $(((step + 4) / 5)) audit
	all_faults short $(((step + 4) / 5)) audit
'

test_ok 'an audit that cannot read' '
	errno=5
	all_faults read $(((step + 4) / 5)) audit
'

# unread FILE AT NAME ARGUMENT... - FILE cannot be read from the ATth time on:
# that is said of NAME, the rest is there, and the next run completes it
unread() {
	file=$1 at=$2 name=$3
	shift 3
	rm -f new.db
	env FAULT=read FAULT_AT="$at" FAULT_ON=1 FAULT_ERRNO=5 \
		FAULT_FILE="$file" LD_PRELOAD="$preload" \
		"$GP" audit -C noted --db new.db "$@" 2>err
	grep "^1 object could not be read; what hangs on that is unknown" err
	sql new.db "SELECT oid, kind, why FROM missing_objects" |
		grep "^$name|.*Input/output error$"
	sql new.db "SELECT count(*) FROM commits" | grep -x 3
	"$GP" audit -q -C noted --db new.db "$@"
	dump_facts new.db | diff "dump$*" -
}
test_ok 'a ref that cannot be read is said, and read when it can be' '
	git init -q -b main noted
	cd noted
	for n in 1 2 3; do commit_at 170000000$n "change $n" f$n; done
	git notes add -m one HEAD
	git notes add -m two HEAD~1
	git update-ref refs/heads/topic HEAD~1
	cd ..
	for all in "" --all; do
		"$GP" audit -q -C noted --db noted.db $all
		dump_facts noted.db >"dump$all"
		rm noted.db
	done
	for at in 1 2; do
		unread /refs/notes/commits $at "refs/notes/commits|note"
		unread /refs/heads/topic $at "refs/heads/topic|commit" --all
	done
'

# looks DIR - is it one of the two reports?
looks() {
	(cd "$1" && find . -type f | sort | xargs cksum) >found
	cmp -s found old || cmp -s found new
}
report() {
	rm -rf out
	cp -R out.old out
	more=0
	fault "$1" "$2" "$GP" report --db whole.db --out out --format csv \
		--period year || more=1
	looks out || { echo "$1 $2: neither the old report nor the new"; exit 1; }
	[ "$code" -ne 0 ] || cmp -s found new
	for left in out?*; do
		[ "$left" = out.old ] && continue
		echo "$1 $2: $left"
		exit 1
	done
	return $more
}
test_ok 'a report that fails leaves the one before' '
	rm -rf out
	"$GP" report --db whole.db --out out.old --format csv --period month
	"$GP" report --db whole.db --out out --format csv --period year
	(cd out.old && find . -type f | sort | xargs cksum) >old
	(cd out && find . -type f | sort | xargs cksum) >new
	rm -rf out
	all_faults rename 1 report
	for blocks in 1 20; do
		rm -rf out
		cp -R out.old out
		code=0
		(
			trap "" XFSZ
			ulimit -f $blocks
			"$GP" report --db whole.db --out out --format csv \
				--period year 2>err
		) || code=$?
		[ $code -eq 0 ] || [ $code -eq 3 ]
		looks out
		rm -rf out
	done
	all_faults open $(((step + 1) / 2)) report
	all_faults malloc $((step * 60)) report
'
test_ok 'a report that is killed leaves the one before' '
	n=0
	while [ $n -lt $kills ]; do
		n=$((n + 1))
		rm -rf out out.old?*
		cp -R out.old out
		timeout -s KILL "$(awk "BEGIN { print 0.4 * $n / $kills }")" \
			"$GP" report --db whole.db --out out --format csv \
			--period year || [ $? -gt 100 ]
		looks out
		"$GP" report --db whole.db --out out --format csv --period year
		looks out
		cmp found new
	done
'
test_done
