#!/bin/sh
# SPDX-License-Identifier: MIT
# Subjects and trailers equal git's on messages that nobody would write.
. tests/lib.sh
. tests/text.sh

for seed in 1 2 3; do
	test_ok "as git log reads them, seed $seed" '
		"$TOP/tests/random-text" messages $seed 2000 |
			messages_to_commits | import_commits r$seed
		log_git r$seed >expect
		log_ours r$seed >actual
		[ "$(grep -c . r$seed.ids)" -gt 1800 ]
	'
done

# A message that starts with blank lines has a title for git log, and none
# for interpret-trailers: those are left out.
test_ok 'as git interpret-trailers reads them' '
	"$TOP/tests/random-text" messages 4 400 |
		perl -0ne "print unless /\A[ \t\r]*\n/" >messages
	split_nul "$WORK/messages.d" <messages |
		while read -r file; do
			git interpret-trailers --parse --no-divider <"$file"
			printf "\0"
		done >expect
	"$ORACLE" trailers <messages >actual
'
test_done
