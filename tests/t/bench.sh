#!/bin/sh
# SPDX-License-Identifier: MIT
# What measures runs, and measures what it says; no speed is asserted.
. tests/lib.sh

case $BUILD in
*/san) test_skip_all 'what it runs is tested by others, and slow here' ;;
esac

BENCH_DIR=$WORK/bench
export BENCH_DIR

test_ok 'a synthetic history has as many commits as asked for' '
	"$TOP/tests/bench/synthetic-history" r 2000 7
	"$TOP/tests/bench/synthetic-history" again 2000 7
	[ "$(git -C r rev-parse main)" = "$(git -C again rev-parse main)" ]
	git -C r fsck --strict --no-dangling
	git -C r rev-list --count --all >actual
	git -C r rev-list --count main >>actual
	git -C r branch --format="%(refname)" >>actual
	printf "2000\n2000\nrefs/heads/main\n" >expect
'
test_ok 'it has merges, renames, trailers and areas' '
	n=$(git -C r rev-list --count --merges main)
	[ "$n" -gt 60 ] && [ "$n" -lt 160 ]
	git -C r log --no-merges -M100% --diff-filter=R --format=%h | grep .
	git -C r log --format="%(trailers:key=Assisted-by)" | grep .
	git -C r show main:MAINTAINERS | grep "^F: d00/"
'
test_ok 'it has a file for every ten commits, and reverts' '
	n=$(git -C r ls-tree -r --name-only main | wc -l)
	[ "$n" -gt 190 ] && [ "$n" -lt 250 ]
	git -C r log --format=%B main | grep "^This reverts commit "
	git -C r log --format=%s main | grep "^Revert "
'
test_ok 'its facts are those of git' '
	"$GP" audit -q -C r --db r.db
	"$TOP/tests/compare-with-git" r r.db
'
test_ok 'each stage of sizes is measured, a line each' '
	"$TOP/tests/bench/run" 100 200 >out
	grep -cE "^ +[12]00 +(audit|probe|again|judge|report|git log) +[0-9.]+ +[0-9]+ +[0-9]+ " out >actual
	grep "^audit  *KB of memory a commit: .* (100 to 200)$" out
	echo 12 >expect
'
test_ok 'a repository is measured' '
	"$TOP/tests/bench/run" --repository=r --pairs=1 >out
	grep "^audit --no-probe .* ratio" out
	grep "^revert probe  .* changes" out
	grep "^revert probe, tip only .* changes" out
	grep "^git revert, at the tip" out
	grep "^audit --no-lines .* ratio" out
	grep "^peak of memory" out
	grep "^1[0-9]* new commits, facts .* processors" out
	grep "^the probe of them .* processors" out
	"$GP" query --list | grep -c "^[a-z]" >expect
	grep -c "^query " out >actual
'
test_ok 'wrong usage is told' '
	status 2 "$TOP/tests/bench/run" 2>err
	grep "^usage: make bench" err
'
test_done
