#!/bin/sh
# SPDX-License-Identifier: MIT
# git provenance report: the page, the files behind it, the folder.
. tests/lib.sh

# facts FILE - the small database of small-facts.sql.
facts() {
	cat "$TOP/queries/schema.sql" "$TOP/queries/indexes.sql" \
		"$TOP/queries/views.sql" "$TOP/tests/t/small-facts.sql" |
		sqlite3 -bail "$1"
}

# refused STATUS MESSAGE ARGUMENT... - report fails like that.
refused() {
	want=$1
	message=$2
	shift 2
	status "$want" "$GP" report "$@" 2>err
	echo "git-provenance: $message" | diff -u - err
}

test_ok 'a report has a page, tables, charts and a manifest' '
	facts small.db
	"$GP" report --db small.db >said
	(cd out && find . -type f | LC_ALL=C sort) >actual
	{
		for name in activity adoption adoption-by-area adoption-by-size \
			clean-365 compliance disclosure heat-map revert-survival \
			reverted risk tools trailers violations what-if; do
			echo ./charts/$name-1.svg
			echo ./charts/$name-2.svg
		done
		for name in activity adoption-areas adoption adoption-by-area \
			ai-by-size ai-commits ai-grounds ai-people ai-tools \
			ai-tools-over-time area-risk areas automation \
			channel-bias cherry-picks collisions \
			compliance-over-time compliance \
			definitions disclosure-forms eras evidence exceptions \
			fixes flow foxtrots heat-map hot-paths key-findings \
			landings measures missing people policy-differences revert-base revert-blockers \
			revert-chains revert-ease revert-matched revert-rate \
			revert-survival reverted-ai reverts review-coverage rules \
			self-check summary tiers to-review trailer-keys \
			violations what-if what-if-outcomes would-qualify; do
			echo ./csv/$name.csv
		done
		echo ./index.html
		echo ./manifest.json
	} | LC_ALL=C sort >expect
'
test_ok 'again, it is the same byte for byte' '
	cp -R out first
	"$GP" report --db small.db
	diff -r first out
	TZ=Asia/Tokyo LC_ALL=C.UTF-8 "$GP" report --db small.db --out again
	diff -r first again
	ls -d *new-* *old* 2>/dev/null | grep . && exit 1
	rm -r first again
'
test_ok 'the manifest has the SHA-256 of every file' '
	sed -n "s/.*\"path\": \"\([^\"]*\)\", \"sha256\": \"\([0-9a-f]*\)\".*/\2  \1/p" \
		out/manifest.json >sums
	(cd out && sha256sum -c --quiet ../sums)
	(cd out && find . -type f ! -name manifest.json) | wc -l >expect
	wc -l <sums >actual
'
test_ok 'the manifest is JSON and says what the report is' '
	perl -MJSON::PP -e "
		my \$m = decode_json(join \"\", <>);
		print \"\$m->{tool} \$m->{schema} \$m->{options}{period}\n\";
		print \"\$_->{name} \$_->{facts}{commits} \$_->{facts}{tip} \",
			\"\$_->{facts}{'\''AI-assisted changes'\''}\n\"
			for @{\$m->{repositories}};
	" out/manifest.json >actual
	cat >expect <<-END
	git-provenance 6 quarter
	emu 6 8888888888888888888888888888888888888888 1
	lib 1 7777777777777777777777777777777777777777 0
	END
'
test_ok 'the tags of the page are closed in order' '
	perl -0777 -ne "
		s/<!DOCTYPE html>//;
		s/<style>.*?<\/style>//s;
		my @open;
		while (/<(\/?)([a-z0-9]+)((?:\s+[a-z-]+=\"[^\"]*\")*)>|([<>])/g) {
			die \"stray \$4 at \" . pos() if defined \$4;
			next if \$2 =~ /^(?:meta|img)\$/;
			if (!\$1) { push @open, \$2; next }
			my \$last = pop @open;
			die \"</\$2> ends <\$last>\" if \$last ne \$2;
		}
		die \"open: @open\" if @open;
	" out/index.html
'
test_ok 'the page is valid HTML' '
	tidy -q -e out/index.html
'
test_ok 'the page needs nothing from elsewhere and runs nothing' '
	grep -q "default-src &#39;none&#39;" out/index.html
	! grep -iE "<script|javascript:|<iframe|<link|@import| on[a-z]+=" \
		out/index.html
	grep -oE "(href|src)=\"[^\"]{0,30}" out/index.html | sort -u >links
	! grep -vE "=\"(#|csv/|charts/|manifest.json|data:image/svg)" links
	for file in $(sed -n "s/^href=\"\([a-z][^#]*\)/\1/p" links); do
		test -e "out/$file"
	done
	for place in $(sed -n "s/^href=\"#//p" links); do
		grep -q "id=\"$place\"" out/index.html
	done
'
test_ok 'hostile text is text' '
	grep -q "&lt;script&gt;alert(1)&lt;/script&gt;" out/index.html
	grep -q "&quot;&gt;&lt;img src=x&gt;@example.org" out/index.html
	! grep -q "$(printf "\033")" out/index.html
	! grep -q "$(printf "\342\200\256")" out/index.html
	"$GP" report --db small.db --out t --title "<b>\"x\" & $(printf "\033")"
	grep -q "<h1>&lt;b&gt;&quot;x&quot; &amp; \\\\x1b</h1>" t/index.html
'
test_ok 'tables can be read: captions, heads, headings in order' '
	grep -cE "<table[ >]" out/index.html >actual
	grep -c "<caption>" out/index.html >expect
	! grep "<th>" out/index.html
	grep -oE "<h[1-6]" out/index.html | perl -ne "
		/(\d)/; die \"h\$1 after h\$last\" if \$1 > \$last + 1;
		\$last = \$1; \$n++ if \$1 == 1; \$deepest |= \$1 == 4;
		END { die \"\$n titles\" if \$n != 1 || !\$deepest }"
	grep -q "<html lang=\"en\">" out/index.html
	grep -q "<main [^>]*>" out/index.html
	! grep -oE "<img [^>]*>" out/index.html | grep -v "alt=\"[^\"]"
'
test_ok 'what is unknown stands first' '
	grep -q "missing objects: 1" out/index.html
	grep -q "path changes not counted: 1 .*audited with --no-lines" \
		out/index.html
'
test_ok 'a caption says scope and base' '
	"$GP" report --db small.db --out t --repo emu --since 2023-02-01 \
		--area "Block layer core"
	grep -q "People: repository emu; area Block layer core; landed since 2023-02-01. 1 row." t/index.html
	grep -q "Paths that change most: repository emu; area Block layer core; landed since 2023-02-01. Base: 1 changes counted. 1 row." t/index.html
	grep -q "What was read, and what was not: repository emu. Not limited by --area, --since. 36 rows." t/index.html
'
test_ok 'a section names the command that asks again' '
	sed -n "s/.*<pre><code>git provenance query \(landings [^<]*\)<.*/\1/p" \
		t/index.html | sed "s/&#39;/'\''/g" >command
	echo "landings --repo emu --area '\''Block layer core'\'' --since 2023-02-01 -p period=quarter" |
		diff -u - command
	eval "\"\$GP\" query --db small.db --format csv $(cat command)" >actual
	cp t/csv/landings.csv expect
'
test_ok 'the page says how much AI shows, that it is a floor, and the self-check' '
	grep -o "<p class=\"floor\">[^<]*" out/index.html |
		sed "s/.*>//" >actual
	cat >expect <<-\END
	AI-assisted: 1 of 3 changes counted, 33.3 % (95 % interval 6.1 % to 79.2 %). Every count of it is a floor: use that nobody declared leaves no trace.
	Self-check: nothing landed before 2021-06-29, so that it says nothing here.
	AI-assisted: 0 of 1 changes counted, 0.0 % (95 % interval 0.0 % to 79.3 %). Every count of it is a floor: use that nobody declared leaves no trace.
	Self-check: nothing landed before 2021-06-29, so that it says nothing here.
	END
'
test_ok 'a repository without evidence says so in one line' '
	facts bare.db
	sqlite3 bare.db "DELETE FROM evidence; DELETE FROM declared_kinds;
		DELETE FROM declarations; DELETE FROM annotations"
	"$GP" report --db bare.db --out ai --repo emu
	grep -c "<p class=\"floor\">No trace of AI assistance was found in this repository. Every count of it is a floor: " \
		ai/index.html >actual
	grep -c "No trace of AI assistance was found in this scope." \
		ai/index.html >>actual
	printf "1\n1\n" >expect
'
test_ok 'a failed self-check stands out, a late landing does not' '
	facts early.db
	sqlite3 early.db "UPDATE commits
		SET landed_at = landed_at - 86400 * 365 * 4
		WHERE commit_id IN (1, 2); UPDATE commits
		SET authored_at = 1590000000 WHERE commit_id = 3"
	"$GP" report --db early.db --out ai --repo emu
	grep -o "<p class=\"limit\">Self[^<]*" ai/index.html | sed "s/.*>//" >actual
	echo "Self-check: 1 of 2 commits that landed before 2021-06-29, when no AI coding tool existed, carry counted evidence; 0 is expected. 1 AI-assisted commit was authored before that day and landed later, which is normal." >expect
'
test_ok 'a section keeps the period that it is made for' '
	"$GP" report --db small.db --out ai --repo emu --period year
	sed -n "s/.*<pre><code>git provenance query \(ad[^<]*\)<.*/\1/p" \
		ai/index.html >actual
	cat >expect <<-\END
	adoption --repo emu -p period=year
	adoption --repo emu -p by=area -p period=all
	adoption-by-area --repo emu -p top=7 -p period=year
	adoption-by-area --repo emu -p top=24 -p period=year
	END
'
test_ok 'a long table is cut, and says where the rest is' '
	facts long.db
	sqlite3 long.db "INSERT INTO paths (path_id, repo_id, path)
			SELECT 100 + value, 1, '\''f'\'' || value
			  FROM generate_series(1, 40);
		INSERT INTO changes SELECT 1, 100 + value, '\''A'\'', 0, 33188, NULL,
			x'\''aa'\'', '\''text'\'', 1, 0, NULL
			  FROM generate_series(1, 40)"
	"$GP" report --db long.db --out t --repo emu
	grep -q "The first 25 of 45 rows." t/index.html
	grep -q "20 more rows in <a href=\"csv/hot-paths.csv\">" t/index.html
	wc -l <t/csv/hot-paths.csv >actual
	echo 46 >expect
'
test_ok 'formats' '
	"$GP" report --db small.db --out t --format json,md
	ls t >actual
	printf "charts\nmanifest.json\nreport.json\nreport.md\n" >expect
	! grep "csv/" t/report.md
	"$GP" report --db small.db --out t --format csv
	ls t >>actual
	printf "csv\nmanifest.json\n" >>expect
	diff -r out/csv t/csv
	"$GP" report --db small.db --out t --format html
	! grep "csv/" t/index.html
'
test_ok 'report.json has every row of every table, and where it comes from' '
	"$GP" report --db small.db --out all --format html,csv,json,md
	perl -MJSON::PP -e "
		my \$r = decode_json(join \"\", <>);
		print \"\$r->{format} \$r->{version} \$r->{period}\n\";
		for my \$repo (@{\$r->{repositories}}) {
			for my \$part (@{\$repo->{parts}}) {
				for (@{\$part->{sections}}) {
					\$rows{\$_->{csv}} += @{\$_->{rows}};
					\$_->{command} =~ /query \$_->{query} --repo \$repo->{name}/
						or die \$_->{command};
					my %known = map { \$_->{name} => 1 } @{\$_->{columns}};
					for (map { keys %\$_ } @{\$_->{rows}}) {
						\$known{\$_} or die \$_;
					}
				}
			}
		}
		print \"\$_ \$rows{\$_}\n\" for sort keys %rows;
	" all/report.json >actual
	echo "git-provenance report 1 quarter" >expect
	for file in all/csv/*.csv; do
		rows=$(perl -0777 -ne "s/\"[^\"]*\"/x/g; print y/\n// - 1" "$file")
		echo "csv/${file##*/} $rows"
	done | LC_ALL=C sort >>expect
'
test_ok 'the command of each table gives its rows, asked alone' '
	"$GP" report --db small.db --out alone --repo emu --format html,csv,json,md
	perl -MJSON::PP -e "
		my \$r = decode_json(join \"\", <>);
		for my \$repo (@{\$r->{repositories}}) {
			for my \$part (@{\$repo->{parts}}) {
				for (@{\$part->{sections}}) {
					\$_->{command} =~ s/^git provenance query //;
					print \"\$_->{csv} \$_->{command}\n\"
						if \$repo->{name} eq q(emu);
				}
			}
		}
	" alone/report.json >commands
	[ "$(wc -l <commands)" -gt 30 ]
	while read -r csv command; do
		"$GP" query --db small.db --format csv $command >rows.csv </dev/null
		cmp rows.csv "alone/$csv"
	done <commands
'
test_ok 'the number of processors changes nothing' '
	! command -v taskset >/dev/null ||
		taskset -c "$(taskset -cp $$ | sed "s/.*[ ,-]//")" "$GP" report \
			--db small.db --out one --repo emu --format html,csv,json,md
	[ ! -d one ] || diff -r alone one
'
test_ok 'in a CSV file the repositories stand behind each other, under one head' '
	grep -c "^\"repo\"" all/csv/summary.csv >actual
	echo 1 >expect
	"$GP" query --db small.db --format csv summary | diff - all/csv/summary.csv
'
test_ok 'report.md fits a mail, and hostile text is text in it' '
	perl -CS -ne "chomp; print if length > 72 && !/^(\#+|\[\w+\]:) /" \
		all/report.md >long
	! grep . long
	! grep -iE "<script|<img" all/report.md
	grep -q "&lt;script>alert(1)&lt;/script>" all/report.md
	! grep -q "$(printf "\033")" all/report.md
	grep -q "^\[csv/people.csv\](csv/people.csv)\|All of it: \[csv/people.csv\]" \
		all/report.md
	grep -q "^Chart: \[" all/report.md
'
test_ok 'commits lead to the forge that --commit-url names, and nowhere else' '
	"$GP" report --db small.db --out t --format html,md \
		--commit-url "emu=https://example.org/emu/commit/{oid}"
	oid=$(sqlite3 small.db "SELECT oid FROM commits JOIN ai_commits
		USING (commit_id) LIMIT 1")
	grep -q "<a href=\"https://example.org/emu/commit/$oid\"><code title=\"$oid\">" \
		t/index.html
	grep -q "^\[$(echo $oid | cut -c1-12)\]: https://example.org/emu/commit/$oid\$" \
		t/report.md
	! grep -o "href=\"https*:[^\"]*" t/index.html | grep -v "/emu/commit/"
	refused 2 "--commit-url wants an address such as https://example.org/project/commit/{oid}, or none, not '\''http://example.org/{oid}'\''" \
		--db small.db --commit-url "http://example.org/{oid}"
'
test_ok 'a well-known forge is guessed by the remote, unless that is not wanted' '
	cp small.db forge.db
	sqlite3 forge.db "UPDATE repos SET remote = '\''ssh://github.com/emu/emu.git'\''
		WHERE name = '\''emu'\'';
		UPDATE repos SET remote = '\''https://gitlab.com/\"x'\'\'' onclick=/y'\''
		WHERE name = '\''lib'\''"
	links() {
		"$GP" report --db forge.db --out f --format html,md "$@"
		grep -oh "https://[a-z.]*/[^ \"<)]*/commit/" f/index.html f/report.md |
			sort -u
		! grep "gitlab.com" f/index.html f/report.md
	}
	links >actual
	echo https://github.com/emu/emu/commit/ >expect
	[ -z "$(links --commit-url none)" ]
	[ -z "$(links --commit-url emu=none)" ]
	[ -z "$(links --anonymous)" ]
	[ "$(links --commit-url https://x.test/e/commit/{oid})" = \
		https://x.test/e/commit/ ]
'
test_ok 'a folder with anything else is left alone' '
	mkdir mine
	echo precious >mine/notes.txt
	refused 3 "folder '\''$WORK/mine'\'' holds '\''notes.txt'\'', which is no part of a report; name another folder with --out" \
		--db small.db --out mine
	echo more >t/csv.txt
	refused 3 "folder '\''$WORK/t'\'' holds '\''csv.txt'\'', which is no part of a report; name another folder with --out" \
		--db small.db --out t
	rm t/csv.txt
	mkdir t/csv
	echo more >t/csv/own.csv
	refused 3 "folder '\''$WORK/t'\'' holds '\''csv/own.csv'\'', which is no part of a report; name another folder with --out" \
		--db small.db --out t/
	cat mine/notes.txt t/csv/own.csv >actual
	printf "precious\nmore\n" >expect
'
test_ok 'where nothing can be written, it says so' '
	echo >file
	refused 3 "cannot write the report to '\''$WORK/file'\'': not a folder; name one with --out" \
		--db small.db --out file
	refused 3 "cannot make a folder beside '\''no/such/out'\'': No such file or directory; name another place with --out" \
		--db small.db --out no/such/out
	refused 2 "--out wants a folder" --db small.db --out ""
'
test_ok 'a failed run leaves the report of the run before' '
	cp -R out before
	(
		trap "" XFSZ
		ulimit -f 8
		status 3 "$GP" report --db small.db 2>err
	)
	grep -q "^git-provenance: cannot write .* of report .*File too large" err
	diff -r before out
	ls -d out.* 2>/dev/null | grep . && exit 1
	:
'
test_ok 'wrong usages say what is wrong' '
	refused 2 "report takes no argument, but got '\''x'\'' (try --help)" x
	refused 2 "--period wants month, quarter or year, not '\''week'\''" \
		--period week
	refused 2 "--format wants html, pdf, csv, json or md, with commas between, not '\''doc'\''" \
		--format html,doc
	refused 2 "--format wants a format" --format ""
	refused 2 "no repository of name '\''emo'\'' in the database; did you mean '\''emu'\''?" \
		--db small.db --repo emo
	refused 2 "no area of name '\''TGC'\'' in the database; did you mean '\''TCG'\''?" \
		--db small.db --area TGC
	cat "$TOP/queries/schema.sql" "$TOP/queries/views.sql" | sqlite3 empty.db
	sqlite3 empty.db "PRAGMA application_id = 0x67697450;
		PRAGMA user_version = 6"
	refused 3 "database '\''empty.db'\'' holds no repository; fill it with '\''git provenance audit'\''" \
		--db empty.db --out none
	test ! -e none
'
test_ok 'a policy has its sections' '
	sample_history policed
	"$GP" audit -q -C policed --db policed.db --policy "$TOP/samples/policies/kestrel.policy"
	"$GP" report --db policed.db --out policed.out >policed.txt
	for id in compliance-over-time compliance violations eras tiers; do
		grep -q "id=\"$id" policed.out/index.html
	done
	grep -q "no Signed-off-by" policed.out/index.html
	grep -q "who maintains" policed.out/csv/violations.csv
'
test_ok 'a policy is asked of last year, and two are compared' '
	printf "[policy]\nname = ban\n[era \"e\"]\nsince = 2020-01-01\nrule = r\n[rule \"r\"]\nkind = forbid-ai\n" >ban.policy
	"$GP" audit -q -C policed --db banned.db --policy ban.policy \
		--policy "$TOP/samples/policies/kestrel.policy"
	"$GP" report --db banned.db --out banned.out
	grep -q "^\"policed\",\"ban\",\"e\",\"all\",\"\",.*,\"0\"," banned.out/csv/would-qualify.csv
	grep -q "^\"policed\",\"ban\",\"e\",\"Kestrel\",\"tiers\",\"tier\",\"core\"," banned.out/csv/what-if.csv
'
test_ok 'a chart about a policy is drawn for each, and what shows nothing is left out' '
	cd banned.out/charts
	ls | grep -E "^(compliance|violations)" >../../actual
	cd ../..
	printf "%s\n" compliance-policy-1.svg compliance-policy-2.svg \
		violations-policy-1.svg violations-policy-2.svg >expect
	diff expect actual
	for policy in Kestrel ban; do
		grep -q "How well is the policy kept?</strong> .* policy $policy " banned.out/index.html
		grep -q "Which rules are broken?</strong> .*policy $policy " banned.out/index.html
	done
	"$GP" report --db banned.db --out one.out --policy ban --format json,html >said
	ls one.out/charts | grep -E "^(compliance|violations)" >actual
	printf "%s.svg\n" compliance violations >expect
	diff expect actual
	! grep "name one with --policy" one.out/index.html banned.out/index.html
	! grep "this takes two policies" policed.out/index.html
	grep -q "This takes two policies" policed.out/index.html
'
test_ok 'a tier is a scope, and --policy says whose' '
	"$GP" report --db policed.db --out tier.out --tier docs --policy Kestrel >tier.txt
	grep -q "Scope: policy Kestrel; tier docs\." tier.out/index.html
	grep -q "People: repository policed; policy Kestrel; tier docs\." tier.out/index.html
	grep -q "git provenance query people --repo policed --tier docs --policy Kestrel" tier.out/index.html
	grep -q "What was read, and what was not: repository policed. Not limited by --tier\." tier.out/index.html
	"$GP" query people --db policed.db --tier docs --format csv | cmp - tier.out/csv/people.csv
	! cmp -s policed.out/csv/people.csv tier.out/csv/people.csv
'
test_done
