#!/bin/sh
# SPDX-License-Identifier: MIT
# What make does beside building: dependencies, archives, the sample.
. tests/lib.sh
unset MAKEFLAGS MAKELEVEL MFLAGS

# bare_path - a PATH with what tests/deps itself needs, and no more
bare_path() {
	mkdir -p bin
	for tool in sh dash env id sort tr printf; do
		path=$(command -v "$tool") || continue
		[ ! -x "$path" ] || ln -sf "$path" bin/
	done
	echo "$WORK/bin"
}
test_ok 'deps is content where all is there' '
	"$TOP/tests/deps" >actual 2>&1
	: >expect
'
test_ok 'deps says what is missing where it cannot install' '
	path=$(bare_path)
	(PATH=$path status 1 "$TOP/tests/deps") 2>out
	grep "no apt-get here" out
	for package in git gcc libgit2-dev libcmocka-dev perl; do
		grep -w "$package" out
	done
'
test_ok 'deps does not install without being allowed to' '
	path=$(bare_path)
	printf "#!/bin/sh\n" >bin/apt-get
	rm -f bin/id
	printf "#!/bin/sh\necho 1000\n" >bin/id
	chmod +x bin/id bin/apt-get
	(PATH=$path status 1 "$TOP/tests/deps") 2>out
	grep "apt-get install --no-install-recommends .*libgit2-dev" out
'
if [ -d .git ] || [ -f .git ]; then
	test_ok 'an archive has the same bytes each time' '
		git clone -q "$TOP" clone
		cd clone
		for n in 1 2; do
			make -s dist
			sha256sum build/git-provenance-*.tar.gz >../sum$n
			rm build/git-provenance-*.tar.gz
			sleep 1
		done
		cmp ../sum1 ../sum2
	'
else
	test_skip 'an archive has the same bytes each time' 'no git repository'
fi
test_ok 'each source has its compiler call in compile_commands.json' '
	cp -r "$TOP/Makefile" "$TOP/audit" "$TOP/queries" .
	make -s compile_commands.json
	grep -c "\"file\": " compile_commands.json >n
	find audit queries -name "*.c" | wc -l >m
	diff n m
	perl -MJSON::PP -0777 -ne "decode_json(\$_)" compile_commands.json
'
test_done
