#!/bin/sh
# SPDX-License-Identifier: MIT
# plot draws what the database holds into files, and says which.
. tests/lib.sh

# new_db FILE - an empty database of ours.
new_db() {
	cat "$TOP/queries/schema.sql" "$TOP/queries/indexes.sql" \
		"$TOP/queries/views.sql" | sqlite3 -batch "$1"
	sqlite3 -batch "$1" 'PRAGMA application_id = 1734964304;
		PRAGMA user_version = 6'
}

# add_repo FILE ID NAME - a repository of 60 changes in 2024 and 2025.
add_repo() {
	sqlite3 -batch "$1" "
		INSERT INTO repos (repo_id, name, path, tip, tip_at)
		VALUES ($2, '$3', '/x', 'x', 1746057600);
		INSERT INTO people VALUES ($2, $2, 'A', 'a@example.org');
		INSERT INTO identities (identity_id, repo_id, name, email,
			person_id)
		VALUES ($2, $2, 'A', 'a@example.org', $2);
		INSERT INTO areas (area_id, repo_id, name, source)
		VALUES ($2 * 10, $2, 'docs', 'folder'),
		       ($2 * 10 + 1, $2, '<b>code</b>', 'folder'),
		       ($2 * 10 + 2, $2, 'tests', 'folder');
		WITH RECURSIVE s (i) AS (
		  SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < 59)
		INSERT INTO commits (commit_id, repo_id, oid, author_id,
		  authored_at, authored_zone, committer_id, committed_at,
		  committed_zone, subject, message, n_parents, reachable,
		  mainline, foxtrot, landing_id, landed_at, diff)
		SELECT $2 * 1000 + i, $2, i, $2, 0, '', $2, 0, '', '', '', 1,
		  1, 1, 0, $2 * 1000 + i, 1711929600 + i * 560000, 'done'
		FROM s;
		INSERT INTO commit_areas (commit_id, area_id, n_paths,
		  lines_added, lines_deleted)
		SELECT commit_id, $2 * 10 + commit_id % 2, 1, 3, 1
		FROM commits WHERE repo_id = $2;
		INSERT INTO commit_areas (commit_id, area_id, n_paths)
		SELECT commit_id, $2 * 10 + 1, 1
		FROM commits WHERE repo_id = $2 AND commit_id % 6 = 0;
		INSERT INTO commit_areas (commit_id, area_id, n_paths)
		SELECT commit_id, $2 * 10 + 2, 1
		FROM commits WHERE repo_id = $2 AND commit_id % 6 = 0;
		INSERT INTO trailers
		SELECT commit_id, 0, 3, 'block',
		  CASE commit_id % 7 WHEN 0 THEN 'signed-off-BY'
		    ELSE 'Signed-off-by' END, 'A'
		FROM commits WHERE repo_id = $2 AND commit_id % 5;
		INSERT INTO trailers
		SELECT commit_id, 1, 4, 'squash', 'Assisted-by', 'x'
		FROM commits WHERE repo_id = $2 AND commit_id % 20 = 0;
		INSERT INTO evidence
		SELECT commit_id, 0, 1, 'key', 'declared',
		  CASE commit_id % 40 WHEN 0 THEN '<i>Tool</i>' ELSE '' END,
		  NULL, 'assistant', 'squash', 4, 'Assisted-by: x'
		FROM commits WHERE repo_id = $2 AND commit_id % 20 = 0;"
}

new_db "$WORK/none.db"
new_db "$WORK/one.db"
add_repo "$WORK/one.db" 1 one
cp "$WORK/one.db" "$WORK/two.db"
add_repo "$WORK/two.db" 2 one/two
cp "$WORK/two.db" "$WORK/clash.db"
add_repo "$WORK/clash.db" 3 'one two'

test_ok 'every chart in every format' '
	"$GP" plot --db one.db --out all --format svg,png,pdf >actual
	cat >expect <<-END
	all/adoption.svg
	all/adoption.png
	all/adoption.pdf
	all/adoption-by-area.svg
	all/adoption-by-area.png
	all/adoption-by-area.pdf
	all/heat-map.svg
	all/heat-map.png
	all/heat-map.pdf
	all/adoption-by-size.svg
	all/adoption-by-size.png
	all/adoption-by-size.pdf
	all/tools.svg
	all/tools.png
	all/tools.pdf
	all/disclosure.svg
	all/disclosure.png
	all/disclosure.pdf
	all/activity.svg
	all/activity.png
	all/activity.pdf
	all/trailers.svg
	all/trailers.png
	all/trailers.pdf
	all/compliance.svg
	all/compliance.png
	all/compliance.pdf
	all/violations.svg
	all/violations.png
	all/violations.pdf
	all/what-if.svg
	all/what-if.png
	all/what-if.pdf
	all/reverted.svg
	all/reverted.png
	all/reverted.pdf
	all/revert-survival.svg
	all/revert-survival.png
	all/revert-survival.pdf
	all/clean-365.svg
	all/clean-365.png
	all/clean-365.pdf
	all/risk.svg
	all/risk.png
	all/risk.pdf
	END
	grep -q "<svg " all/activity.svg
	head -c 4 all/trailers.pdf | grep -q %PDF
	head -c 4 all/trailers.png | grep -q PNG
'
test_ok 'nothing but the charts is left in the folder' '
	ls all | wc -l >actual
	echo 45 >expect
'
test_ok 'a second run writes the same bytes' '
	LANGUAGE=ar:ja TZ=Asia/Tokyo "$GP" plot --db one.db --out again \
		--format svg,png,pdf >/dev/null
	diff -r all again
'
test_ok 'the folder is charts unless told otherwise, and made' '
	"$GP" plot --db one.db activity >actual
	echo charts/activity.svg >expect
	"$GP" plot --db one.db activity --out a/b/c/ >/dev/null
	test -s a/b/c/activity.svg
'
# a policy for one.db: eras, a rule, and a verdict on every second change
cp "$WORK/one.db" "$WORK/policy.db"
sqlite3 -batch "$WORK/policy.db" "
	INSERT INTO policies (policy_id, repo_id, name, era_date, hash, text)
	VALUES (1, 1, 'P', 'landed', 'a', ''), (2, 1, 'P', 'landed', 'b', '');
	INSERT INTO eras (policy_id, era, name, since_at)
	VALUES (1, 0, 'old', 1711929600), (2, 0, 'first', 1711929600),
	  (2, 1, '<b>second</b>', 1735689600);
	INSERT INTO rules
	VALUES (1, 0, 'r', 'forbid-ai', 'all', 'error', 'x', NULL, NULL),
	  (2, 0, 'r', 'forbid-ai', 'all', 'error', 'x', NULL, NULL);
	INSERT INTO era_rules VALUES (1, 0, 0, 0), (2, 0, 0, 0), (2, 1, 0, 0);
	INSERT INTO verdicts
	SELECT p.policy_id, c.commit_id, 0, 0,
	  CASE c.commit_id % 10 WHEN 0 THEN 'fail' WHEN 2 THEN 'undecidable'
	    WHEN 4 THEN 'not-applicable' ELSE 'pass' END, ''
	FROM commits AS c, policies AS p WHERE c.commit_id % 2 = 0;"
test_ok 'compliance: outcomes and eras of the last version of a policy' '
	"$GP" plot --db policy.db --out policy compliance >/dev/null
	sed -n "s/.*<desc[^>]*>//; s/<\/desc>.*//p" policy/compliance.svg >actual
	cat >expect <<-\END
	Chart of share of changes that some rule is about by quarter, 2024-Q2 to 2025-Q2. Over all periods, of 24 changes: fail 6 (25 %); undecidable 6 (25 %); pass 12 (50 %). Eras begin: first 2024-04-01; &lt;b&gt;second&lt;/b&gt; 2025-01-01.
	END
'
test_ok 'compliance: --policy chooses, and of several unnamed it says so' '
	cp policy.db several.db
	sqlite3 several.db "UPDATE policies SET name = \"Q\" WHERE policy_id = 1"
	"$GP" plot --db several.db --out several compliance adoption >/dev/null
	grep "there are several policies; name one with --policy" \
		several/compliance.svg
	"$GP" plot --db several.db --out several --policy Q compliance adoption
	grep "Eras begin: old 2024-04-01[.]" several/compliance.svg
	status 2 "$GP" plot --db several.db --out several --policy R compliance \
		2>actual
	grep "no policy of name .R. in the database" actual
	rm actual
'
test_ok 'a chart named twice is drawn once' '
	"$GP" plot --db one.db trailers trailers >actual
	echo charts/trailers.svg >expect
'
test_ok 'several repositories: a file for each' '
	"$GP" plot --db two.db --out two >actual
	cat >expect <<-END
	two/adoption-one.svg
	two/adoption-by-area-one.svg
	two/heat-map-one.svg
	two/adoption-by-size-one.svg
	two/tools-one.svg
	two/disclosure-one.svg
	two/activity-one.svg
	two/trailers-one.svg
	two/compliance-one.svg
	two/violations-one.svg
	two/what-if-one.svg
	two/reverted-one.svg
	two/revert-survival-one.svg
	two/clean-365-one.svg
	two/risk-one.svg
	two/adoption-one-two.svg
	two/adoption-by-area-one-two.svg
	two/heat-map-one-two.svg
	two/adoption-by-size-one-two.svg
	two/tools-one-two.svg
	two/disclosure-one-two.svg
	two/activity-one-two.svg
	two/trailers-one-two.svg
	two/compliance-one-two.svg
	two/violations-one-two.svg
	two/what-if-one-two.svg
	two/reverted-one-two.svg
	two/revert-survival-one-two.svg
	two/clean-365-one-two.svg
	two/risk-one-two.svg
	END
'
test_ok 'no suffix with --repo' '
	"$GP" plot --db two.db --out two --repo one/two activity >actual
	echo two/activity.svg >expect
'
test_ok 'a repository of two draws as it does alone' '
	"$GP" plot --db two.db --out repo --repo one >/dev/null
	"$GP" plot --db one.db --out alone >/dev/null
	diff -r repo alone
'
test_ok 'names that are safe only in the same way stay apart' '
	"$GP" plot --db clash.db --out clash activity >actual
	cat >expect <<-END
	clash/activity-one.svg
	clash/activity-one-two.svg
	clash/activity-one-two-3.svg
	END
'
test_ok 'the scope reaches chart and words' '
	"$GP" plot --db one.db --out scope --period month --area docs \
		--since 2024-06-03 --until 2025-01-01 activity
	grep -q "2024-06 to 2024-12. Over all periods, of 17 changes: docs 17" \
		scope/activity.svg
'
test_ok 'a scope without changes is a chart too' '
	"$GP" plot --db one.db --out empty --author nobody
	grep -q "Empty chart: no changes in this scope" empty/activity.svg
	grep -q "Empty chart: no changes in this scope" empty/trailers.svg
	grep -q "Empty chart: no changes in this scope" empty/adoption.svg
'
test_ok 'names from the repository are text, not markup' '
	grep -q "&lt;b&gt;code&lt;/b&gt;" all/activity.svg
	! grep -q "<b>" all/activity.svg
'
test_ok 'adoption tells counts and first uses in words, too' '
	grep -o "Over all periods, of .*\. First seen: .*<" all/adoption.svg >actual
	echo "Over all periods, of 60 changes: AI-assisted 3 (5.0 %). First seen: &lt;i&gt;Tool&lt;/i&gt; 2024-04-01.<" >expect
'
test_ok 'adoption leaves out what landed long before the first' '
	cp one.db late.db
	sqlite3 -batch late.db "DELETE FROM evidence WHERE commit_id < 1040"
	"$GP" plot --db late.db --out late --period month adoption
	grep -o "by month, [0-9-]* to [0-9-]*" late/adoption.svg >actual
	echo "by month, 2024-04 to 2025-05" >expect
	sqlite3 -batch late.db "UPDATE commits
		SET landed_at = landed_at - 86400 * 365 WHERE commit_id < 1010"
	"$GP" plot --db late.db --out late --period month adoption
	grep -o "by month, [0-9-]* to [0-9-]*" late/adoption.svg >>actual
	echo "by month, 2023-12 to 2025-05" >>expect
'
test_ok 'the charts are listed with their questions' '
	"$GP" plot --list >actual
	cat >expect <<-END
	adoption         What share of changes is AI-assisted, period by period?
	adoption-by-area Where are changes AI-assisted, and since when?
	heat-map         Where are changes AI-assisted, and since when?
	adoption-by-size How large are AI-assisted changes beside the others?
	tools            Which AI tools show in AI-assisted changes, period by period?
	disclosure       How do AI-assisted changes say so, period by period?
	activity         How many changes land in each area, period by period?
	trailers         What share of changes carries which trailer, period by period?
	compliance       What share of changes keeps the policy, period by period?
	violations       How well is each rule kept, period by period?
	what-if          What would two policies have said of last year'\''s changes, had AI had a hand in them?
	reverted         What share of changes is taken back within 30, 90 and 365 days?
	revert-survival  What share of changes could still be taken back, so long after they landed?
	clean-365        How easily can changes be taken back, by area, tier or AI assistance?
	risk             How do the areas stand side by side: AI share, compliance, reverts and revert ease?
	END
'
test_ok 'a chart that is not there' '
	status 2 "$GP" plot --db one.db activty 2>actual
	echo "git-provenance: no chart '\''activty'\''; did you mean" \
		"'\''activity'\''?" >expect
'
test_ok 'a period or format that is not there' '
	status 2 "$GP" plot --db one.db --period week 2>actual
	status 2 "$GP" plot --db one.db --format svg,gif 2>>actual
	status 2 "$GP" plot --db one.db --format "" 2>>actual
	cat >expect <<-END
	git-provenance: --period wants month, quarter or year, not '\''week'\''
	git-provenance: --format wants svg, png or pdf, with commas between, not '\''gif'\''
	git-provenance: --format wants svg, png or pdf, with commas between, not '\'\''
	END
'
# pixels PNG - width and height, as the file says them.
pixels() {
	od -An -tu1 -j16 -N8 "$1" |
		awk '{ print $3 * 256 + $4, $7 * 256 + $8 }'
}
test_ok '--dpi: dots an inch of PNG files; 144 unless told otherwise' '
	for dpi in 24 72 96 144; do
		"$GP" plot --db one.db --out dpi$dpi --format png --dpi $dpi \
			trailers >/dev/null
		pixels dpi$dpi/trailers.png
	done >actual
	printf "300 207\n900 620\n1200 827\n1800 1240\n" >expect
	cmp dpi144/trailers.png all/trailers.png
'
test_ok '--dpi leaves other formats as they are' '
	"$GP" plot --db one.db --out mixed --format svg,png,pdf --dpi 72 \
		>/dev/null
	rm mixed/*.png
	for file in mixed/*; do
		cmp "$file" "all/${file#mixed/}"
	done
'
test_ok '--dpi that cannot be, or has no use' '
	status 2 "$GP" plot --db one.db --format png --dpi 23 2>actual
	status 2 "$GP" plot --db one.db --format png --dpi 601 2>>actual
	status 2 "$GP" plot --db one.db --format svg,pdf --dpi 96 2>>actual
	cat >expect <<-END
	git-provenance: --dpi wants 24 to 600 dots an inch, not 23
	git-provenance: --dpi wants 24 to 600 dots an inch, not 601
	git-provenance: --dpi is for PNG files; add --format png
	END
'
test_ok '--theme changes colours, and nothing else' '
	for theme in light dark print; do
		"$GP" plot --db one.db --out $theme --theme $theme >/dev/null
	done
	diff -r light alone
	for file in light/*; do
		for theme in light dark print; do
			sed "s/:#[0-9a-f]\{6\}\([;\"]\)/:#\1/g" $theme/${file#light/} >$theme.svg
		done
		cmp light.svg dark.svg
		cmp light.svg print.svg
		! cmp -s $file dark/${file#light/} || exit 1
		! cmp -s $file print/${file#light/} || exit 1
	done
'
test_ok '--theme in every format gives the same bytes twice' '
	for out in first second; do
		"$GP" plot --db one.db --out $out --theme dark \
			--format svg,png,pdf adoption tools >/dev/null
	done
	diff -r first second
'
test_ok 'a theme that is not there' '
	status 2 "$GP" plot --db one.db --theme sepia 2>actual
	echo "git-provenance: --theme wants light, dark or print," \
		"not '\''sepia'\''" >expect
'
test_ok 'a folder that cannot be' '
	echo file >taken
	status 3 "$GP" plot --db one.db --out taken 2>actual
	status 3 "$GP" plot --db one.db --out taken/deep 2>>actual
	cat >expect <<-END
	git-provenance: cannot write into '\''taken'\'': not a folder; name one with --out
	git-provenance: cannot make the folder '\''taken/deep'\'': Not a directory; name another with --out
	END
'
test_ok 'a file that cannot be replaced leaves nothing behind' '
	mkdir -p block/activity.svg
	status 3 "$GP" plot --db one.db --out block activity 2>actual
	echo "git-provenance: cannot write '\''block/activity.svg'\'': Is a directory; name another folder with --out" >expect
	ls block >left
	echo activity.svg | diff left -
'
test_ok 'a database without a repository, and none at all' '
	status 3 "$GP" plot --db none.db 2>actual
	status 3 "$GP" plot --db missing.db 2>/dev/null
	echo "git-provenance: database '\''none.db'\'' holds no repository;" \
		"fill it with '\''git provenance audit'\''" >expect
'
test_ok 'activity counts a change once in each of its areas' '
	sqlite3 -batch -readonly one.db <"$TOP/queries/activity.sql" >rows
	awk -F"|" "{ n[\$2] = \$7; s[\$2] = \$8; a += \$6 }
		END { for (p in n) { t += n[p]; m += s[p] }
		print t, m, a }" rows >actual
	echo 60 10 80 >expect
'
test_ok 'a rest of areas counts a change once' '
	sqlite3 -batch one.db ".param set :top 1" \
		".read $TOP/queries/activity.sql" |
		awk -F"|" "{ n[\$3 \"|\" \$4 \"|\" \$5] += \$6 }
			END { for (k in n) print k, n[k] }" | sort >actual
	echo "1|<b>code</b>|1 40" >expect
	echo "2||2 30" >>expect
'
test_ok 'a rest of one area is that area' '
	sqlite3 -batch one.db ".param set :top 2" \
		".read $TOP/queries/activity.sql" | cut -d"|" -f4 |
		sort -u >actual
	printf "<b>code</b>\ndocs\ntests\n" >expect
'
test_ok 'spellings of a key are one key, AI-related keys a group' '
	sqlite3 -batch -readonly one.db <"$TOP/queries/trailer-keys.sql" |
		awk -F"|" "{ n[\$3 \" \" \$4 \" \" \$5] += \$6 }
			END { for (k in n) print k, n[k] }" | sort >actual
	cat >expect <<-END
	1 AI-related key 2 3
	2 Signed-off-by 0 48
	3 Assisted-by 1 3
	END
'
test_ok 'shares lie in their intervals' '
	sqlite3 -batch -readonly one.db <"$TOP/queries/trailer-keys.sql" |
		awk -F"|" "\$9 > \$8 || \$10 < \$8 || \$9 < 0 || \$10 > 1 {
			print; bad = 1 } END { exit bad }"
'
test_done
