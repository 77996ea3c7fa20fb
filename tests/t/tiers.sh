#!/bin/sh
# SPDX-License-Identifier: MIT
# Tiers: a pattern takes what git's .gitignore would, the last tier that
# takes a path is its only one, and changes are summed up by tier.
. tests/lib.sh

audit() { "$GP" audit -q "$@"; }

git init -q -b main "$WORK/paths"
(
	cd "$WORK/paths" || exit
	for folder in . d e de d/e e/d/e d/de d/e/d; do
		mkdir -p "$folder"
		for name in a b ab a.c b.c .c c; do
			echo 1 >"$folder/$name"
		done
	done
	git add .
	git commit -q -m 'all paths'
) || exit

# patterns SEED N - random patterns, one a line; none with two slashes in a row
# or with ** after a character: git takes those for other patterns.
patterns() {
	awk -v seed="$1" -v n="$2" 'BEGIN {
		srand(seed)
		k = split("a b c d e . * ? / / ** **/ /** [ab] [!a] [a-d] \\a de .c e/", piece, " ")
		while (n-- > 0) {
			p = ""
			for (i = 1 + int(rand() * 5); i > 0; i--)
				p = p piece[1 + int(rand() * k)]
			if (p !~ /\/\// && p !~ /[^\/]\*\*/)
				print p
		}
	}'
}
# one_policy PATTERN NAME - a policy whose tier "it" is that pattern.
one_policy() {
	cat <<-END
	[policy]
		name = $2
	[tier "it"]
		path = "$(printf %s "$1" | sed 's/\\/\\\\/g')"
	[tier "rest"]
		default = true
	[era "e"]
		since = 2020-01-01
	END
}

for seed in 1 2 3 4; do
	test_ok "random patterns take what git check-ignore says, seed $seed" "
		patterns $seed 60 | sort -u >patterns
		git -C paths ls-files | sort >all
		rm -f *.policy tiers.db expect taken
		n=0
		set --
		while read -r pattern; do
			n=\$((n + 1))
			one_policy \"\$pattern\" \$n >\$n.policy
			printf '%s\n' \"\$pattern\" >paths/.git/info/exclude
			git -C paths check-ignore --no-index --stdin <all |
				sed \"s|^|\$n |\" >ignored || :
			if \"\$GP\" policy -q \$n.policy 2>err; then
				set -- \"\$@\" --policy \$n.policy
				echo \"\$n\" >>taken
				cat ignored >>expect
			else
				grep 'no pattern that a path can match' err
				test ! -s ignored
			fi
		done <patterns
		test \$# -gt 40
		audit -C paths --db tiers.db \"\$@\"
		sql tiers.db 'SELECT (p.policy_id % 1000) || char(32) || h.path
			FROM policies AS p JOIN path_tiers AS pt USING (policy_id)
			JOIN paths AS h USING (path_id) WHERE pt.tier = 0
			ORDER BY p.policy_id, h.path' |
			awk 'NR == FNR { name[NR] = \$1; next }
				{ \$1 = name[\$1]; print }' taken - |
			sort >actual
		sort -o expect expect
		test \"\$(wc -l <expect)\" -gt 100
	"
done

cat >"$WORK/layers.policy" <<'END'
[tier "rest"]
	default = true
[tier "core"]
	path = /block/
	path = *.h
[tier "tests"]
	path = tests/
[tier "block docs"]
	path = block/doc/
[era "e"]
	since = 2020-01-01
END
git init -q -b main "$WORK/layers"
(
	cd "$WORK/layers" || exit
	mkdir -p block/doc hw/block/tests tests hw
	for path in block/a.c block/doc/x hw/block/a.c hw/block/tests/t.h \
		tests/t.c hw/a.h README block.c; do
		printf '1\n2\n' >$path
	done
	git add .
	git commit -q -m first
	printf '\0' >hw/binary
	echo 3 >>block/a.c
	sed -i 1d block/doc/x
	echo 3 >>README
	echo 4 >>README
	git rm -q tests/t.c
	git add .
	git commit -q -m second
) || exit
test_ok 'the last tier that takes a path is its only one' '
	audit -C layers --db layers.db --policy layers.policy
	sql layers.db "SELECT path, name FROM path_tiers JOIN paths USING (path_id)
		JOIN tiers USING (policy_id, tier) ORDER BY path" >actual
	cat >expect <<-\END
	README|rest
	block.c|rest
	block/a.c|core
	block/doc/x|block docs
	hw/a.h|core
	hw/binary|rest
	hw/block/a.c|rest
	hw/block/tests/t.h|tests
	tests/t.c|tests
	END
'
test_ok 'a change is summed up by tier' '
	sql layers.db "SELECT subject, name, n_paths, lines_added, lines_deleted
		FROM commit_tiers JOIN commits USING (commit_id)
		JOIN tiers USING (policy_id, tier) ORDER BY commit_id, tier" >actual
	cat >expect <<-\END
	first|rest|3|6|0
	first|core|2|4|0
	first|tests|2|4|0
	first|block docs|1|2|0
	second|rest|2|2|0
	second|core|1|1|0
	second|tests|1|0|2
	second|block docs|1|0|1
	END
'
test_ok 'lines that were not counted are unknown, and come in later' '
	audit -C layers --db late.db --policy layers.policy --no-lines
	sql late.db "SELECT count(*), count(lines_added) FROM commit_tiers" |
		grep -x "8|0"
	audit -C layers --db late.db
	dump_facts layers.db >expect
	dump_facts late.db >actual
'
test_ok 'a policy without tiers has one' '
	printf "[era \"e\"]\nsince = 2020-01-01\n" >none.policy
	audit -C layers --db none.db --policy none.policy
	sql none.db "SELECT name, count(*), count(DISTINCT path_id)
		FROM path_tiers JOIN tiers USING (policy_id, tier) GROUP BY 1" >actual
	echo "all|9|9" >expect
'
test_ok 'policies stay side by side, each text once' '
	audit -C layers --db both.db --policy none.policy
	audit -C layers --db both.db --policy layers.policy --policy none.policy
	audit -C layers --db both.db --policy layers.policy
	echo "# another text" >>none.policy
	audit -C layers --db both.db --policy none.policy
	sql both.db "SELECT p.policy_id, p.name, count(*) FROM policies AS p
		JOIN path_tiers USING (policy_id) GROUP BY 1" >actual
	cat >expect <<-\END
	1001|none|9
	1002|layers|9
	1003|none|9
	END
	sql both.db "SELECT hash FROM policies WHERE policy_id = 1003" >hash
	git hash-object none.policy | diff - hash
'
test_ok 'a second repository has policies of its own' '
	audit -C paths --db both.db --policy layers.policy
	sql both.db "SELECT repo_id, policy_id FROM policies ORDER BY 1, 2" >actual
	printf "1|1001\n1|1002\n1|1003\n2|2001\n" >expect
	sql both.db "SELECT count(*) FROM path_tiers JOIN paths USING (path_id)
		WHERE policy_id / 1000 <> repo_id" | grep -x 0
'
test_ok 'run by run along a random history, and anew, as in one' '
	"$TOP/tests/random-history" 5 80 >stream.fi
	sample_history random stream.fi
	audit -C random --db steps.db --rev main~20 --policy layers.policy
	audit -C random --db steps.db --rev main~7
	audit -C random --db steps.db --rev main
	audit -C random --db once.db --rev main --policy layers.policy
	meaning() {
		sql "$1" "SELECT oid, path, name FROM changes JOIN commits USING (commit_id)
			JOIN paths USING (path_id) JOIN path_tiers USING (path_id)
			JOIN tiers USING (policy_id, tier) ORDER BY 1, 2;
			SELECT oid, name, n_paths, lines_added, lines_deleted
			FROM commit_tiers JOIN commits USING (commit_id)
			JOIN tiers USING (policy_id, tier) ORDER BY 1, 2"
	}
	meaning steps.db >actual
	meaning once.db >expect
	test -s expect
	diff expect actual
	dump_facts once.db >expect
	audit -C random --db once.db --rev main --rebuild
	dump_facts once.db >actual
'
test_ok 'a policy that is wrong is found before anything is done' '
	printf "[tier]\n" >bad.policy
	status 2 "$GP" audit -C layers --db new.db --policy layers.policy \
		--policy bad.policy 2>actual
	echo "git-provenance: bad.policy:1: [tier] wants a name: [tier \"name\"]; '\''git provenance policy --list'\'' says what may stand there" >expect
	test ! -e new.db
'
test_done
