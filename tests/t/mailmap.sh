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
# commit TREE NAME-AND-MAIL [HEADER] - on the branch main, in the current folder
commit_of() {
	{
		echo "tree $1"
		git rev-parse -q --verify main >parent && sed "s/^/parent /" parent
		printf "author $2 1700000000 +0000\ncommitter $2 1700000000 +0000\n"
		printf "${3-}\n%s\n" subject
	} >object
	git update-ref refs/heads/main "$(git hash-object -w -t commit object)"
}
test_ok 'bytes that are not UTF-8 are compared as bytes' '
	git init -q -b main bytes
	cd bytes
	printf "%s\n" "Prop\351r <pr\351p@x> <\351@x>" \
		"Name <n@x> N\350 <b@x>" "Latin <l@x> <\303\251@y>" |
		while read -r line; do printf "$line\n"; done >.mailmap
	git add .mailmap
	tree=$(git write-tree)
	for who in "A <\351@x>" "A <\350@x>" "N\350 <b@x>" "N\351 <b@x>" \
		"A <\303\251@x>" "A <\303\251@y>" "A <\357\277\275@x>"; do
		commit_of $tree "$who"
	done
	for who in "A <\351@x>" "A <\351@y>"; do
		commit_of $tree "$who" "encoding ISO-8859-1\n"
	done
	cd ..
	"$GP" audit -q -C bytes --db bytes.db
	"$TOP/tests/compare-with-git" bytes bytes.db
	sql bytes.db "SELECT count(*), sum(raw <> x'\'\''), count(DISTINCT person_id)
		FROM identities" >actual
	echo "7|4|6" >expect
'
test_ok 'and when the mailmap comes later, too' '
	git -C bytes update-ref refs/heads/unmapped main
	cd bytes
	git rm -q --cached .mailmap
	commit_of "$(git write-tree)" "A <\351@x>"
	cd ..
	"$GP" audit -q -C bytes --db bytes.db
	"$TOP/tests/compare-with-git" bytes bytes.db
	"$GP" audit -q -C bytes --db bytes.db --rev unmapped
	"$TOP/tests/compare-with-git" --rev unmapped bytes bytes.db
	sql bytes.db "SELECT count(*) FROM identities WHERE raw <> x'\'\''" >actual
	echo 4 >expect
'
test_done
