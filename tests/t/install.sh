#!/bin/sh
# SPDX-License-Identifier: MIT
# What make install, make deb and two builds give: pages that say what --help
# says, completions that a shell takes, the same bytes in another folder.
. tests/lib.sh
unset MAKEFLAGS MAKELEVEL MFLAGS

V=$(basename "$BUILD")
pages() { "$GP" --manual list; }

test_ok 'there is a page for the program, each command, and two formats' '
	pages >actual
	{
		echo git-provenance.1
		"$GP" -h | sed -n "/^Commands/,/^$/s/^  \([a-z]*\) .*/git-provenance-\1.1/p"
		echo git-provenance-policy.5
		echo git-provenance-schema.5
	} >expect
	[ "$(wc -l <actual)" -gt 10 ]
'
test_ok 'each page has every option of --help, with its words' '
	for page in $(pages | sed -n "s/^git-provenance-\(.*\)\.1$/\1/p"); do
		"$GP" --manual "git-provenance-$page.1" |
			sed "s/\\\\f[BRI]//g; s/\\\\&//g; s/|\\\\:/|/g; s/\\\\-/-/g; s/\\\\e/\\\\/g" >page
		"$GP" "$page" --help | sed -n "s/^ .*\(--[a-z-]*\).*  \(.*\)/\1	\2/p" >options
		while IFS="	" read -r option words; do
			grep -q -e "$option" page
			grep -qF -e "$words" page
		done <options
	done
'
test_ok 'the policy page has every section and key, the schema page every table' '
	"$GP" --manual git-provenance-policy.5 | sed "s/\\\\-/-/g" >page
	"$GP" policy --list >list
	for word in $(sed -n "s/^    \([a-z-]*\) = .*/\1/p; s/^kind //p" list); do
		grep -q "^\\\\fB$word\\\\fR" page
	done
	sed -n "s/^\.SS \"\[\([a-z]*\).*/\1/p" page >actual
	sed -n "s/^\[\([a-z]*\).*/\1/p" list >expect
	"$GP" --manual git-provenance-schema.5 >page
	cat "$TOP/queries/schema.sql" "$TOP/queries/views.sql" |
		sed -n "s/^CREATE [A-Z]* \([a-z_]*\).*/\1/p" >tables
	while read -r table; do
		grep -q "^.SS \"$table\"$" page
	done <tables
	grep -q "^\\\\fBcommitted_zone\\\\fR TEXT$" page
'
if command -v man >/dev/null; then
	test_ok 'man formats the pages without a warning' '
		for page in $(pages); do
			"$GP" --manual "$page" | man --warnings=all -l - >/dev/null 2>err
			! [ -s err ] || { echo "$page"; cat err; exit 1; }
		done
	'
else
	test_skip 'man formats the pages without a warning' 'no man'
fi
test_ok 'install puts all in its place, and git finds it' '
	make -s -C "$TOP" V="'"$V"'" install DESTDIR="$WORK/root" prefix=/usr >log
	cd root/usr
	{
		echo ./bin/git-provenance
		echo ./share/bash-completion/completions/git-provenance
		echo ./share/doc/git-provenance/README.md
		pages | sed -n "s,.*\.\([15]\)$,./share/man/man\1/&,p"
		echo ./share/zsh/site-functions/_git-provenance
	} | sort >../../expect
	find . -type f | sort >../../actual
	PATH=$WORK/root/usr/bin:$PATH
	git provenance --version
	if command -v man >/dev/null; then
		MANPATH=$WORK/root/usr/share/man GIT_PAGER=cat git help provenance |
			grep "audit a git history"
		MANPATH=$WORK/root/usr/share/man man git-provenance-audit >audit
		grep "GIT-PROVENANCE-AUDIT" audit
	fi
'
# completed WORD... - what bash offers for the last of the words.
completed() {
	bash -c '. root/usr/share/bash-completion/completions/git-provenance
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_git_provenance
		printf "%s\n" "${COMPREPLY[@]}"' bash "$@"
}
if command -v bash >/dev/null; then
	test_ok 'bash completes commands, options, queries, charts and files' '
		touch some.db
		{
			completed git-provenance an
			completed git provenance re
			completed git-provenance --vers
			completed git provenance audit --no-
			completed git-provenance query revert-r
			completed git-provenance plot trail
			completed git-provenance audit --db some
			completed git-provenance report --out roo
			completed git-provenance query --repo x
		} >actual
		printf "%s\n" annotate report --version --no-lines --no-probe \
			revert-rate trailers some.db root "" >expect
	'
else
	test_skip 'bash completes commands, options, queries and files' 'no bash'
fi
if command -v zsh >/dev/null; then
	test_ok 'zsh takes its script' '
		zsh -n root/usr/share/zsh/site-functions/_git-provenance
	'
else
	test_skip 'zsh takes its script' 'no zsh'
fi
test_ok 'another page, another shell: which there are' '
	status 2 "$GP" --manual audit 2>actual
	status 2 "$GP" --completion fish 2>>actual
	cat >expect <<-\END
	git-provenance: no manual page '\''audit'\''; '\''--manual list'\'' lists them
	git-provenance: --completion wants bash or zsh, not '\''fish'\''
	END
'
if [ "$V" = release ] && command -v dpkg-shlibdeps >/dev/null; then
	test_ok 'a Debian package, the same each time' '
		make -s -C "$TOP" deb >log
		deb=$TOP/$(tail -1 log)
		sha256sum <"$deb" >sum
		sleep 1
		make -s -C "$TOP" deb >log
		sha256sum <"$deb" | diff sum -
		dpkg-deb -f "$deb" Depends | grep "libgit2.*libsqlite3"
		dpkg-deb -x "$deb" unpacked
		unpacked/usr/bin/git-provenance --version
		find unpacked -type f -perm /022 | sed 1q >bad
		! [ -s bad ]
	'
else
	test_skip 'a Debian package' 'not the release build, or no dpkg-dev'
fi
test_ok 'objects have the same bytes in another folder' '
	for folder in one two/and-a-half; do
		mkdir -p "$folder"
		cp -r "$TOP/Makefile" "$TOP/audit" "$folder"
		make -s -C "$folder" V=release CC="${CC:-cc}" \
			build/release/audit/base/buf.o build/release/audit/base/err.o
		(cd "$folder/build" && find . -name "*.o" -exec sha256sum {} +) |
			sort >>"$(basename "$folder").sums"
	done
	diff one.sums and-a-half.sums
	[ "$(wc -l <one.sums)" -eq 2 ]
'
test_done
