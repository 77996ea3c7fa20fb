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
test_ok 'a change before the first era is of no policy' '
	printf "[era \"e\"]\nsince = 2030-01-01\nrule = r\n[rule \"r\"]\nkind = require-sign-off\n" >late.policy
	oid=$(git -C demo rev-list --no-merges -n 1 main)
	status 0 "$GP" check -C demo --policy late.policy "$oid" >actual
	sed -i "1s/.*/commit/" actual
	cat >expect <<-\END
	commit
	    no-policy   it was before the first era
	1 change, 0 with faults: 0 errors, 0 warnings, 0 notes; 0 undecidable
	END
	"$GP" check -C demo --policy late.policy --format json "$oid" >out.json
	grep -F "\"era\":\"no-policy\",\"findings\":[]}" out.json
	grep -F "\"no_policy\":1," out.json
	"$GP" query eras --db demo.db --format csv |
		grep -E "\"no-policy\",,\"1716163200\",\"[1-9]"
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
test_ok 'notes of the range count, whatever the folders they are in' '
	git init -q -b main noted
	printf "[era \"e\"]\nsince = 2020-01-01\nrule = r\n[rule \"r\"]\nkind = forbid-ai\n" >ban.policy
	for i in 1 2 3 4 5; do
		commit="$(cd noted && commit_at 170000000$i "n $i" && git rev-parse HEAD)"
		case $i in
		1) echo "$commit" ;;
		2 | 3) echo "$commit" | sed "s,^..,&/," ;;
		4) echo "$commit" | sed "s,^....,&/,; s,^..,&/," ;;
		esac
	done >paths
	{
		echo "commit refs/notes/ai"
		echo "committer A <a@example.org> 1700000009 +0000"
		printf "data 0\n"
		while read -r path; do
			printf "M 100644 inline %s\ndata <<E\n---\n%s\nE\n" "$path" \
				"{\"sessions\":{\"s_1\":{\"agent_id\":{\"tool\":\"claude\"}}}}"
		done <paths
	} | git -C noted fast-import --quiet
	"$GP" audit -q -C noted --db noted.db --policy ban.policy
	git -C noted rev-list HEAD~4..HEAD >oids
	status 1 "$GP" check -C noted --policy ban.policy --format json \
		HEAD~4..HEAD >out.json
	rows out.json >actual
	grep -c "|fail|" actual | grep -x 3
	audited noted.db >expect
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
# sarif - dies where its input breaks what the schema of SARIF 2.1.0 requires
# of the objects that are used here; prints the number of results
sarif() {
	perl -MJSON::PP -e '
		use strict;
		use warnings;
		my $json = JSON::PP->new->utf8;
		my $log = $json->decode(join "", <STDIN>);
		# an object with keys that it needs, and perhaps some that it may have
		sub object {
			my ($name, $value, $needs, $may) = @_;
			die "$name is no object" unless ref $value eq "HASH";
			exists $value->{$_} or die "$name has no $_" for @$needs;
			my %known = map { $_ => 1 } @$needs, @$may;
			$known{$_} or die "$name has $_" for keys %$value;
		}
		sub text { my ($name, $value) = @_; die "$name is no text" if ref $value || !length $value }
		sub count {
			my ($name, $value, $min) = @_;
			die "$name is no number" unless $json->encode([$value]) =~ /^\[\d+\]$/ && $value >= $min;
		}
		sub array { my ($name, $value) = @_; die "$name is no array" unless ref $value eq "ARRAY"; @$value }
		sub message { my ($name, $value) = @_; object($name, $value, ["text"], []); text("$name.text", $value->{text}) }
		object("log", $log, [qw(version runs $schema)], []);
		die "version" unless $log->{version} eq "2.1.0";
		die "schema" unless $log->{q($schema)} =~ m{^https://\S+/sarif-2\.1\.0\.json$};
		my @runs = array("runs", $log->{runs});
		die "runs" unless @runs == 1;
		my $run = $runs[0];
		object("run", $run, ["tool", "results"], ["properties"]);
		object("tool", $run->{tool}, ["driver"], []);
		my $driver = $run->{tool}{driver};
		object("driver", $driver, ["name", "rules"], [qw(version informationUri)]);
		text("driver.name", $driver->{name});
		my (@rules, %seen);
		for my $rule (array("rules", $driver->{rules})) {
			object("rule", $rule, [qw(id help shortDescription defaultConfiguration)], []);
			text("rule.id", $rule->{id});
			die "rule $rule->{id} twice" if $seen{ $rule->{id} }++;
			message("rule.$_", $rule->{$_}) for qw(help shortDescription);
			object("configuration", $rule->{defaultConfiguration}, ["level"], []);
			die "level" unless $rule->{defaultConfiguration}{level} =~ /^(none|note|warning|error)$/;
			push @rules, $rule->{id};
		}
		my @results = array("results", $run->{results});
		for my $result (@results) {
			object("result", $result, [qw(ruleId ruleIndex kind level message locations)], []);
			count("ruleIndex", $result->{ruleIndex}, 0);
			die "ruleIndex" unless $rules[ $result->{ruleIndex} ] eq $result->{ruleId};
			die "level" unless $result->{level} =~ /^(none|note|warning|error)$/;
			die "kind" unless $result->{kind} =~ /^(notApplicable|pass|fail|review|open|informational)$/;
			# 3.27.10: a level only where it fails
			die "level of $result->{kind}" if ($result->{kind} eq "fail") == ($result->{level} eq "none");
			message("message", $result->{message});
			my @places = array("locations", $result->{locations});
			die "no place" unless @places;
			for my $place (@places) {
				object("location", $place, ["physicalLocation"], []);
				$place = $place->{physicalLocation};
				object("place", $place, ["artifactLocation", "region"], []);
				object("artifact", $place->{artifactLocation}, ["uri"], []);
				die "uri" unless $place->{artifactLocation}{uri} =~ m{^commit/[0-9a-f]{40}$};
				object("region", $place->{region}, ["startLine"], []);
				count("startLine", $place->{region}{startLine}, 1);
			}
		}
		print scalar @results, "\n"'
}
test_ok 'sarif: what the schema of 2.1.0 requires' '
	check --format sarif main~60..main >out.sarif || test $? -eq 1
	sarif <out.sarif >actual
	check --format json main~60..main >out.json || :
	rows out.json | grep -cE "\|(fail|undecidable)\|" >expect
	check --format sarif main..main | sarif | grep -x 0
	printf "[policy]\nname = a \"b\" \\303\\251\n" | cat - hard.policy >odd.policy
	git -C soft commit -q --allow-empty -m "\"quoted\" \\ $(printf "\303\251\t\001")"
	"$GP" check -C soft --policy odd.policy --format sarif HEAD~1..HEAD >odd.sarif || :
	sarif <odd.sarif | grep -x 1
'
test_ok 'sarif: the test of it can fail' '
	for change in "s/\"2.1.0\"/2.1/" "s/\"ruleIndex\":[0-9]*,//" \
		"s/\"ruleIndex\":0/\"ruleIndex\":1/" "s/\"help\":{[^}]*},//" \
		"s/\"startLine\":1/\"startLine\":0/" "s/\"runs\"/\"run\"/" \
		"s/\"level\":\"error\",\"message\"/\"level\":\"none\",\"message\"/"; do
		sed "$change" odd.sarif >broken.sarif
		! cmp -s odd.sarif broken.sarif
		! sarif <broken.sarif 2>/dev/null
	done
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
# over DAYS WHAT - a policy with one rate that no history keeps
over() {
	cat <<-END
	[era "e"]
		since = 1999-01-01
		rule = r
	[rule "r"]
		kind = rate
		days = $1
		max-count = 0
		over = $2
		applies-to = all
	END
}
test_ok 'a rate counts what landed before the range, as audit does' '
	for days in 45 3660; do
		for what in project area person; do
			over $days $what >rate.policy
			for range in main~12..main main~200..main~180; do
				"$GP" audit -q -C demo --db rate.db --no-probe \
					--rev "${range#*..}" --policy rate.policy
				git -C demo rev-list --no-merges $range >oids
				"$GP" check -C demo --policy rate.policy --format json \
					$range >out.json || :
				rows out.json >actual
				audited rate.db >expect
				test "$(wc -l <expect)" -gt 8
				grep -c "undecidable" actual | grep -x 0
				diff expect actual
				rm rate.db
			done
		done
	done >log 2>&1 || { head -n 40 log; false; }
	over 400 project >rate.policy
	"$GP" check -C demo --policy rate.policy --format json main~12..main >out.json || :
	rows out.json | grep -E "\|[1-9][0-9]+ of [1-9][0-9]+ changes of the project are AI-assisted in the 400 days up to it$"
'
for seed in 43 44; do
	test_ok "the same along a random history, seed $seed" "
		\"\$TOP/tests/random-history\" $seed 90 >stream.fi
		sample_history r$seed stream.fi
		over 40 project >rate.policy
		for range in main~10..main main~12..main~6 main~5..main~1; do
			\"\$GP\" audit -q -C r$seed --db r$seed.db --rev \${range#*..} \
				--no-probe --policy rate.policy
			git -C r$seed rev-list --no-merges \$range >oids
			\"\$GP\" check -C r$seed --policy rate.policy --format json \
				\$range >out.json || test \$? -eq 1
			rows out.json >actual
			audited r$seed.db | diff - actual
			rm r$seed.db
		done
	"
done
test_ok 'a rate is undecidable where a shallow clone ends before its days' '
	over 400 project >rate.policy
	git clone -q --depth 60 "file://$WORK/demo" short
	"$GP" check -C short --policy rate.policy main~3..main >out
	grep -c "undecidable r: what landed before is not known here" out |
		grep -v "^0$"
	over 1 project >rate.policy
	"$GP" check -C short --policy rate.policy main~3..main >out || :
	grep -c undecidable out | grep -x 1
	grep "; 0 undecidable$" out
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
	grep "has two sides; write the range as A..B" err
	status 3 check nowhere..main 2>err
	grep "nowhere" err
	status 2 "$GP" check -C demo --policy none main 2>err
	grep "none.: No such file" err
	status 3 "$GP" check -C none --policy "$kestrel" main 2>err
	status 2 check --message err main 2>err
	grep "a range or --message, not both" err
	status 3 check --message nowhere 2>err
	grep "cannot read .nowhere.: No such file" err
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

# --- as a hook: worked examples of README, in a real repository ---

mkdir "$WORK/bin"
ln -s "$GP" "$WORK/bin/git-provenance"
PATH=$WORK/bin:$PATH
GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME
GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
# readme WORD - the block of README whose second line begins with it
readme() {
	awk -v word="$1" '/^```/ { if (hit) printf "%s", text; text = ""; n = hit = 0; next }
		{ text = text $0 "\n"; if (++n == 2 && index($0, word)) hit = 1 }' \
		"$TOP/README.md"
}
cat >"$WORK/ai.policy" <<'END'
[tier "docs"]
	path = /docs/
[tier "code"]
	default = true
[era "all"]
	since = 2020-01-01
	rule = signed
	rule = no-ai
	rule = small
[rule "signed"]
	kind = require-sign-off
	match = author
[rule "no-ai"]
	kind = forbid-ai
[rule "small"]
	kind = limit-lines
	applies-to = all
	max = 3
	mode = added
	except-tier = docs
END
# hooked DIR - a repository with the policy and README's hooks
hooked() {
	git init -q -b main "$1"
	cp "$WORK/ai.policy" "$1"
	for hook in commit-msg pre-push; do
		readme "# $hook:" >"$1/.git/hooks/$hook"
		chmod +x "$1/.git/hooks/$hook"
	done
}
# refuses RULE COMMAND... - it fails, and by that rule alone
refuses() {
	rule=$1
	shift
	status 1 "$@" >"$WORK/out" 2>&1
	grep -oE "^    error +[a-z-]+" "$WORK/out" | awk '{ print $2 }' >"$WORK/rules"
	echo "$rule" | diff - "$WORK/rules"
}
# shellcheck disable=SC2034 # in the scripts of tests
ai='Co-authored-by: Claude <noreply@anthropic.com>'
test_ok 'commit-msg: the first commit, where HEAD is unborn' '
	hooked hook
	cd hook
	echo 1 >a
	git add a
	find . -type f | sort | xargs cksum >../before
	echo "a: one" >../m
	refuses signed .git/hooks/commit-msg ../m
	find . -type f | sort | xargs cksum | diff ../before -
	refuses signed git commit -m "a: one"
	test -z "$(git rev-parse -q --verify HEAD)"
	git commit -q -s -m "a: one"
'
test_ok 'commit-msg: what is staged is judged, by tier and size' '
	cd hook
	seq 4 >b
	git add b
	refuses small git commit -s -m "b: too much"
	seq 3 >b
	refuses small git commit -s -m "b: the index counts, not the work tree"
	git add b
	git commit -q -s -m "b: small"
	mkdir docs
	seq 9 >docs/c
	git add docs
	git commit -q -s -m "docs: large"
	seq 8 >b
	git commit -q -s --allow-empty -m "nothing staged"
	refuses small git commit -s -a -m "b: of an index of its own"
	git checkout -q b
	echo 4 >>b
	seq 9 >new
	git add -N new
	git commit -q -s -m "b: announced paths are no part" b
	git rm -q -f --cached new
'
test_ok 'commit-msg: the message and who signs' '
	cd hook
	echo 2 >>a
	git add a
	refuses no-ai git commit -s -m "a: helped" -m "$ai"
	refuses signed git commit -s --author "B <b@example.org>" -m "a: by B"
	printf "%s\n" "a: two" "" "Signed-off-by: $GIT_AUTHOR_NAME <$GIT_AUTHOR_EMAIL>" \
		"# $ai" "# ------------------------ >8 ------------------------" \
		"$ai" >../edited
	GIT_EDITOR="cp ../edited" git commit -q -v -e
	git log -1 --format=%B | grep -c "Claude" | grep -x 0
'
# oid_is MESSAGE-FILE [OPTION...] - check names the commit that git then makes
oid_is() {
	file=$1
	shift
	"$GP" check --policy ai.policy --message "$file" --format json >../out.json || :
	git commit -q --no-verify --cleanup=strip -F "$file" "$@"
	rows ../out.json | cut -d"|" -f1 | sort -u >../actual
	git rev-parse HEAD | diff - ../actual
}
test_ok 'the commit is to the byte the one that git makes' '
	cd hook
	printf "%s\n" "" "a: three  " "" "" "" "body " "# comment" "" >../m
	echo 3 >>a
	git add a
	oid_is ../m
	echo 4 >>a
	git add a
	GIT_AUTHOR_DATE="@1712345678 -0730" oid_is ../m
	chmod +x a
	ln -s a link
	git add a link
	git config core.commentChar ";"
	printf "%s\n" "# title" "; comment" >../m
	oid_is ../m
	git config --unset core.commentChar
	unset GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_EMAIL
	git config user.name "Us <er>"
	git config user.email "user@example.org"
	git config author.email "author@example.net"
	echo 5 >>a
	git add a
	oid_is ../m
'
test_ok 'commit-msg: comments stay where git keeps them' '
	cd hook
	cat >.git/hooks/commit-msg <<-\END
	#!/bin/sh
	"$GP" check --policy ai.policy --message "$1" --format json >../hook.json
	:
	END
	chmod +x .git/hooks/commit-msg
	printf "%s\n" "#12: a title  " "" "body" "# ------------------------ >8 ------------------------" \
		"; tail" "" "" >../m
	n=10
	as_git() {
		n=$((n + 1))
		echo $n >>a
		git add a
		"$@" >../err 2>&1
		rows ../hook.json | cut -d"|" -f1 | sort -u >../actual
		git rev-parse HEAD | diff - ../actual
	}
	as_git git commit -F ../m
	git log -1 --format=%B | grep -x "#12: a title"
	as_git git commit -m "# x" -m y
	grep -v ">8" ../m >../uncut
	for mode in default strip whitespace verbatim scissors; do
		git config commit.cleanup $mode
		as_git git commit -m "$mode" -m "# kept?  " -m "end "
		as_git env GIT_EDITOR="cp ../uncut" git commit -e
	done
	as_git env GIT_EDITOR="cp ../m" git commit -e
	git log -1 --format=%B | grep -c tail | grep -x 0
	git config --unset commit.cleanup
	rm .git/hooks/commit-msg
'
test_ok 'a merge has its parents, and is no change' '
	cd hook
	git checkout -q -b side HEAD~1
	echo d >docs/d
	git add docs
	git commit -q -s -m "docs: d"
	git checkout -q main
	git merge -q --no-ff --no-commit side
	echo "Merge side" >../m
	"$GP" check --policy ai.policy --message ../m --format json >../out.json
	git commit -q -m "Merge side"
	grep "\"commits\":0" ../out.json
'
test_ok 'an index with conflicts, and nobody, are errors' '
	git init -q -b main bad
	cd bad
	commit_at 1700000000 one
	git checkout -q -b side
	commit_at 1700000001 two
	git checkout -q main
	commit_at 1700000002 three
	git merge side || :
	echo x >m
	status 3 "$GP" check --policy ../ai.policy --message m 2>err
	grep "the index has conflicts" err
	git reset -q --hard
	unset GIT_COMMITTER_EMAIL
	status 3 "$GP" check --policy ../ai.policy --message m 2>err
	grep "git does not know who you are" err
	EMAIL=me@example.org "$GP" check --policy ../ai.policy --message m || test $? -eq 1
	rm ../bad/.git/index
	echo damage >.git/index
	status 3 "$GP" check --policy ../ai.policy --message m 2>err
	grep "cannot read the index" err
'
test_ok 'pre-push: a new branch, more of it, and its end' '
	git init -q --bare -b main remote
	cd hook
	git remote add origin ../remote
	git push -q --no-verify origin main
	git remote set-head origin main
	git checkout -q -b topic
	echo 6 >>a
	git commit -q --no-verify -m "a: six" a
	refuses signed git push origin topic
	git -C ../remote rev-parse -q --verify topic && exit 1
	git commit -q --amend --no-verify -s --no-edit
	git push -q origin topic
	echo 7 >>a
	git commit -q --no-verify -s -m "a: seven" -m "$ai" a
	refuses no-ai git push origin topic
	git push -q origin :topic
'
test_ok 'CI: the step judges what the branch adds' '
	git clone -q remote ci
	cd ci
	cp ../ai.policy .
	readme "run: git provenance check" | sed -n "s/^ *run: //p" >../step
	grep -x "git provenance check --policy .*" ../step
	git checkout -q -b topic
	echo 8 >>a
	git commit -q -s -m "a: eight" a
	GITHUB_BASE_REF=main sh ../step
	echo 9 >>a
	git commit -q -m "a: nine" a
	GITHUB_BASE_REF=main status 1 sh ../step >out
	grep -c "^::error title=signed::" out | grep -x 1
'
test_done
