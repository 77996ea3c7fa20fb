#!/bin/sh
# SPDX-License-Identifier: MIT
# The command `policy` checks a file and says it in English; every policy of
# samples/ is right.
. tests/lib.sh

test_ok 'a policy is said in English, era by era' '
	cat >ban.policy <<-\END
	[policy]
		name = Kestrel
	[era "ban"]
		since = 2025-06-24
		rule = no-ai
	[rule "no-ai"]
		kind = forbid-ai
		unless = exception
	END
	"$GP" policy ban.policy >actual
	cat >expect <<-\END
	Kestrel
	A change is judged by the rules of the day on which it landed.

	Era '\''ban'\''
	From 2025-06-24: no change may carry AI-assisted content, except under a
	    listed exception (none is listed). [no-ai]
	END
'
test_ok 'with -q only its faults are said' '
	"$GP" policy -q ban.policy >actual
	: >expect
	printf "[rule]\n" >bad.policy
	status 2 "$GP" policy -q bad.policy 2>err
	grep "bad.policy:1: .rule. wants a name" err
'
test_ok 'a fault names file and line on one line of stderr' '
	sed "s/forbid-ai/forbid-ia/" ban.policy >typo.policy
	status 2 "$GP" policy typo.policy >out 2>actual
	test ! -s out
	echo "git-provenance: typo.policy:7: no kind of rule is '\''forbid-ia'\''; did you mean '\''forbid-ai'\''?" >expect
'
test_ok 'one file is wanted, and it must be there' '
	status 2 "$GP" policy 2>err
	grep "policy wants a file" err
	status 2 "$GP" policy ban.policy bad.policy 2>err
	grep "policy takes one file, or --list" err
	status 2 "$GP" policy none.policy 2>err
	grep "none.policy.: No such file" err
	status 2 "$GP" policy . 2>err
	grep "cannot be read" err
'
test_ok 'names cannot steer the terminal' '
	printf "[policy]\nname = \"a\033[2Jb\"\n" | cat - ban.policy |
		sed "3d;4d" >esc.policy
	"$GP" policy esc.policy >out
	head -n 1 out >actual
	echo "a\\x1b[2Jb" >expect
'
for file in samples/policies/*.policy; do
	test_ok "$file" "
		\"\$GP\" policy \"\$TOP/$file\" >said
		grep '^From 20[0-9][0-9]-[01][0-9]-[0-3][0-9]: ' said
		! grep '.\{101\}' said
		grep -q '^# Grade: ' \"\$TOP/$file\"
		grep -q 'source = ' \"\$TOP/$file\"
	"
done
test_ok 'the list tells of every section, key and kind of the samples' '
	"$GP" policy --list >list
	awk "/^\[/ { section = \$1; sub(/]/, \"\", section) }
		/^kind/ { print \"kind\", \$2; section = \"\" }
		/^    [a-z-]+ =/ && section { print section, \$1 }" list | sort -u >known
	cat "$TOP"/samples/policies/*.policy | sed "s/^[[:space:]]*//; s/[[:space:]]*\$//" |
		awk "/^\[/ { section = \$1; sub(/]/, \"\", section) }
		/^[a-z-]+ *=/ { sub(/ *=/, \" =\"); print section, \$1
			if (section == \"[rule\" && \$1 == \"kind\") print \"kind\", \$3 }" | sort -u >used
	test "$(wc -l <used)" -gt 40
	comm -13 known used >actual
	: >expect
'
test_done
