#!/bin/sh
# SPDX-License-Identifier: MIT
# Commits that people read keep their verdicts: counted or not, and on what evidence.
. tests/lib.sh

SAMPLE=$TOP/tests/expect/evidence-sample.txt

# rows - the commits of the sample, one a line, without what is said of them
rows() {
	grep -v '^#' "$SAMPLE"
}
# stream - a history with a commit for each row; its date is the row's number
stream() {
	rows | awk -F '\t' '
	function who(text, nth) {
		if (text == "-")
			text = "Ann Roe <ann@roe.org>"
		return text " " 1700000000 + nth " +0000"
	}
	function said(text) {
		gsub(/\\\\/, "\001", text)
		gsub(/\\n/, "\n", text)
		gsub(/\001/, "\\", text)
		return text
	}
	{
		print "commit refs/heads/main\nmark :" NR
		print "author " who($6, NR) "\ncommitter " who($7, NR)
		print "data <<END\n" said($9) "\nEND"
	}
	$8 != "-" {
		split($8, agent, " ")
		notes = notes "N inline :" NR "\ndata <<END\n---\n" \
			"{\"sessions\":{\"s_1\":{\"agent_id\":{\"tool\":\"" \
			agent[1] "\",\"model\":\"" agent[2] "\"}}}}\nEND\n"
	}
	END {
		print "commit refs/notes/ai\ncommitter " who("-", NR)
		print "data 0\n" notes
	}'
}
# verdicts - counted, classes of each commit, in the order of the rows
verdicts() {
	sql sample.db "
		SELECT iif(c.commit_id IN (SELECT commit_id FROM ai_commits),
		           'yes', 'no'),
		       coalesce((SELECT group_concat(class)
		                   FROM (SELECT DISTINCT class FROM evidence AS e
		                          WHERE e.commit_id = c.commit_id
		                          ORDER BY class)), '-')
		  FROM commits AS c
		 ORDER BY c.committed_at" | tr '|' '\t'
}

test_ok 'the sample becomes a history' '
	git init -q --bare -b main sample
	stream | git -C sample fast-import --quiet
	"$GP" audit -C sample --db sample.db -q
	sql sample.db "SELECT count(*) FROM commits" >actual
	rows | wc -l | tr -d " " >expect
	[ "$(cat expect)" -gt 700 ]
'
test_ok 'what a reader took for marked is counted, and nothing else' '
	rows | cut -f 1,2,4 >expect
	rows | cut -f 1,2 >names
	verdicts | cut -f 1 | paste names - >actual
'
test_ok 'each is found by the same classes of evidence' '
	rows | cut -f 1,2,5 >expect
	verdicts | cut -f 2 | paste names - >actual
'
test_done
