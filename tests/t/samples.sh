#!/bin/sh
# SPDX-License-Identifier: MIT
# The demo history is what its maker makes, and tells what later tests rely on.
. tests/lib.sh

test_ok 'samples/history.fi is made by samples/make-history' '
	"$TOP/samples/make-history" >made
	cmp made "$TOP/samples/history.fi"
'
test_ok 'it is not too large' '
	[ "$(wc -c <"$TOP/samples/history.fi")" -lt 1500000 ]
'
test_ok 'it imports, and git finds nothing wrong' '
	sample_history demo
	git -C demo fsck --strict --no-dangling >actual 2>&1
	: >expect
'
test_ok 'about 500 commits over four years' '
	n=$(git -C demo rev-list --count main)
	[ "$n" -gt 450 ] && [ "$n" -lt 650 ]
	git -C demo log --first-parent --reverse --format=%cs main >days
	head -n 1 days | grep ^2022-09
	tail -n 1 days | grep ^2026-08
'
test_ok 'the mainline goes forward in time' '
	git -C demo log --first-parent --format=%ct main >times
	sort -rn times >sorted
	cmp times sorted || diff times sorted | grep -c "^<" | grep -x "[0-6]"
'
test_ok 'every commit that a message names is there' '
	git -C demo log --all --format=%B |
		grep -oE "\b[0-9a-f]{40}\b" | sort -u >named
	# what other repositories, quotations and squashed branches name
	grep -vE "^(0123456789012345678901234567890123456789|1234567890abcdef1234567890abcdef12345678)$" named |
		git -C demo cat-file --batch-check >found
	grep -v " commit " found >missing || :
	cat missing
	[ "$(wc -l <missing)" -le 1 ]
	[ "$(wc -l <found)" -gt 12 ]
'
test_ok 'it has all shapes of a history' '
	at() { git -C demo log --format=%H main "$@"; }
	some() { [ "$(grep -c .)" -ge "$1" ]; }
	at --merges | some 40
	at --min-parents=3 | some 1
	at --max-parents=0 | some 2
	at --grep="^(cherry picked from commit" | some 1
	git -C demo log --format=%H stable-2.0 \
		--grep="^(cherry picked from commit" | some 2
	at --author=aider --no-use-mailmap | some 2
	at --no-merges -M100% --diff-filter=R | some 1
	at --diff-filter=A -- firmware | some 1
	git -C demo ls-tree -r main | grep ^120000 | some 1
	git -C demo ls-tree -r main | grep ^160000 | some 1
	git -C demo ls-tree -rz main | tr "\0" "\n" | grep "$(printf "caf\351")" | some 1
	git -C demo cat-file commit "$(at --grep="Vektors")" |
		grep "^encoding ISO-8859-1"
	git -C demo tag | some 5
	git -C demo log --format=%H main -- MAINTAINERS | some 5
	git -C demo log --format=%cs main -- docs/devel/code-provenance.rst >actual
	printf "%s\n" 2025-11-17 2025-03-10 2024-05-20 >expect
'
test_ok 'it has notes' '
	git -C demo notes --ref=ai list | grep -c . >actual
	git -C demo notes --ref=review list | grep -c . >>actual
	printf "2\n2\n" >expect
'
test_done
