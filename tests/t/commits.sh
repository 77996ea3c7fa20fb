#!/bin/sh
# SPDX-License-Identifier: MIT
# People, times and encodings of commits equal git's, however broken.
. tests/lib.sh
. tests/text.sh

for seed in 1 2 3; do
	test_ok "as git log reads them, seed $seed" '
		"$TOP/tests/random-text" mailmap $seed 60 >mailmap
		"$TOP/tests/random-text" commits $seed 2000 | import_commits r$seed
		log_git r$seed -c mailmap.file="$WORK/mailmap" >expect
		log_ours r$seed mailmap >actual
		[ "$(grep -c . r$seed.ids)" -gt 1800 ]
	'
done
test_done
