#!/bin/sh
# SPDX-License-Identifier: MIT
# What goes wrong is said in one line, which says what to do next.
. tests/lib.sh

# says STATUS MESSAGE ARGUMENT... - the program ends so, with that line alone
says() {
	want=$1
	message=$2
	shift 2
	status "$want" "$GP" "$@" 2>err >out
	echo "git-provenance: $message" | diff -u - err
}
test_ok 'files that are not there, or are none' '
	says 2 "cannot read '\''none'\'': No such file or directory; see to it that it is there, or name another" audit --repos none
	says 2 "'\''none'\'': No such file or directory; see to it that it is there, or name another" policy none
	says 2 "'\''.'\'' cannot be read: Is a directory; name a file" policy .
'
test_ok 'words that do not go together' '
	says 2 "--list takes no commit; leave one of them out" show --list 1111
	says 2 "check takes a range or --message, not both; leave one of them out" \
		check --policy x --message y A..B
	says 2 "--quiet takes no value; leave out the '\''='\'' and what follows it" \
		audit --quiet=1
'
test_ok 'each line of a policy that is wrong' '
	for text in "[rule]" "x = 1" "[tier \"a\"]\nfoo = x" "[policy]\nname" \
		"[rule \"r\"]\nmax = -1" "[era \"e\"]" "[bad" "[policy]\nname = \\\\xff"; do
		printf "$text\n" >wrong.policy
		status 2 "$GP" policy wrong.policy 2>err
		cat err
		[ "$(grep -c "^git-provenance: .*; " err)" -eq 1 ]
		[ "$(wc -l <err)" -eq 1 ]
	done
'
test_done
