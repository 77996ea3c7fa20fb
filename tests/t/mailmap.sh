#!/bin/sh
# SPDX-License-Identifier: MIT
# Identities map to people as git check-mailmap has it.
. tests/lib.sh
. tests/text.sh

# check_mailmap SEED N_LINES - one random mailmap, many identities; appends
# to expect and actual.
check_mailmap() {
	"$TOP/tests/random-text" mailmap "$1" "$2" >"map$1"
	"$TOP/tests/random-text" identities "$1" 300 >identities
	git -C empty -c mailmap.file="$WORK/map$1" check-mailmap --stdin \
		<identities >>expect
	"$ORACLE" mailmap "map$1" <identities >>actual
}

test_ok 'small mailmaps' '
	git init -q empty
	for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		check_mailmap $seed 8
	done
'
test_ok 'mailmaps in which many lines speak of one identity' '
	for seed in 31 32 33 34 35 36 37 38 39 40; do
		check_mailmap $seed 300
	done
'
test_ok 'later files override: .mailmap, mailmap.blob, mailmap.file' '
	git init -q order && cd order
	for n in 1 2 3 4 5 6; do
		for place in 1 2 3; do
			"$TOP/tests/random-text" mailmap $n$place 12 >m$place
		done
		"$TOP/tests/random-text" identities $n 300 >identities
		cp m1 .mailmap
		git -c mailmap.file="$WORK/order/m3" \
			-c mailmap.blob="$(git hash-object -w m2)" \
			check-mailmap --stdin <identities >>../expect
		"$ORACLE" mailmap m1 m2 m3 <identities >>../actual
	done
'
test_ok 'a bare repository takes the .mailmap of HEAD as a blob' '
	git init -q blob && cd blob
	for n in 1 2 3 4 5 6; do
		"$TOP/tests/random-text" mailmap 5$n 40 >.mailmap
		{
			printf "Long %01500d <long@x>\n" 7
			printf "No newline <nn@x> <a@x>"
		} >>.mailmap
		git add .mailmap && git commit -q -m "$n"
		git clone -q --bare . ../bare$n
		"$TOP/tests/random-text" identities 5$n 300 >identities
		echo "Short <long@x>" >>identities
		git -C ../bare$n check-mailmap --stdin <identities >>../expect
		"$ORACLE" mailmap .mailmap <identities >>../actual
	done
'
test_done
