#!/bin/sh
# SPDX-License-Identifier: MIT
# Least power: the audited repository is read, never written, and nothing in
# it chooses what runs, what is fetched, or what comes out.
. tests/lib.sh

# files REPO - each file of a repository: rights, time, name, content
files() {
	(cd "$1" && find . -exec stat -c "%A %Y %Z %s %n" {} + | sort &&
		find . -type f -exec sha256sum {} + | sort)
}
# plain DB - the facts, without the times and places of a run
plain() {
	dump_facts "$1" | sed '/^INSERT INTO stages/d'
}
# all_commands REPO DB - what reads a repository
all_commands() {
	"$GP" audit -q -C "$1" --db "$2" --name same --verify \
		--policy "$TOP/samples/policies/kestrel.policy" &&
		"$GP" check -C "$1" --policy "$TOP/samples/policies/kestrel.policy" \
			HEAD~3..HEAD >/dev/null || [ $? -eq 1 ]
}

# A repository whose settings want all that git can be told to do.
build_trap() {
	git init -q trap
	cd trap || exit 1
	printf '* filter=evil diff=evil merge=evil text eol=crlf ident\n' >.gitattributes
	printf 'Real Name <real@example.org> <author@example.org>\n' >.mailmap
	git add .
	git commit -q -m 'attributes'
	for n in 1 2 3 4 5 6; do
		printf 'line one\r\nline %s\n$Id$\n' "$n" >"file$n"
		git add "file$n" 2>/dev/null
		git commit -q -m "change $n" -m "Signed-off-by: A U Thor <author@example.org>"
	done
	git revert --no-edit HEAD >/dev/null
	cd ..
	cp -R trap plain
	cd trap || exit 1
	evil="$WORK/evil"
	printf '#!/bin/sh\ntouch %s/ran\ncat\n' "$WORK" >"$evil"
	chmod +x "$evil"
	for hook in post-checkout pre-commit reference-transaction fsmonitor-watchman \
		commit-msg prepare-commit-msg post-index-change; do
		cp "$evil" ".git/hooks/$hook"
	done
	printf '[user]\n\tname = Included\n[log]\n\tmailmap = false\n[diff]\n\talgorithm = histogram\n' >.git/included
	cat >>.git/config <<-END
	[core]
		hooksPath = $WORK
		fsmonitor = $evil
		pager = $evil
		editor = $evil
		sshCommand = $evil
		askPass = $evil
		attributesFile = .gitattributes
		autocrlf = true
		ignoreCase = true
		quotePath = false
		abbrev = 4
		notesRef = refs/notes/other
		useReplaceRefs = true
		bigFileThreshold = 1
	[filter "evil"]
		clean = $evil
		smudge = $evil
		process = $evil
		required = true
	[diff]
		external = $evil
		renames = copies
		algorithm = patience
		ignoreSubmodules = all
	[diff "evil"]
		textconv = $evil
		command = $evil
		binary = true
	[merge]
		renames = false
		conflictStyle = diff3
	[merge "evil"]
		driver = $evil
	[gpg]
		program = $evil
	[credential]
		helper = $evil
	[i18n]
		commitEncoding = latin1
		logOutputEncoding = UTF-16
	[log]
		showSignature = true
	[trailer]
		separators = "%"
	[trailer "sob"]
		key = Other-key
	[commit]
		cleanup = verbatim
	[url "ext::$evil "]
		insteadOf = https://
	[remote "origin"]
		url = ext::$evil
		uploadpack = $evil
		promisor = true
		partialCloneFilter = blob:none
	[include]
		path = included
	[includeIf "gitdir:**"]
		path = included
	[alias]
		provenance = !$evil
	END
	cd ..
}

(cd "$WORK" && build_trap) >/dev/null 2>&1
test_ok 'settings, hooks, filters and drivers of a repository change nothing' '
	all_commands trap trap.db
	all_commands plain plain.db
	plain plain.db >expect
	plain trap.db >actual
	test ! -e ran
'
test_ok 'no file of it changes, none comes, none goes' '
	for repo in trap plain; do
		files "$repo" >"$repo.before"
		all_commands "$repo" "$repo.again.db"
		"$GP" audit -q -C "$repo" --db "$repo.again.db" --rebuild --all
		"$GP" verify none --db "$repo.again.db" -C "$repo" 2>err || :
		files "$repo" | diff "$repo.before" -
	done
'
test_ok 'what a partial clone lacks is unknown, and not fetched' '
	cp -R trap partial
	blob=$(git -C plain rev-parse HEAD:file3)
	rm -f "partial/.git/objects/$(echo "$blob" | cut -c1-2)/$(echo "$blob" | cut -c3-)"
	"$GP" audit -q -C partial --db partial.db
	test ! -e ran
	sql partial.db "SELECT oid FROM missing_objects" >actual
	echo "$blob" >expect
'
test_ok 'objects of an alternate are read, and nothing there is written' '
	git clone -q --bare --shared plain shared.git
	files plain >plain.before
	"$GP" audit -q -C shared.git --db shared.db --name same \
		--policy "$TOP/samples/policies/kestrel.policy"
	files plain | diff plain.before -
	plain shared.db >actual
	plain plain.db >expect
'
test_ok 'the mailmap that a setting names is the one thing taken from there' '
	printf "Set Name <set@example.org> <author@example.org>\n" >own.map
	cp -R plain mapped
	git -C mapped config mailmap.file "$WORK/own.map"
	"$GP" audit -q -C mapped --db mapped.db
	sql mapped.db "SELECT name FROM people WHERE email LIKE '\''set@%'\''" >actual
	echo "Set Name" >expect
'
if unshare -m sh -c 'mount --bind . . && mount -o remount,bind,ro .' 2>/dev/null; then
	test_ok 'it needs no more than a read-only mount' '
		unshare -m sh -ec "
			mount --bind trap trap
			mount -o remount,bind,ro trap
			! touch trap/.git/x 2>/dev/null
			\"\$1\" audit -q -C trap --db ro.db --name same --policy \"\$2\"
			\"\$1\" check -C trap --policy \"\$2\" HEAD~2..HEAD >/dev/null ||
				[ \$? -eq 1 ]
		" sh "$GP" "$TOP/samples/policies/kestrel.policy"
		plain ro.db >actual
		plain plain.db >expect
	'
else
	test_skip 'it needs no more than a read-only mount' 'no rights to mount'
fi
if [ "$(basename "$BUILD")" = release ] && strace -f true 2>/dev/null; then
	test_ok 'it starts no program, opens no socket, writes to nothing there' '
		rm -f traced.db
		strace -f -o trace -e trace=%process,%network,openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,chmod,fchmodat,link,linkat,symlink,symlinkat,truncate,utimensat \
			"$GP" audit -q -C trap --db traced.db \
			--policy "$TOP/samples/policies/kestrel.policy"
		grep -E "execve" trace | sed 1d >actual
		grep -E "socket\(|connect\(|fork\(" trace >>actual || :
		grep -E "O_WRONLY|O_RDWR|O_CREAT|^[0-9]+ +(rename|unlink|mkdir|rmdir|chmod|fchmod|link|symlink|truncate|utimens)" trace |
			grep -v "traced\.db" >>actual || :
		: >expect
	'
else
	test_skip 'it starts no program' 'no strace, or not the release build'
fi

# --- what the kernel holds back ---

# lay_out DIR - what confined tries to change
lay_out() {
	mkdir -p "$1/folder"
	echo text >"$1/file"
	cp /bin/true "$1/program"
}
(
	cd "$WORK" && mkdir tmp && lay_out in && lay_out out
	TMPDIR=tmp "$BUILD/tool/confined" in out >tried 2>&1
	echo $? >confined.status
)
# kept FILE ARGUMENT... - a library that is preloaded cannot remove FILE at the
# end of the program, and what it is told to do is done.
kept() {
	mark=$1
	shift
	: >"$mark"
	env TMPDIR="$WORK/tmp" FAULT=none FAULT_AT=1 FAULT_MARK="$WORK/$mark" \
		LD_PRELOAD="$BUILD/fault.so" "$GP" "$@" >printed
	[ -e "$mark" ]
}
case $(cat "$WORK/confined.status") in
77) test_skip 'the program is confined' 'the kernel has no Landlock' ;;
*)
	test_ok 'what is held back is refused, the rest is not' '
		cat tried
		grep "^1\.\." tried
		! grep "^not ok" tried
		grep -x 0 confined.status
		"$GP" --version --verbose |
			grep "^sandbox: Landlock ABI [1-9][0-9]*: writes only beneath .*, no execution"
	'
	;;
esac
if [ "$(cat "$WORK/confined.status")" = 77 ]; then
	test_skip 'each command is' 'the kernel has no Landlock'
elif [ "$(basename "$BUILD")" = san ]; then
	test_skip 'each command is' 'what is preloaded has to be that of the build'
else
	test_ok 'each command is' '
		mkdir -p dbs outs
		policy=$TOP/samples/policies/kestrel.policy
		kept plain/.git/mark audit -q -C plain --db dbs/p.db --policy "$policy"
		! kept dbs/mark audit -q -C plain --db dbs/p.db
		kept mark report --db dbs/p.db --out outs/report
		! kept outs/mark report --db dbs/p.db --out outs/report
		kept mark plot --db dbs/p.db --out outs/charts activity
		kept mark query --db dbs/p.db summary
		kept mark query --list --db dbs/p.db
		kept mark show --db dbs/p.db "$(git -C plain rev-parse HEAD)"
		kept mark annotate --db dbs/p.db --list
		kept mark policy "$policy"
		kept mark compare --db dbs/p.db --policy "$policy" --policy "$policy"
		kept dbs/mark check -C plain --policy "$policy" HEAD~1..HEAD ||
			[ -e dbs/mark ]
		kept mark verify outs/report --db dbs/p.db -C plain
		kept mark --version --verbose
		! kept mark --version
		[ -z "$(ls tmp)" ]
	'
fi
test_ok 'what the user names is written, wherever it is' '
	mkdir -p far/db far/out home/bin
	TMPDIR=$WORK/tmp
	export TMPDIR
	ln -s ../far/db/p.db home/link.db
	"$GP" audit -q -C plain --db home/link.db --name same
	"$GP" audit -q -C plain --db home/link.db --name same --rebuild
	[ -s far/db/p.db ]
	"$GP" report --db far/db/p.db --out home/report/ --format csv
	"$GP" report --db far/db/p.db --out home/report --format csv
	ln -s "$WORK/home/report" far/link
	"$GP" report --db far/db/p.db --out far/link --format csv
	[ -L far/link ]
	cd home/report
	"$GP" report --db ../link.db --out . --format csv
	cd ..
	"$GP" plot --db link.db --out new/and/new activity
	"$GP" plot --db link.db --out "$WORK/far/out/a/b" activity
	[ -s new/and/new/activity.svg ] && [ -s ../far/out/a/b/activity.svg ]
	"$GP" verify report --db link.db -C ../plain
	status 3 "$GP" audit -q -C ../plain --db none/p.db 2>actual
	cat actual
	grep "No such file or directory" actual
	rm actual
'
test_done
