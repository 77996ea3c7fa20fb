#!/bin/sh
# SPDX-License-Identifier: MIT
# `check` says of a range what `audit` says of the same commits, in four
# formats, and its exit status tells whether a rule of severity error fails.
. tests/lib.sh

kestrel=$TOP/samples/policies/kestrel.policy
check() { "$GP" check -C demo --policy "$kestrel" "$@"; }
sample_history "$WORK/demo"
# rows FILE - "oid|era|rule|outcome|severity|why" of check's JSON
rows() {
	perl -MJSON::PP -e '
		my $all = JSON::PP->new->utf8->decode(join "", <STDIN>);
		binmode STDOUT, ":utf8";
		for my $c (@{ $all->{commits} }) {
			print join("|", $c->{oid}, $c->{era} // "",
				@{$_}{qw(rule outcome severity why)}), "\n"
				for @{ $c->{findings} };
		}' <"$1" | sort
}
# audited DB OID... - the same rows of a database
audited() {
	db=$1
	"$GP" query findings --db "$db" --format json |
		perl -MJSON::PP -e '
		my $all = JSON::PP->new->utf8->decode(join "", <STDIN>);
		binmode STDOUT, ":utf8";
		print join("|", $_->{oid}, $_->{era} // "",
			map { $_ // "" } @{$_}{qw(rule outcome severity why)}), "\n"
			for grep { defined $_->{rule} } @$all' |
		grep -F -f oids | sort
}

"$GP" audit -q -C "$WORK/demo" --db "$WORK/demo.db" --policy "$kestrel"
for range in main~12..main main~60..main~30 main~100..main main~180..main~140; do
	test_ok "as audit has it: $range" "
		git -C demo rev-list --no-merges $range >oids
		check --format json $range >out.json || test \$? -eq 1
		rows out.json >actual
		audited demo.db >expect
		test \"\$(wc -l <expect)\" -gt 20
	"
done
cat >"$WORK/some.policy" <<'END'
[tier "a"]
	path = a*
	path = b*
[tier "rest"]
	default = true
[era "all"]
	since = 2001-01-01
	rule = signed
	rule = landing
	rule = files
	rule = text
[rule "signed"]
	kind = require-sign-off
	match = author
	match = committer-last
[rule "landing"]
	kind = limit-lines
	per = landing
	max = 30
	applies-to = all
[rule "files"]
	kind = limit-files
	max = 1
	tier = a
	applies-to = all
	severity = warning
[rule "text"]
	kind = forbid-text
	text = e
	in = body
	severity = note
END
for seed in 41 42; do
	test_ok "as audit has it along a random history, seed $seed" "
		\"\$TOP/tests/random-history\" $seed 90 >stream.fi
		sample_history r$seed stream.fi
		\"\$GP\" audit -q -C r$seed --db r$seed.db --policy some.policy --rev main
		for range in main~10..main main~5..main main~1..main; do
			git -C r$seed rev-list --no-merges \$range >oids
			\"\$GP\" check -C r$seed --policy some.policy --format json \
				\$range >out.json || test \$? -eq 1
			rows out.json >actual
			audited r$seed.db | diff - actual
		done
	"
done
test_ok 'text: reasons under the commit, and a summary' '
	oid=$(sql demo.db "SELECT oid FROM commits WHERE subject = '\''target/riscv/vector: widen'\''")
	status 1 check "$oid" >actual
	cat >expect <<-END
	$(echo "$oid" | cut -c 1-12) target/riscv/vector: widen
	    error       core-agreement: tier core: target/riscv/vector.c (+8 -0); Acked-by is by Jürgen Weiß, the author
	    error       no-self-approval: Acked-by on line 6 is by the author, Jürgen Weiß
	    undecidable mechanical: git does not hold it: a deterministic tool is preferred where there is one
	1 change, 1 with faults: 2 errors, 0 warnings, 0 notes; 1 undecidable
	END
'
test_ok 'exit status: only errors count' '
	status 0 check main~250..main~240 >out
	tail -n 1 out | grep " 0 with faults"
	git init -q -b main soft
	git -C soft commit -q --allow-empty -m "no sign-off here"
	printf "[era \"e\"]\nsince = 2020-01-01\nrule = r\n[rule \"r\"]\nkind = require-sign-off\n" >hard.policy
	status 1 "$GP" check -C soft --policy hard.policy HEAD
	echo "severity = warning" | cat hard.policy - >soft.policy
	status 0 "$GP" check -C soft --policy soft.policy HEAD >actual
	sed -i "1s/^[0-9a-f]* //" actual
	cat >expect <<-\END
	no sign-off here
	    warning     r: no Signed-off-by
	1 change, 1 with faults: 0 errors, 1 warning, 0 notes; 0 undecidable
	END
'
test_ok 'an empty range has no findings' '
	for format in text json sarif github; do
		status 0 check --format $format main..main >out.$format
	done
	cat out.text >actual
	echo "0 changes, 0 with faults: 0 errors, 0 warnings, 0 notes; 0 undecidable" >expect
	perl -MJSON::PP -e "JSON::PP->new->decode(join qq(), <STDIN>)" <out.json
	perl -MJSON::PP -e "JSON::PP->new->decode(join qq(), <STDIN>)" <out.sarif
'
test_ok 'json: its summary counts its findings' '
	check --format json main~60..main >out.json || test $? -eq 1
	rows out.json | cut -d"|" -f 4 | sort | uniq -c | awk "{ print \$2, \$1 }" >actual
	perl -MJSON::PP -e "
		my \$s = JSON::PP->new->decode(join qq(), <STDIN>)->{summary};
		print qq(\$_ ), \$s->{ tr/-/_/r }, qq(\n) for qw(fail not-applicable pass undecidable)" <out.json >expect
	diff expect actual
	perl -MJSON::PP -e "
		my \$all = JSON::PP->new->decode(join qq(), <STDIN>);
		die unless \$all->{policy}{name} eq q(Kestrel);
		die unless \$all->{policy}{hash} =~ /^[0-9a-f]{40}\$/" <out.json
'
test_ok 'sarif: rules have help, results a place' '
	check --format sarif main~60..main >out.sarif || test $? -eq 1
	perl -MJSON::PP -e "
		my \$run = JSON::PP->new->decode(join qq(), <STDIN>)->{runs}[0];
		my %rule = map { \$_->{id} => \$_ } @{ \$run->{tool}{driver}{rules} };
		die q(rules) unless keys %rule == 14;
		for (values %rule) { die q(help) unless length \$_->{help}{text} }
		for (@{ \$run->{results} }) {
			die q(rule) unless \$rule{ \$_->{ruleId} };
			die q(level) unless \$_->{level} =~ /^(error|warning|note|none)\$/;
			die q(kind) unless \$_->{kind} =~ /^(fail|open)\$/;
			my \$place = \$_->{locations}[0]{physicalLocation};
			die q(uri) unless \$place->{artifactLocation}{uri} =~ m{^commit/[0-9a-f]{40}\$};
			die q(line) unless \$place->{region}{startLine} >= 1;
		}
		print scalar @{ \$run->{results} }, qq(\n)" <out.sarif >actual
	check --format json main~60..main >out.json || :
	rows out.json | grep -cE "\|(fail|undecidable)\|" >expect
'
test_ok 'github: one command a fault, in one line' '
	check --format github main~60..main >out || test $? -eq 1
	grep -c "^::error title=" out >actual
	check --format json main~60..main >out.json || :
	rows out.json | grep -c "|fail|" >expect
	git init -q -b main odd
	git -C odd commit -q --allow-empty -m "50% of it: odd, very"
	status 1 "$GP" check -C odd --policy hard.policy --format github HEAD >odd.out
	grep -E "^::error title=r::[0-9a-f]{12} 50%25 of it: odd, very: no Signed-off-by$" odd.out
'
test_ok 'a rate needs what came before' '
	printf "[era \"e\"]\nsince = 2020-01-01\nrule = r\n[rule \"r\"]\nkind = rate\ndays = 7\nmax-count = 1\n" >rate.policy
	"$GP" check -C demo --policy rate.policy main~60..main >out
	grep -c "undecidable r: what landed before is not known here" out |
		grep -v "^0$"
'
test_ok 'owners count as they stood before the range' '
	oid=$(sql demo.db "SELECT oid FROM commits WHERE subject = '\''target/riscv/vector: round to even'\''")
	check --format json "$oid" >out.json || :
	rows out.json | grep "core-agreement" | cut -d"|" -f 4,6 >actual
	echo "pass|Acked-by is by Jürgen Weiß, who maintains '\''RISC-V target'\''" >expect
'
test_ok 'what cannot be: a range, a policy, a format' '
	status 2 "$GP" check -C demo main 2>err
	grep "check wants a policy" err
	status 2 check 2>err
	grep "check wants a range of commits: A..B" err
	status 2 check main main~1 2>err
	grep "check takes one range, not 2" err
	status 2 check --format xml main 2>err
	grep "no format .xml." err
	status 2 check main...main~1 2>err
	grep "has two sides; a range is A..B" err
	status 3 check nowhere..main 2>err
	grep "nowhere" err
	status 2 "$GP" check -C demo --policy none main 2>err
	grep "none.: No such file" err
	status 3 "$GP" check -C none --policy "$kestrel" main 2>err
'
test_ok 'nothing is written anywhere' '
	git -C demo rev-list --all | sort >before
	ls -R demo | cksum >>before
	check main~30..main >out || :
	git -C demo rev-list --all | sort >actual
	ls -R demo | cksum >>actual
	mv before expect
	test ! -e provenance.db
'
test_done
