#!/bin/sh
# SPDX-License-Identifier: MIT
# Trace files in the tree: which change a record speaks of, and which not.
. tests/lib.sh
. tests/facts.sh

# record ID PATH [TYPE [MODEL [TOOL]]] - one record, for lines 1 to 4; its vcs
# names no commit of the history
record() {
	printf '{"id":"%s","version":"0.1.0","timestamp":"2026-02-01T00:00:00Z",' "$1"
	printf '"vcs":{"type":"git","revision":"%040d"},' 0
	printf '"tool":{"name":"%s"},"files":[{"path":"%s","conversations":[{' \
		"${5-claude-code}" "$2"
	printf '"contributor":{"type":"%s","model_id":"%s"},' \
		"${3:-ai}" "${4-maker/m-1}"
	printf '"ranges":[{"start_line":1,"end_line":4}]}]}]}\n'
}
# change SUBJECT [PATH...] - adds to the paths, and commits all there is
change() {
	subject=$1
	shift
	for path; do
		echo "$subject" >>"$path"
	done
	git add -A
	git commit -q --allow-empty -m "$subject"
}
# told DB - the evidence from files, by the ids of the records
told() {
	sql "$1" "
		SELECT subject, tool, coalesce(model, '-'),
		       substr(text, 1, instr(text, ': ') - 1),
		       substr(text, instr(text, '\"id\":\"') + 6, 2)
		  FROM evidence JOIN commits USING (commit_id)
		 WHERE place = 'file' ORDER BY commit_id, position"
}
# derived DB - all that was found, told without any id
derived() {
	sql "$1" "
		SELECT oid, position, signal_id, kind, class, tool, model, place, text
		  FROM evidence JOIN commits USING (commit_id) ORDER BY 1, 2;
		SELECT oid, ref, path, lines
		  FROM note_lines JOIN commits USING (commit_id) ORDER BY 1, 2, 3;
		SELECT oid, kind, why FROM missing_objects ORDER BY 1"
}

test_ok 'a history with trace files' '
	git init -q -b main traced
	cd traced
	mkdir .agent-trace src
	log=.agent-trace/traces.jsonl
	change root src/a.c
	record r1 src/a.c >>$log
	change "first record" src/a.c
	record r2 src/a.c >>$log
	change "record alone"
	change "code alone" src/a.c
	record r3 src/b.c >>$log
	change "record of another file" src/a.c
	record r4 src/a.c human >>$log
	record r5 src/a.c unknown >>$log
	change "by a person" src/a.c
	record r6 src/a.c mixed "" "" >>$log
	change "mixed, tool not said" src/a.c
	record r7 src/a.c ai m >>$log
	record r8 src/a.c ai m >>$log
	record r9 ./src/a.c ai n >>$log
	change "several records" src/a.c
	sort -r $log >sorted
	mv sorted $log
	change "records in another order" src/a.c
	sed 1d $log >rest
	mv rest $log
	change "a record less" src/a.c
	record s1 src/a.c ai m cursor >.agent-trace/one.json
	{
		echo "["
		record s2 src/a.c ai m "GitHub Copilot"
		echo ,
		record s3 src/b.c ai m Codex
		echo "]"
	} >.agent-trace/two.json
	change "files of their own" src/a.c
	record s4 src/a.c >>.agent-trace/one.json
	change "a file that is not new" src/a.c
	git mv $log .agent-trace/old.jsonl
	change "moved" src/a.c
	mkdir .agent-trace/raw
	record s5 src/a.c >.agent-trace/raw/x.txt
	record s5 src/a.c >elsewhere.jsonl
	record s6 .agent-trace/raw/log.jsonl >.agent-trace/raw/log.jsonl
	change "other files" src/a.c
	record s7 "src\\/h\\u00e9.c" >>.agent-trace/raw/log.jsonl
	change "a name with escapes" src/hé.c
	rm src/hé.c
	record s8 src/hé.c >>.agent-trace/raw/log.jsonl
	change "deleted"
	cd ..
	audit traced traced.db
	told traced.db >actual
	cat >expect <<-\EOF
	first record|Claude|maker/m-1|.agent-trace/traces.jsonl|r1
	mixed, tool not said||-|.agent-trace/traces.jsonl|r6
	several records|Claude|m|.agent-trace/traces.jsonl|r7
	several records|Claude|n|.agent-trace/traces.jsonl|r9
	files of their own|Cursor|m|.agent-trace/one.json|s1
	files of their own|GitHub Copilot|m|.agent-trace/two.json|s2
	a name with escapes|Claude|maker/m-1|.agent-trace/raw/log.jsonl|s7
	deleted|Claude|maker/m-1|.agent-trace/raw/log.jsonl|s8
	EOF
'
test_ok 'they are notes, counted, and found by one row of the catalogue' '
	sql traced.db "SELECT DISTINCT e.class, e.kind, e.role IS NULL,
			e.line IS NULL, s.matcher, e.text LIKE '\''.agent-trace/%: {\"id\"%'\''
		FROM evidence AS e JOIN signals AS s USING (signal_id)" >actual
	sql traced.db "SELECT count(*) FROM ai_commits" >>actual
	printf "%s\n" "note|trace|1|1|.agent-trace/|1" 6 >expect
'
test_ok 'so are the lines that they attest' '
	sql traced.db "SELECT subject, ref, path, lines
		FROM note_lines JOIN commits USING (commit_id)
		ORDER BY commit_id, ref" >actual
	cat >expect <<-\EOF
	first record|.agent-trace/traces.jsonl|src/a.c|4
	mixed, tool not said|.agent-trace/traces.jsonl|src/a.c|4
	several records|.agent-trace/traces.jsonl|src/a.c|12
	files of their own|.agent-trace/one.json|src/a.c|4
	files of their own|.agent-trace/two.json|src/a.c|4
	a name with escapes|.agent-trace/raw/log.jsonl|src/hé.c|4
	deleted|.agent-trace/raw/log.jsonl|src/hé.c|4
	EOF
'
test_ok 'show says where it is from' '
	"$GP" show --db traced.db "$(git -C traced log -1 --format=%h ":/^first record")" >shown
	grep -F "note (counted): Claude, model maker/m-1, in a trace file that it brings in" shown
	grep -F "found by its trace '\''.agent-trace/'\'' (agent-trace 0.1.0)" shown
	grep -F "4 lines of src/a.c, by .agent-trace/traces.jsonl" shown
	"$GP" query disclosure-forms --db traced.db -p period=all --format csv |
		tr -d "\"" | grep "^traced,all,trace,note,file,file,1,6,"
'
test_ok 'a merge brings in no record' '
	cp -R traced merged
	cd merged
	git checkout -q -b topic
	record t1 src/a.c >>.agent-trace/new.jsonl
	change "on a topic" src/a.c
	git checkout -q main
	change meanwhile src/c.c
	git merge -q --no-ff --no-commit topic
	record t2 src/c.c >>.agent-trace/new.jsonl
	echo merged >>src/c.c
	git add -A
	git commit -q -m "Merge topic"
	cd ..
	audit merged merged.db
	told merged.db | sed -n "9,\$p" >actual
	echo "on a topic|Claude|maker/m-1|.agent-trace/new.jsonl|t1" >expect
'
test_ok 'in many runs as in one, with a note that comes later' '
	for back in 14 12 9 8 4 3 1 0; do
		audit merged steps.db --rev main~$back
		[ $back -ne 8 ] || git -C merged notes --ref=ai add -m "---
{\"sessions\":{\"s\":{\"agent_id\":{\"tool\":\"codex\"}}}}" ":/^first record"
	done
	audit merged one.db --rev main
	derived steps.db >actual
	derived one.db >expect
	grep "refs/notes/ai: codex" expect
'
test_ok 'lines need not be counted, nor the catalogue be new' '
	echo "[ai]
	tool = Robo" >robo.conf
	audit merged other.db --no-lines --signals robo.conf
	derived one.db | sed "s/|[0-9]*|trace|/|trace|/" >expect
	derived other.db | sed "s/|[0-9]*|trace|/|trace|/" >actual
'
test_ok 'a file of signals takes the folder out, and adds another' '
	cat >moved.conf <<-\EOF
	[signal]
		remove = .agent-trace/
	[signal "Robo"]
		kind = trace
		matcher = elsewhere
	EOF
	audit traced moved.db --signals moved.conf
	told moved.db >actual
	echo "other files|Claude|maker/m-1|elsewhere.jsonl|s5" >expect
'
test_ok 'a blob that is not here is said, and no evidence; then it comes' '
	git clone -q --bare traced whole
	at=$(git -C traced rev-parse ":/^several records")
	blob=$(git -C traced rev-parse "$at:.agent-trace/traces.jsonl")
	file=whole/objects/$(echo "$blob" | cut -c1-2)/$(echo "$blob" | cut -c3-)
	mv "$file" kept
	for lines in "" --no-lines; do
		rm -f missing.db
		audit whole missing.db $lines
		{
			told missing.db
			sql missing.db "SELECT oid, kind, why FROM missing_objects"
		} | grep "several\|$blob" >actual
		echo "$blob|blob|not here" | diff - actual
		told missing.db | wc -l | grep -x " *6"
	done
	mv kept "$file"
	audit whole missing.db
	audit whole complete.db
	dump_facts missing.db >actual
	dump_facts complete.db >expect
	told missing.db | wc -l | grep -x " *8"
'
test_ok 'files that are no traces, or worse' '
	git init -q -b main worse
	cd worse
	mkdir .agent-trace
	change root a
	ln -s ../a .agent-trace/link.jsonl
	: >.agent-trace/empty.jsonl
	: >.agent-trace/empty.json
	echo "{\"extensions\":[]}" >.agent-trace/config.json
	printf "\\000\\001\\377{[\\n" >.agent-trace/binary.jsonl
	perl -e "print qq([{\"files\":) x 200000" >.agent-trace/deep.json
	perl -e "print qq({\"files\":[{\"path\":\"a\",\"conversations\":[{\"contributor\":), qq({\"type\":) x 200000" >.agent-trace/deep.jsonl
	{
		record x1 a ai "$(printf "m\\377\\000")" "$(printf "<b>\\033[31m\\377")"
		record x2 aN | tr N "\\000"
		record x3 ../a
		record x4 /a
		record x5 ""
	} >.agent-trace/odd.jsonl
	change odd a
	git rm -q -r --cached .agent-trace
	git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),.agent-trace/module.jsonl
	git commit -q -m module
	cd ..
	audit worse worse.db
	sql worse.db "SELECT subject, hex(tool), hex(model) FROM evidence
		JOIN commits USING (commit_id)" >actual
	sql worse.db "SELECT count(*) FROM missing_objects" >>actual
	printf "%s\n" "odd|3C623E1B5B33316DEFBFBD|6DEFBFBD" 0 >expect
'
test_done
