#!/bin/sh
# SPDX-License-Identifier: MIT
# Revert ease by hand-made rows: what counts, what is left out, and the
# columns that the program adds.
. tests/lib.sh

# ask NAME ARGUMENT... - the rows of a query, without quotes and repository.
ask() {
	"$GP" query --db ease.db --format csv "$@" | tr -d '"\r' |
		sed '1d; s/^emu,,\{0,1\}//'
}

test_ok 'the database is sound' '
	cat "$TOP/queries/schema.sql" "$TOP/queries/indexes.sql" \
		"$TOP/queries/views.sql" "$TOP/tests/t/ease-rows.sql" |
		sqlite3 -bail ease.db
	sql ease.db "PRAGMA foreign_key_check" >actual
	: >expect
'
test_ok 'what is counted, and what is left out' '
	ask revert-base | cut -d, -f1,2 >actual
	cat >expect <<-\END
	changes counted,71
	merges,1
	cherry-picks,0
	roots,1
	empty commits,1
	not probed,0
	unknown,1
	generated files alone,1
	own-series collisions,10
	ended in generated files,1
	END
'
test_ok 'generated files are found under any folder, by their whole name' '
	git init -q -b main made
	cd made
	mkdir -p a/b x/RelNotes MyRelNotes out/a src/out
	commit_at 1700000001 root a/b/go.sum
	for file in a/b/go.sum Cargo.lock x/RelNotes/2.0.txt RelNotes.md \
		Cargo.lock.c MyCargo.lock MyRelNotes/x; do
		echo "$file" >>"$file"
		git add "$file"
	done
	commit_at 1700000002 two
	echo 1 >out/a/b.c
	git add out
	commit_at 1700000003 three src/out/c
	cd ..
	"$GP" audit -q -C made --db made.db
	sql made.db "SELECT path FROM paths JOIN generated_paths USING (path_id)
		ORDER BY path" >actual
	printf "Cargo.lock\na/b/go.sum\nx/RelNotes/2.0.txt\n" >expect
'
# left_out - patterns not built in, with paths; the paths; changes of them alone
left_out() {
	"$GP" query generated --db made.db --format csv | tr -d "\"\r" |
		sed "1d; /built in/d; s/^made,//"
	sql made.db "SELECT count(*) FROM generated_paths"
	"$GP" query revert-base --db made.db --format csv | tr -d "\"\r" |
		sed -n "s/.*generated files alone,\([0-9]*\).*/\1/p"
}
test_ok 'more are left out by an option, from then on, or a policy' '
	left_out >actual
	"$GP" audit -q -C made --db made.db --ignore "/out/" --ignore "*.none"
	left_out >>actual
	"$GP" audit -q -C made --db made.db
	left_out >>actual
	cat >made.policy <<-\END
	[policy]
		name = made
		ignore = out/
	[era "all"]
		since = 2000-01-01
		rule = sign-off
	[rule "sign-off"]
		kind = require-sign-off
	END
	"$GP" audit -q -C made --db made.db --policy made.policy
	left_out >>actual
	"$GP" audit -q -C made --db made.db --ignore ""
	left_out >>actual
	cat >expect <<-\END
	3
	0
	/out/,option,1,1
	*.none,option,0,0
	4
	0
	/out/,option,1,1
	*.none,option,0,0
	4
	0
	/out/,option,1,1
	*.none,option,0,0
	out/,policy made,1,1
	5
	1
	out/,policy made,2,1
	5
	1
	END
	"$GP" policy made.policy | grep "^Left out of revert ease: out/"
	sqlite3 made.db "PRAGMA foreign_key_check" >&2
'
test_ok 'what is left out stands in the scope' '
	"$GP" report --db made.db --out made-out --format html >/dev/null
	grep "Left out as generated: 15 patterns built in, out/ (policy made)." \
		made-out/index.html
	grep "\"generated paths\": 5" made-out/manifest.json
	"$GP" query summary --db made.db | grep "generated paths *5 *left out .*RelNotes, out/ (policy made)"
'
test_ok 'a fresh audit leaves the same out' '
	"$GP" audit -q -C made --db fresh.db --policy made.policy
	for db in made fresh; do
		sql $db.db "SELECT * FROM generated_patterns" "SELECT path
			FROM paths JOIN generated_paths USING (path_id) ORDER BY 1"
	done >both
	sort both | uniq -u >actual
	: >expect
	status 2 "$GP" audit -C made --db made.db --ignore "/" 2>err
	grep "^git-provenance: --ignore: ./. is no pattern that a path can match" err
	status 2 "$GP" audit -C made --db made.db --ignore "!out/" 2>err
'
test_ok 'a life ends, lasts to the tip, or is followed to a lock file' '
	ask revert-lives -p by=all | cut -d, -f2,4,5 |
		grep -E "00(1|2|41|75)," | cut -c38- >actual
	cat >expect <<-\END
	001,86313600,0
	002,172800,1
	041,82857600,0
	075,432000,0
	END
'
test_ok 'verdicts by area, with horizons in order' '
	ask revert-ease | cut -d, -f1,3-5,9-14 >actual
	cat >expect <<-\END
	core,-1,40,40,0,0,1,0,0,10
	core,30,39,24,14,1,1,0,1,10
	core,365,39,19,19,1,1,0,1,10
	core,0,39,19,19,1,1,0,1,10
	docs,-1,20,20,0,0,0,0,0,10
	docs,30,20,20,0,0,0,0,0,10
	docs,365,20,20,0,0,0,0,0,10
	docs,0,20,20,0,0,0,0,0,10
	END
'
test_ok 'median and share of lives: 41 followed, 20 ended by day 40' '
	ask revert-ease -p horizon=365 | cut -d, -f1,15,16,18,19,22 >actual
	awk "BEGIN {
		s = 1
		n = 41
		for (day = 2; day <= 40; day += 2) {
			if (day == 6) # one was followed to day 5 only
				n--
			s *= (n - 1) / n
			n--
		}
		printf \"core,41,,,%.6f,\n\", s
	}" >expect
	# twenty changes that landed as one are no twenty pieces of evidence
	echo "docs,20,,,,too few" >>expect
'
test_ok 'own-series collisions count where they are wanted' '
	ask revert-ease -p horizon=365 -p own=counted |
		cut -d, -f1,4,5,9,14,15 >actual
	printf "core,49,19,29,10,51\ndocs,30,20,10,10,30\n" >expect
'
test_ok 'landings as units: a merge stands for its changes' '
	ask revert-lives -p unit=landing -p own=counted | cut -d, -f1 |
		sort | uniq -c | xargs echo >actual
	echo "51 core 11 docs" >expect
'
test_ok 'AI-assisted and not' '
	ask revert-ease -p by=ai -p horizon=365 |
		cut -d, -f1,2,4,5,15 >actual
	printf "not AI-assisted,1,40,30,41\nAI-assisted,1,19,9,20\n" >expect
	ask revert-ease -p by=all -p horizon=365 | cut -d, -f1,4,15 >>actual
	echo "all,59,61" >>expect
'
test_ok 'a top of areas, and the others' '
	ask revert-ease -p top=1 -p horizon=365 | cut -d, -f1,2,4 >actual
	printf "core,1,39\n,1,20\n" >expect
'
test_ok 'the curve steps down, and says who is followed' '
	ask revert-survival -p step=10 -p last=40 | grep ^core |
		cut -d, -f2-8 >actual
	echo 1,1,41,0,41,0,1.0 >expect
	awk "BEGIN {
		s = 1
		n = 41
		for (day = 1; day <= 40; day++) {
			if (day == 6)
				n--
			if (day % 10 == 0)
				at = n
			if (day % 2 == 0) {
				s *= (n - 1) / n
				n--
			}
			if (day % 10 == 0)
				printf \"1,1,41,%d,%d,%d,%.6f\n\",
					day, at, day / 2, s
		}
	}" | sed "s/\(\.[0-9]*[1-9]\)0*$/\1/" >>expect
'
test_ok 'spread: collisions of later changes of the same files' '
	ask collisions | cut -d, -f1-4 >actual
	# before its end, core change i (even) sees i later changes
	awk "BEGIN {
		n = 54 # changes of a.c: 1-40, 61-70, 73-75; 74 is unknown
		for (i = 1; i <= 40; i++) {
			end = i % 2 ? 1000 : 2 * i
			for (j = i + 1; j <= 75 && j <= end; j++)
				if (j <= 40 || (j >= 61 && j <= 70) || j >= 73)
					sum++
		}
		print \"core,41,20,\" sum
		for (i = 41; i <= 60; i++)
			docs += 70 - i
		print \"docs,20,0,\" docs
	}" >expect
'
test_ok 'tiers: a row for each of each policy, with all that areas have' '
	for name in revert-ease revert-survival collisions; do
		"$GP" query --db ease.db $name -p by=area --format csv |
			sed "1d; s/\"emu\",,\"core\"/\"emu\",\"split\",\"c\"/
				s/\"emu\",,\"docs\"/\"emu\",\"split\",\"d\"/"
		"$GP" query --db ease.db $name -p by=all --format csv |
			sed "1d; s/\"emu\",,\"all\"/\"emu\",\"whole\",\"w\"/"
	done >expect
	for name in revert-ease revert-survival collisions; do
		for policy in split whole; do
			"$GP" query --db ease.db $name -p by=tier \
				--policy $policy --format csv | sed 1d
		done
	done >actual
	grep -c "\"split\",\"c\",\"1\",\"365\",\"39\",\"19\"" actual | grep -x 1
	grep -c "\"whole\",\"w\",\"1\",\"365\",\"59\",\"39\"" actual | grep -x 1
	grep -c "\"whole\",\"w\",\"61\",\"20\"" actual | grep -x 1
'
test_ok 'tiers: landings count where one of their changes does' '
	"$GP" query --db ease.db revert-lives -p by=tier -p unit=landing \
		-p own=counted --format csv | tr -d "\"" | cut -d, -f2,3 |
		sed 1d | sort | uniq -c | sed "s/^ *//" >actual
	printf "51 split,c\n11 split,d\n52 whole,w\n" >expect
'
test_ok 'tiers: the scope takes one policy, one tier' '
	ask revert-ease -p by=tier -p horizon=365 --policy whole |
		cut -d, -f1,2,5,6 >actual
	ask revert-ease -p by=tier -p horizon=365 --tier d |
		cut -d, -f1,2,5,6 >>actual
	# 61-70 are in both tiers, and own series
	ask revert-ease -p by=area -p horizon=365 --policy split --tier d \
		-p own=counted | cut -d, -f1,4,5 >>actual
	ask revert-survival -p by=all -p last=0 --policy split --tier c |
		cut -d, -f1,4 >>actual
	ask collisions -p by=all --tier d | cut -d, -f1-3 >>actual
	cat >expect <<-\END
	whole,w,59,39
	split,d,20,20
	docs,30,20
	core,10,0
	all,41
	all,20,0
	END
'
test_ok 'tiers: two texts of one policy are kept apart' '
	cp ease.db same.db
	sqlite3 same.db "UPDATE policies SET name = '\''split'\''"
	"$GP" query --db same.db revert-ease -p by=tier -p horizon=365 \
		--format csv | tr -d "\"" | sed 1d | cut -d, -f2,3,6,17 >actual
	cat >expect <<-\END
	split (a1a1a1a),c,39,41
	split (a1a1a1a),d,20,20
	split (b2b2b2b),w,59,61
	END
'
test_ok 'rates have an exact interval' '
	ask collisions | cut -d, -f3,4,5-7 | while IFS=, read -r n of rate low high; do
		awk "BEGIN { print ($rate - 100 * $n / $of < 0.0001 &&
			100 * $n / $of - $rate < 0.0001),
			($low <= $rate), ($rate < $high) }"
	done >actual
	printf "1 1 1\n1 1 1\n" >expect
'
test_ok 'paths' '
	ask path-ease | cut -d, -f1-3,7,8 >actual
	printf "core/a.c,39,19,41,20\ndocs/b,20,20,20,0\n" >expect
'
test_ok 'who stands in the way' '
	ask revert-blockers | cut -d, -f1-4,8 >actual
	echo "core/a.c,,20,20,10" >expect
	ask revert-blockers -p by=pair | cut -d, -f1-4,8 >>actual
	cat >>expect <<-\END
	core,core,20,20,9
	core,,0,20,1
	END
'
test_ok 'every probe has a row' '
	ask revert-probes | wc -l >actual
	ask revert-probes -p horizon=30 -p outcome=gone |
		cut -d, -f1-6 | cut -c38- >>actual
	printf "304\n002,change,172800,30,gone,core/a.c\n" >expect
'
test_ok 'nobody with AI assistance: no share, no interval' '
	cp ease.db none.db
	sqlite3 none.db "DELETE FROM evidence; DELETE FROM annotations"
	"$GP" query --db none.db revert-matched --format json |
		perl -MJSON::PP -e "
			my \$r = decode_json(join q(), <STDIN>)->[0];
			print join(q( ), map { \$_ . q(=) . (\$r->{\$_} // q(-)) }
				qw(ai_changes ai_share ai_low ai_high)), qq(\n);
		" >actual
	echo "ai_changes=0 ai_share=- ai_low=- ai_high=-" >expect
'
test_ok 'AI-assisted and other changes in strata' '
	"$GP" query --db ease.db revert-matched --format json |
		perl -MJSON::PP -e "
			my \$r = decode_json(join q(), <STDIN>)->[0];
			print join(q( ), map { \$_ . q(=) . (\$r->{\$_} // q(-)) }
				qw(ai_changes ai_clean other_changes other_clean
				strata matched_ai matched_other note)), qq(\n);
		" >actual
	echo "ai_changes=19 ai_clean=9 other_changes=40 other_clean=30 \
strata=1 matched_ai=19 matched_other=20 note=too few" >expect
'
test_ok 'the same bytes again' '
	for name in revert-ease revert-survival revert-matched; do
		ask $name >first
		ask $name | diff -u first -
		test -s first
	done
'
test_ok 'every format has the added columns' '
	for format in table csv json markdown; do
		"$GP" query --db ease.db revert-ease --format $format >out
		grep -q "median.*days" out
	done
	"$GP" query revert-ease --help >out
	grep -q "alive_share" out
	"$GP" report --db ease.db --out out-report >/dev/null
	grep -q "too few" out-report/csv/revert-ease.csv
	grep -q "alive share" out-report/index.html
'
test_ok 'nothing probed, nothing said' '
	cp ease.db empty.db
	sqlite3 empty.db "DELETE FROM revert_probes; DELETE FROM revert_lives"
	for name in revert-ease revert-survival collisions revert-matched \
		path-ease revert-blockers revert-probes; do
		"$GP" query --db empty.db $name --format csv | tail -n +2
	done >actual
	: >expect
'
test_done
