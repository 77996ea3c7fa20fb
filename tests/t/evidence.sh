#!/bin/sh
# SPDX-License-Identifier: MIT
# Evidence comes out the same however the history is read, and by the catalogue in force.
. tests/lib.sh

# audit REPOSITORY DB OPTION...
audit() {
	of=$1
	into=$2
	shift 2
	"$GP" audit -C "$of" --db "$into" -q "$@"
	sql "$into" "PRAGMA foreign_key_check; PRAGMA integrity_check" |
		grep -v "^ok$" && return 1
	return 0
}
# evidence DB - all that was derived, told without any id
evidence() {
	sql "$1" "
		SELECT 'signal', s.* FROM signals AS s ORDER BY signal_id;
		SELECT oid, position, signal_id, kind, class, tool, model, role,
		       place, line, text
		  FROM evidence JOIN commits USING (commit_id) ORDER BY 1, 2;
		SELECT oid, d.position, d.line, place, key, value, says,
		       is_well_formed, nth, kind, explanation
		  FROM declarations AS d JOIN commits USING (commit_id)
		  LEFT JOIN declared_kinds AS k
		    ON k.commit_id = d.commit_id AND k.position = d.position
		 ORDER BY oid, d.position, nth;
		SELECT oid, ref, path, lines
		  FROM note_lines JOIN commits USING (commit_id) ORDER BY 1, 2, 3;
		SELECT oid, signal_id, bot, text
		  FROM automation JOIN commits USING (commit_id) ORDER BY 1;
		SELECT oid, by_annotation
		  FROM ai_commits JOIN commits USING (commit_id) ORDER BY 1"
}
# found DB SUBJECT - what was found in the commit of that subject
found() {
	sql "$1" "
		SELECT class, tool, coalesce(role, '-'), place, coalesce(line, '-')
		  FROM evidence JOIN commits USING (commit_id)
		 WHERE subject = '$2' ORDER BY position"
}
# commit SUBJECT [BODY] - an empty commit
commit() {
	git commit -q --allow-empty -m "$1" ${2:+-m "$2"}
}

sample_history "$WORK/demo"
test_ok 'the demo history: what it was made with is found' '
	audit demo demo.db
	sql demo.db "SELECT class, count(DISTINCT commit_id) > 0 FROM evidence
		GROUP BY class" | tee classes
	for class in declared identity footer; do
		grep -x "$class|1" classes
	done
	sql demo.db "SELECT count(*) FROM ai_commits" | grep -vx 0
	sql demo.db "SELECT count(*) FROM evidence WHERE text LIKE '\''%Moreau%'\''" >actual
	echo 0 >expect
'
test_ok 'nothing was found before there were tools' '
	sql demo.db "SELECT count(*) FROM counted_evidence
		JOIN commits USING (commit_id)
		WHERE committed_at < 1624924800" >actual
	echo 0 >expect
'
test_ok 'the grammar of AI-used-for is taken apart' '
	sql demo.db "SELECT kind, explanation, count(*) FROM declared_kinds
		WHERE kind = '\''code'\'' AND explanation IS NOT NULL
		GROUP BY kind, explanation" | grep "^code|refactoring|"
'
test_ok 'in many runs as in one' '
	for back in 120 60 30 10 3 0; do
		audit demo steps.db --rev main~$back
	done
	audit demo one.db --rev main
	evidence steps.db >actual
	evidence one.db >expect
	[ "$(wc -l <expect)" -gt 100 ]
'
test_ok 'a second run changes nothing' '
	evidence one.db >expect
	audit demo one.db --rev main
	evidence one.db >actual
'
test_ok 'a history with a bit of each' '
	git init -q -b main mixed
	cd mixed
	commit root
	commit plain "Signed-off-by: A U Thor <author@example.org>"
	commit declared "Assisted-by: Claude:claude-opus-4-5"
	commit none "AI-usage: none"
	commit contradiction "Assisted-by: none
Co-authored-by: Claude <noreply@anthropic.com>"
	GIT_AUTHOR_NAME="dependabot[bot]" GIT_AUTHOR_EMAIL=support@github.com \
		commit update
	GIT_AUTHOR_NAME="dependabot[bot]" GIT_AUTHOR_EMAIL=support@github.com \
		commit "bump with help" "Co-authored-by: Claude <noreply@anthropic.com>"
	GIT_AUTHOR_NAME="A U Thor (aider)" commit pair
	GIT_AUTHOR_NAME=coderabbitai[bot] \
	GIT_AUTHOR_EMAIL=136622811+coderabbitai[bot]@users.noreply.github.com \
		commit "by a reviewer"
	git checkout -q -b codex/task
	commit "on a branch"
	git checkout -q main
	commit meanwhile
	cd ..
	audit mixed mixed.db
	sql mixed.db "SELECT subject FROM ai_commits JOIN commits USING (commit_id)
		ORDER BY subject" >actual
	printf "%s\n" "bump with help" "by a reviewer" declared pair >expect
'
test_ok 'a commit by a bot with counted evidence is no automation' '
	sql mixed.db "SELECT subject, bot FROM automation
		JOIN commits USING (commit_id)" >actual
	echo "update|Dependabot" >expect
'
test_ok 'a tool that reviews wrote the commit of which it is the author' '
	found mixed.db "by a reviewer" >actual
	echo "identity|CodeRabbit|author|author|-" >expect
'
test_ok 'a merge that comes later adds to what it brought in' '
	git -C mixed merge -q --no-ff -m "Merge branch '\''codex/task'\''" codex/task
	audit mixed mixed.db
	{
		found mixed.db "on a branch"
		found mixed.db meanwhile
		sql mixed.db "SELECT count(*) FROM ai_commits"
	} >actual
	printf "%s\n" "branch|Codex|-|branch|-" 4 >expect
'
test_ok 'so does a note' '
	printf "a.c\n  s_0123456789abcd::t_0123456789abcd 1-8,12\n---\n%s\n" \
		"{\"sessions\":{\"s_0123456789abcd\":{\"agent_id\":{\"tool\":\"claude\",\"model\":\"opus-4\"}}},\"prompts\":{}}" >note
	git -C mixed notes --ref=ai add -F ../note ":/^plain"
	git -C mixed notes --ref=ai add -F ../note ":/^on a branch"
	git -C mixed notes --ref=ai add -F ../note ":/^update"
	git -C mixed notes --ref=ai add -m "---
{\"prompts\":{}}" ":/^meanwhile"
	audit mixed mixed.db
	{
		found mixed.db plain
		found mixed.db "on a branch"
		found mixed.db meanwhile
		sql mixed.db "SELECT ref, path, lines, count(*) FROM note_lines"
		sql mixed.db "SELECT count(*) FROM automation"
	} >actual
	printf "%s\n" "note|Claude|-|note|-" "note|Claude|-|note|-" \
		"branch|Codex|-|branch|-" "refs/notes/ai|a.c|9|3" 0 >expect
'
test_ok 'and all is as in one run' '
	evidence mixed.db >actual
	audit mixed fresh.db
	evidence fresh.db >expect
'
test_ok 'a note that goes takes its evidence with it' '
	git -C mixed notes --ref=ai remove ":/^plain" ":/^update"
	audit mixed mixed.db
	{
		found mixed.db plain
		sql mixed.db "SELECT count(*) FROM note_lines"
		sql mixed.db "SELECT subject FROM automation JOIN commits USING (commit_id)"
	} >actual
	printf "%s\n" 1 update >expect
'
test_ok 'signals of a file are in force from then on, without the repository' '
	cat >own.conf <<-\EOF
	[signal "Plainer"]
		kind = email
		matcher = author@example.org
	[signal]
		remove = noreply@anthropic.com
	[ai]
		not-tool = aider
	EOF
	cp -R mixed moved
	audit moved own.db --name mixed
	evidence own.db >before
	audit moved own.db --name mixed --signals own.conf
	rm -rf moved/.git/objects/pack
	found own.db root
	{
		found own.db root
		found own.db pair
		sql own.db "SELECT count(*) FROM signals WHERE tool = '\''Plainer'\''"
		sql own.db "SELECT count(*) FROM signals WHERE tool = '\''aider'\''"
		sql own.db "SELECT count(*) FROM signals WHERE matcher = '\''noreply@anthropic.com'\''"
		sql own.db "SELECT class FROM evidence JOIN commits USING (commit_id)
			WHERE subject = '\''bump with help'\''"
	} >actual
	printf "%s\n" "identity|Plainer|author|author|-" \
		"identity|Plainer|author|author|-" 1 0 0 mention >expect
'
test_ok 'a later audit keeps them' '
	evidence own.db >expect
	audit moved own.db --name mixed
	evidence own.db >actual
'
test_ok 'an empty file takes them back' '
	: >empty.conf
	audit moved own.db --name mixed --signals empty.conf
	evidence own.db >actual
	cp before expect
'
# refused LINE MESSAGE TEXT - a file of signals that is wrong
refused() {
	printf %b "$3" >wrong.conf
	rm -f wrong.db
	status 2 "$GP" audit -C mixed --db wrong.db --signals wrong.conf 2>err
	cat err
	grep -F "wrong.conf:$1: $2" err
	! [ -e wrong.db ]
}
test_ok 'a file that is wrong is refused, with its line, and nothing is done' '
	refused 2 "no such kind" "[signal \"x\"]\nkind = x\n"
	refused 3 "no such class" "[signal \"x\"]\nkind = email\nclass = x\n"
	refused 1 "a signal needs a kind" "[signal \"x\"]\nmatcher = x@y\n"
	refused 1 "a signal needs a matcher" "[signal \"x\"]\nkind = email\n"
	refused 2 "a signal has no such key" "[signal \"x\"]\ncolour = red\n"
	refused 2 "there is no signal with that matcher" "[signal]\nremove = x\n"
	refused 1 "no such section" "[other]\nx = y\n"
	refused 2 "[ai] has no such key" "[ai]\nx = y\n"
	refused 2 "a value is missing" "[ai]\ntool =\n"
	refused 2 "the matcher '\''x'\'' of kind footer is too short" "[ai]\nfooter = x\n"
	refused 1 "a row of kind note is about AI, its class cannot be automation" "[signal \"x\"]\nkind = note\nmatcher = refs/notes/x\nclass = automation\n"
	status 2 "$GP" audit -C mixed --db wrong.db --signals missing.conf
'
test_ok '[ai] adds tools by name, login, address, key and footer' '
	git init -q -b main own
	cd own
	commit name "Assisted-by: My Tool"
	commit login "Co-authored-by: x <1+robo[bot]@users.noreply.github.com>"
	commit address "Co-authored-by: x <robo@robo.example>"
	commit key "Robo-Run: 17"
	commit footer "Written down by Robo"
	commit person "Co-authored-by: Claude Code <jane@doe.org>"
	cd ..
	cat >ai.conf <<-\EOF
	[ai]
		tool = My Tool
		slug = robo[bot]
		email = robo@robo.example
		key = Robo-Run
		footer = Written down by Robo
		not-email = jane@doe.org
	EOF
	audit own ai.db
	sql ai.db "SELECT subject FROM ai_commits JOIN commits USING (commit_id)" >actual
	audit own ai.db --signals ai.conf
	sql ai.db "SELECT subject, class, kind FROM ai_commits
		JOIN commits USING (commit_id) JOIN evidence USING (commit_id)
		ORDER BY commit_id, position" >>actual
	cat >expect <<-\EOF
	person
	name|declared|key
	login|identity|slug
	address|identity|email
	key|declared|key
	footer|footer|footer
	EOF
'
test_done
