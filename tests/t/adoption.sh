#!/bin/sh
# SPDX-License-Identifier: MIT
# What the queries make of evidence, declarations, automation and annotations,
# against numbers counted by hand on the history of adoption-facts.sql.
. tests/lib.sh

# facts FILE - that history as a database.
facts() {
	cat "$TOP/queries/schema.sql" "$TOP/queries/indexes.sql" \
		"$TOP/queries/views.sql" "$TOP/tests/t/adoption-facts.sql" |
		sqlite3 -bail "$1"
}

# ask COLUMNS QUERY ARGUMENT... - those columns of the rows, "|" between, as
# a reader sees them; ids of commits without their zeros.
ask() {
	columns=$1
	shift
	"$GP" query "$@" --db sim.db --format markdown |
		awk -v want="$columns" -F" *[|] *" '
		NR == 1 {
			n = split(want, names, ",")
			for (i = 2; i < NF; i++) {
				gsub(/\\/, "", $i)
				at[$i] = i
			}
			next
		}
		NR > 2 {
			line = ""
			for (i = 1; i <= n; i++) {
				if (!(names[i] in at))
					exit 1
				line = line (i > 1 ? "|" : "") $at[names[i]]
			}
			gsub(/\\/, "", line)
			print line
		}' | sed -E "s/0{30,}//g; s/&lt;/</; s/&gt;/>/"
}

# wilson N OF - the share and its Wilson interval at 95 %, by the formula with
# the square root over all of it, in percent with one decimal.
wilson() {
	awk -v k="$1" -v n="$2" 'BEGIN {
		z = 1.9599639845
		p = k / n
		d = 1 + z * z / n
		m = p + z * z / (2 * n)
		h = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
		printf "%.1f%%|%.1f%%|%.1f%%\n", 100 * p, \
			k == 0 ? 0 : 100 * (m - h) / d, 100 * (m + h) / d
	}'
}

test_ok 'the history is sound' '
	facts sim.db
	sql sim.db "PRAGMA foreign_key_check; PRAGMA integrity_check" >actual
	echo ok >expect
'
test_ok 'intervals are those of the books' '
	# Newcombe 1998: 81 of 263, 15 of 148, 0 of 20, 1 of 29
	for pair in "81 263" "15 148" "0 20" "1 29"; do
		wilson $pair
	done >actual
	cat >expect <<-\END
	30.8%|25.5%|36.6%
	10.1%|6.2%|16.0%
	0.0%|0.0%|16.1%
	3.4%|0.6%|17.2%
	END
'
test_ok 'adoption: counts by period and class' '
	ask period,rank,area,changes,ai_assisted,declared,identity,session,footer,note,annotated,said_no,automation,nobot_changes,nobot_ai \
		adoption >actual
	cat >expect <<-\END
	2020-Q2|1||5|1|1|0|0|0|0|0|0|0|5|1
	2026-Q1|1||10|5|2|1|1|1|0|1|1|2|8|4
	2026-Q2|1||7|6|5|0|0|0|1|0|0|0|7|6
	END
'
test_ok 'adoption: shares and intervals' '
	ask share,low,high adoption >actual
	ask nobot_share,nobot_low,nobot_high adoption -p period=all >>actual
	{
		wilson 1 5
		wilson 5 10
		wilson 6 7
		wilson 11 20
	} >expect
'
test_ok 'adoption: areas, months, scope' '
	ask rank,area,changes,ai_assisted adoption -p by=area -p period=all \
		>actual
	ask period,changes,ai_assisted adoption -p period=month \
		--since 2026-01-01 --author ann@ >>actual
	ask area,changes,ai_assisted adoption -p by=area -p period=year \
		--area docs >>actual
	ask changes,ai_assisted adoption -p period=all --path "docs/*" >>actual
	cat >expect <<-\END
	1|core|21|12
	2|docs|2|1
	2026-01|5|4
	2026-02|2|0
	2026-03|1|0
	2026-05|2|1
	docs|2|1
	2|1
	END
'
test_ok 'adoption: tiers of each policy' '
	ask policy,tier,rank,area,changes,ai_assisted adoption -p by=tier \
		-p period=all >actual
	ask policy,tier,changes adoption -p by=tier -p period=year \
		--policy house --since 2026-01-01 >>actual
	ask changes,ai_assisted adoption -p period=all --tier text >>actual
	ask changes,ai_assisted adoption -p period=all --tier text \
		--policy flat >>actual
	cat >expect <<-\END
	house|source|1||21|12
	house|text|2||2|1
	flat|all|1||21|12
	house|source|16
	house|text|2
	2|1
	END
'
test_ok 'adoption: a period of bots alone has no share without them' '
	ask automation,nobot_changes,nobot_share,nobot_low,nobot_high adoption \
		--author robo >actual
	echo "2|0|||" >expect
'
test_ok 'ai-commits: one row each, with its grounds' '
	ask oid,merge,counted,classes,tools,areas,lines ai-commits >actual
	cat >expect <<-\END
	5|0|1|declared|(not named)|core|1
	6|0|1|declared|Claude|core|5
	7|0|1|identity|aider|core|10
	8|0|1|footer; session|Claude|core; docs|11
	10|0|1|annotation|Cursor|core|60
	14|0|1|declared|Claude|core|300
	16|0|1|declared|GitHub Copilot|core|1001
	17|0|1|declared|Claude; GitHub Copilot|core|1
	18|0|1|declared|GitHub Copilot|core|1
	19|0|1|note|git-ai|core|1
	20|0|1|declared|(not named)|core|1
	21|1|0|declared|Claude||
	22|0|0|declared|Claude|core|1
	24|0|1|declared|Claude|core|1
	23|0|0|declared|Claude|core|1
	END
'
test_ok 'ai-commits and adoption count the same' '
	ask counted ai-commits | grep -c 1 >actual
	ask ai_assisted adoption -p period=all >expect
'
test_ok 'ai-tools: commits, changes, first and last' '
	ask tool,commits,changes,of_changes,first_landed_at,last_landed_at \
		ai-tools | sed "s/ 00:00:00Z//g" >actual
	ask period,tool,changes,of_changes ai-tools -p period=quarter \
		--since 2026-04-01 >>actual
	cat >expect <<-\END
	Claude|7|5|22|2026-01-10|2026-05-01
	GitHub Copilot|3|3|22|2026-04-11|2026-04-13
	(not named)|2|2|22|2020-05-05|2026-04-15
	Cursor|1|1|22|2026-01-14|2026-01-14
	aider|1|1|22|2026-01-11|2026-01-11
	git-ai|1|1|22|2026-04-14|2026-04-14
	2026-Q2|GitHub Copilot|3|7
	2026-Q2|Claude|2|7
	2026-Q2|(not named)|1|7
	2026-Q2|git-ai|1|7
	END
'
test_ok 'ai-tools: intervals' '
	ask share,low,high ai-tools | sed 3q >actual
	{
		wilson 5 22
		wilson 3 22
		wilson 2 22
	} >expect
'
test_ok 'ai-models: as written, and where none is' '
	ask tool,model,commits,changes ai-models >actual
	cat >expect <<-\END
	GitHub Copilot||3|3
	Claude|opus|4|2
	(not named)||2|2
	Claude||2|2
	Claude|sonnet|1|1
	Cursor||1|1
	aider||1|1
	git-ai|gpt|1|1
	END
'
test_ok 'ai-people: after mailmap, with first use' '
	ask name,first_ai_at,last_ai_at,changes,ai_assisted,ai_author ai-people |
		sed "s/ 00:00:00Z//g" >actual
	ask share,low,high ai-people >>actual
	cat >expect <<-\END
	Bob|2020-05-05|2026-04-15|7|6|0
	Ann|2026-01-10|2026-05-01|13|5|1
	Robo|2026-02-14|2026-02-14|2|1|0
	END
	{
		wilson 6 7
		wilson 5 13
		wilson 1 2
	} >>expect
'
test_ok 'disclosure-forms: key and place' '
	ask kind,class,form,place,counted,changes disclosure-forms \
		-p period=all >actual
	cat >expect <<-\END
	key|declared|assisted-by|block|1|5
	email|declared|co-authored-by|block|1|4
	declaration|no|ai-usage|block|0|1
	declaration|research|ai-used-for|block|0|1
	declaration|yes|ai-used-for|block|0|1
	email|suggestion|reviewed-by|block|0|1
	footer|footer|Generated with [Claude Code]|body|1|1
	key|declared|assisted-by|body|1|1
	key|declared|assisted-by|paragraph|1|1
	note|note|note|note|1|1
	phrase|found-by|reviewed-by|block|0|1
	phrase|mention|codex|inline|0|1
	session|session|https://claude.ai/code/|body|1|1
	suffix|identity|author|author|1|1
	END
'
test_ok 'disclosure-forms: a line under the form that counts, repetitions once' '
	forms() {
		ask kind,class,form,place,counted,changes disclosure-forms \
			-p period=all
	}
	cp sim.db kept.db
	forms >expect
	sqlite3 sim.db "
		INSERT INTO evidence VALUES
		  (6, 1, 9, '\''phrase'\'', '\''found-by'\'', '\'\'', NULL, NULL,
		   '\''body'\'', 3, '\''Assisted-by: Claude:opus'\''),
		  (12, 1, 7, '\''key'\'', '\''mention'\'', '\'\'', NULL, NULL,
		   '\''block'\'', 1, '\''other text'\'');
		INSERT INTO declarations VALUES
		  (20, 1, 9, '\''squash'\'', '\''Assisted-by'\'', '\''AI'\'',
		   '\''yes'\'', NULL)"
	forms >actual
	mv kept.db sim.db
	sed "/^key|declared|assisted-by|paragraph/a\\
key|mention|Assisted-by|block|0|1" expect >more
	mv more expect
'
test_ok 'ai-by-size: limits of the classes' '
	ask size,changes,ai_assisted,other ai-by-size >actual
	ask share,low,high ai-by-size | sed -n 2p >>actual
	ask ai_share,ai_low,ai_high ai-by-size | sed -n 2p >>actual
	ask other_share,other_low,other_high ai-by-size | sed -n 2p >>actual
	cat >expect <<-\END
	0|1|0|1
	1-10|15|8|7
	11-50|1|1|0
	51-200|1|1|0
	201-1000|1|1|0
	more|1|1|0
	unknown|2|0|2
	END
	{
		wilson 8 15
		wilson 8 12
		wilson 7 10
	} >>expect
'
test_ok 'review-coverage: humans other than the author, each once' '
	ask period,ai_assisted,changes,reviewed,by_one,by_two,by_more \
		review-coverage >actual
	ask share,low,high review-coverage -p period=year \
		--since 2026-01-01 >>actual
	cat >expect <<-\END
	2020-Q2|1|1|0|0|0|0
	2020-Q2|0|4|0|0|0|0
	2026-Q1|1|5|2|1|1|0
	2026-Q1|0|5|2|1|0|1
	2026-Q2|1|6|0|0|0|0
	2026-Q2|0|1|0|0|0|0
	END
	{
		wilson 2 11
		wilson 2 6
	} >>expect
'
test_ok 'review-coverage: by area' '
	ask area,ai_assisted,changes,reviewed review-coverage -p by=area \
		-p period=all >actual
	cat >expect <<-\END
	core|1|12|2
	core|0|9|1
	docs|1|1|1
	docs|0|1|0
	END
'
test_ok 'review-coverage: by tier' '
	ask policy,tier,ai_assisted,changes,reviewed review-coverage \
		-p by=tier -p period=all >actual
	ask ai_assisted,changes,reviewed review-coverage -p period=all \
		--policy house --tier text >>actual
	cat >expect <<-\END
	house|source|1|12|2
	house|source|0|9|1
	house|text|1|1|1
	house|text|0|1|0
	flat|all|1|12|2
	flat|all|0|9|1
	1|1|1
	0|1|0
	END
'
test_ok 'review-coverage: without the marks, machines would count' '
	cp sim.db keep.db
	sqlite3 sim.db "DELETE FROM signals; DELETE FROM evidence
		WHERE role = '\''reviewer'\''"
	ask reviewed review-coverage -p period=all >actual
	mv keep.db sim.db
	printf "3\n3\n" >expect
'
test_ok 'evidence: every row, counted or not' '
	ask oid,kind,class,counted,ai_assisted,tool,model,role,place,line,signal \
		evidence --since 2026-01-12 --until 2026-01-15 >actual
	cat >expect <<-\END
	8|email|suggestion|0|1|Claude||reviewer|block|5|1
	8|footer|footer|1|1|Claude|||body|7|5
	8|session|session|1|1|Claude|sonnet||body|8|6
	9|key|declared|1|0|Claude||assistant|block|4|7
	10|phrase|found-by|0|1|Codex||reviewer|block|3|9
	END
	ask oid evidence | wc -l >>actual
	sql sim.db "SELECT count(*) FROM evidence" >>expect
'
test_ok 'evidence: one class, one tool' '
	ask oid,text evidence -p class=mention >actual
	ask oid evidence -p tool=CURSOR >>actual
	ask oid evidence -p tool=git-ai >>actual
	printf "12|codex\n19\n" >expect
'
test_ok 'declarations: what they say, and of what kinds' '
	ask oid,key,value,says,kinds,is_well_formed,place,line declarations \
		>actual
	ask oid declarations -p says=no >>actual
	cat >expect <<-\END
	6|AI-used-for|code (a); tests|yes|code (a); tests|1|block|6
	9|AI-usage|none|no|||block|5
	20|Assisted-by|AI|yes|||paragraph|3
	25|AI-used-for|research|research|research|1|block|4
	9
	END
'
test_ok 'signals: the catalogue, with what it found' '
	ask signal,tool,kind,class,commits signals >actual
	cat >expect <<-\END
	1|Claude|email|declared|2
	2|GitHub Copilot|slug|declared|0
	3|GitHub Copilot|email|declared|3
	4|aider|suffix|identity|1
	5|Claude|footer|footer|1
	6|Claude|session|session|1
	7||key|declared|10
	8|git-ai|note|note|1
	9|Codex|phrase|mention|2
	10|Robo|email|automation|2
	END
'
test_ok 'automation: bots by period' '
	ask period,bot,changes,of_changes,share,low,high,ai_assisted automation \
		>actual
	echo "2026-Q1|Robo|2|10|$(wilson 2 10)|1" >expect
'
test_ok 'self-check: what was found, and what only landed late' '
	ask found,of_commits,found_oids,late,late_oids self-check >actual
	ask share,low,high self-check >>actual
	echo "1|5|5|1|24" >expect
	wilson 1 5 >>expect
'
test_ok 'self-check: a history without old commits is not checked' '
	cp sim.db keep.db
	sqlite3 sim.db "UPDATE commits SET landed_at = 1768003200
		WHERE landed_at < 1624924800"
	ask found,of_commits,share,low,high self-check >actual
	mv keep.db sim.db
	echo "0|0|||" >expect
'
test_ok 'to-review: each reason, until a person has spoken' '
	ask oid,reason,ai_assisted,text to-review >actual
	ask oid to-review -p reason=denied >>actual
	cat >expect <<-\END
	5|too early|1|Assisted-by: AI
	9|denied|0|AI-usage: none
	12|mention|0|codex
	14|bot|1|Co-authored-by: Claude <noreply@anthropic.com>
	15|unsure|0|Bob: who knows
	19|note only|1|{
	20|message only|1|Assisted-by: AI
	9
	END
	cp sim.db keep.db
	sqlite3 sim.db "INSERT INTO annotations
		SELECT 1, oid, '\''no'\'', '\'''\'', '\''Ann'\'', '\''x'\'', '\''x'\''
		  FROM commits WHERE commit_id IN (5, 9, 12, 14, 19, 20)"
	ask reason to-review >>actual
	mv keep.db sim.db
	echo unsure >>expect
'
test_ok 'channel-bias: each with its denominator' '
	ask rank,n,of_n channel-bias >actual
	ask share,low,high channel-bias >>actual
	cat >expect <<-\END
	1|4|22
	2|8|22
	3|3|4
	4|9|18
	5|4|12
	6|1|12
	END
	for pair in "4 22" "8 22" "3 4" "9 18" "4 12" "1 12"; do
		wilson $pair
	done >>expect
'
test_ok 'a history without evidence has no AI, and no error' '
	cp sim.db keep.db
	sqlite3 sim.db "DELETE FROM evidence; DELETE FROM annotations;
		DELETE FROM declared_kinds; DELETE FROM declarations;
		DELETE FROM automation; DELETE FROM signals; DELETE FROM notes"
	ask ai_assisted,share,low,high adoption -p period=all >actual
	for name in ai-commits ai-tools ai-models ai-people disclosure-forms \
		evidence declarations signals automation to-review; do
		ask repo $name >>actual
	done
	ask n,of_n channel-bias | tail -n 4 >>actual
	mv keep.db sim.db
	{
		echo "0|$(wilson 0 22)"
		printf "0|4\n0|18\n0|0\n0|0\n"
	} >expect
'
test_done
