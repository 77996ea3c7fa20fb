#!/bin/sh
# SPDX-License-Identifier: MIT
# What people meet: the first steps, hints, the width and the pager of a
# terminal, and bold headings where they are wanted.
. tests/lib.sh

# on_terminal WIDTH COMMAND - runs it on a terminal of that width; what it
# shows, without carriage returns
on_terminal() {
	TERM=xterm script -qec "stty cols $1 rows 24; $2" typescript </dev/null >seen
	tr -d "\r" <seen
}

sample_history "$WORK/k.git"
"$GP" audit -q -C "$WORK/k.git" --db "$WORK/k.db" --no-probe

test_ok 'without a command it says what to begin with' '
	status 2 "$GP" 2>err
	sed -n "s/^  git provenance \([a-z]*\) .*/\1/p" err >actual
	printf "%s\n" audit query report show >expect
	grep -q "git provenance -h" err
'
test_ok 'a wrong word is answered with the right one' '
	status 2 "$GP" reprot 2>actual
	status 2 "$GP" --versoin 2>>actual
	status 2 "$GP" query --formt csv summary 2>>actual
	status 2 "$GP" audit --polcy x 2>>actual
	status 2 "$GP" query sumary --db k.db 2>>actual
	status 2 "$GP" --db k.db query summary 2>>actual
	status 2 "$GP" show 1 --color sometimes --db k.db 2>>actual
	status 2 "$GP" query summary --color sometimes --db k.db 2>>actual
	cat >expect <<-\END
	git-provenance: unknown command '\''reprot'\''; did you mean '\''report'\''?
	git-provenance: unknown option '\''--versoin'\''; did you mean --version?
	git-provenance: unknown option '\''--formt'\''; did you mean --format?
	git-provenance: unknown option '\''--polcy'\''; did you mean --policy?
	git-provenance: no query of name '\''sumary'\''; did you mean '\''summary'\''?
	git-provenance: unknown option '\''--db'\'' (try --help)
	git-provenance: '\''1'\'' is no commit id; give 4 to 40 hex digits ('\''git rev-parse NAME'\'' tells those of a branch or tag)
	git-provenance: --color wants auto, always or never, not '\''sometimes'\''
	END
'
test_ok 'color is for terminals, or for who asks' '
	"$GP" query landings --db k.db >plain
	"$GP" query landings --db k.db --color=always >bold
	! grep -q "$(printf "\033")" plain
	sed "1,3s/$(printf "\033")\[[01]m//" bold >actual
	grep -c "$(printf "\033\[1m")" bold | grep -x 1
	cp plain expect
'
if command -v script >/dev/null && script -qec true /dev/null >/dev/null 2>&1; then
	test_ok 'a table fits the terminal, or its rows are blocks of lines' '
		export GIT_PAGER=cat NO_COLOR=1
		for width in 60 110; do
			on_terminal $width "\"$GP\" query people --db k.db" >shown
			[ "$(wc -l <shown)" -gt 5 ]
			perl -CSD -ne "chomp; s/[^ -~]/./g; print if length > $width" shown >>actual
		done
		head -1 shown | grep -q "^repo  name .* last_authored_at$"
		on_terminal 40 "\"$GP\" query people --db k.db" | head -12 |
			sed "s/^\(email  *\).*/\1mail/; s/ [0-9].*/ N/" >>actual
		n=17
		for row in 1 2; do
			printf "%-${n}s  %s\n" repo k name "$(
				"$GP" query people --db k.db --format csv |
				sed -n "$((row + 1))s/^[^,]*,\"\([^\"]*\).*/\1/p")" email mail
			for name in identities changes counted merges first_authored_at last_authored_at; do
				printf "%-${n}s %s\n" $name " N"
			done
			[ $row -eq 2 ] || echo
		done | head -12 >expect
	'
	test_ok 'the pager of git shows it, with the width and the bold of the terminal' '
		GIT_PAGER="sed s/^/P:/" on_terminal 60 \
			"\"$GP\" query people --db k.db" >shown
		grep -c "^P:" shown >n
		GIT_PAGER=cat on_terminal 60 "\"$GP\" query people --db k.db" >expect
		sed "s/^P://" shown >actual
		[ "$(cat n)" -eq "$(wc -l <expect)" ]
		grep -q "^$(printf "\033")\[1m" expect
	'
	test_ok 'PAGER is the second choice, cat and nothing are none' '
		unset GIT_PAGER
		PAGER="sed s/^/Q:/" on_terminal 60 "\"$GP\" show --list" | grep "^Q:commit"
		for none in "" cat; do
			GIT_PAGER=$none PAGER="sed s/^/Q:/" on_terminal 60 "\"$GP\" show --list" |
				grep "^commit"
		done
		GIT_PAGER="sed s/^/P:/" PAGER="sed s/^/Q:/" on_terminal 60 "\"$GP\" show --list" |
			grep "^P:commit"
	'
	test_ok 'the exit status goes by the command, and the pager is waited for' '
		GIT_PAGER="sleep 0.2; sed s/^/late:/" on_terminal 60 \
			"\"$GP\" show --list --db k.db; echo status \$?" >shown
		tail -1 shown | grep -x "status 0"
		grep -q "^late:" shown
		GIT_PAGER="cat -" on_terminal 60 \
			"\"$GP\" query nothing --db k.db; echo status \$?" >shown
		tail -1 shown | grep -x "status 2"
	'
	test_ok 'NO_COLOR and --color=never leave bold out' '
		export GIT_PAGER=cat
		NO_COLOR=1 on_terminal 60 "\"$GP\" query landings --db k.db" >shown
		on_terminal 60 "\"$GP\" query landings --db k.db --color never" >>shown
		! grep -q "$(printf "\033")" shown
		NO_COLOR=1 on_terminal 60 "\"$GP\" query landings --db k.db --color always" |
			grep -q "$(printf "\033")"
	'
else
	test_skip 'what a terminal shows' 'no script(1), or no terminal'
fi
test_ok 'where there is no terminal there is no pager' '
	GIT_PAGER="sed s/^/P:/" "$GP" show --list >out
	! grep "^P:" out
'
test_done
