#!/bin/sh
# SPDX-License-Identifier: MIT
# An audit that is cut off at any moment is completed by the next one: the
# database then equals, byte for byte, that of an audit that was not.
. tests/lib.sh

# long_history DIR - 17,500 small commits, a third of them merges: more
# than one transaction of an audit holds
long_history() {
	git init -q --bare -b main "$1"
	perl -e '
		my ($mark, $side) = (0, 0);
		for my $n (1 .. 17500) {
			my $at = 1600000000 + 60 * $n;
			my $message = "change $n\n\nSigned-off-by: P $n <p$n\@x>\n";
			my $topic = $n % 3 == 1;
			print "commit refs/heads/", $topic ? "topic" : "main",
				"\nmark :$n\n",
				"author P", $n % 50, " <p\@x> $at +0000\n",
				"committer C <c\@x> $at +0000\n",
				"data ", length($message), "\n$message";
			print "from :$mark\n" if $mark;
			if ($n % 3 == 0 && $side) {
				print "merge :$side\n";
			} else {
				print "M 100644 inline d", $n % 7, "/f", $n % 31,
					"\ndata <<.\n$n\n.\n";
			}
			print "\n";
			$topic ? ($side = $n) : ($mark = $n);
		}' | git -C "$1" fast-import --quiet --force
}
long_history "$WORK/long"

# cut_off SIGNAL PERCENT ARGUMENT... - audits into cut.db, and ends that
# after so much of the time that an audit takes
cut_off() {
	signal=$1
	after=$(awk "BEGIN { print $took * $2 / 100 }")
	shift 2
	timeout -s "$signal" "$after" "$GP" audit -C long --db cut.db -q "$@" ||
		[ $? -gt 100 ]
}
# complete - the next run; wants it to come to the same as one
complete() {
	"$GP" audit -C long --db cut.db -q
	dump_facts cut.db | cmp - whole
	test ! -e cut.db-journal
}

test_ok 'one audit, not cut off' '
	date +%s.%N >start
	"$GP" audit -C long --db whole.db -q
	date +%s.%N | paste start - | awk "{ print \$2 - \$1 }" >took
	dump_facts whole.db >whole
	sql whole.db "SELECT count(*) FROM commits" >actual
	git -C long rev-list --count HEAD >expect
'
took=$(cat "$WORK/took")
moments='1 3 6 10 17 24 31 39 45 52 58 66 73 81 88 94 99'
case $BUILD in
*/san) moments='3 17 39 58 81 99' ;;
esac
export moments
test_ok 'killed again and again, it comes to the same' '
	for at in $moments; do
		cut_off KILL $at
	done
	complete
'
test_ok 'killed once, at moments all over a run, and looked at' '
	for at in 23 57 85; do
		rm -f cut.db
		cut_off KILL $at
		[ ! -s cut.db ] ||
			"$GP" query --db cut.db --sql "PRAGMA quick_check" |
			grep -x "ok *"
		complete
	done
'
test_ok 'interrupted, as by a terminal' '
	rm -f cut.db
	cut_off INT 40
	cut_off INT 80
	complete
'
test_ok 'killed while it reads anew, or fills line counts in' '
	cut_off KILL 50 --rebuild
	complete
	rm -f cut.db
	"$GP" audit -C long --db cut.db --no-lines -q
	cut_off KILL 30
	cut_off KILL 60
	complete
'
test_done
