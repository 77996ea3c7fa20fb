#!/bin/sh
# SPDX-License-Identifier: MIT
# No warnings from shellcheck.  Its notes of style and its info are left out:
# scripts of tests stand in single quotes on purpose.
. tests/lib.sh

command -v shellcheck >/dev/null || test_skip_all 'no shellcheck'

# scripts - those of the project that sh runs
scripts() {
	for file in tests/* tests/*/* .ci/* samples/*; do
		[ -f "$file" ] || continue
		case $file in
		*.sh) echo "$file" ;;
		*) ! head -n 1 "$file" | grep -q '^#!/bin/sh' || echo "$file" ;;
		esac
	done
}
test_ok 'shell scripts' '
	cd "$TOP"
	scripts | xargs shellcheck -x -S warning -s sh
'
test_ok 'a bashism is found' '
	printf "#!/bin/sh\nfunction f { x=(1 2); }\n" >x.sh
	status 1 shellcheck -S warning -s sh x.sh
'
test_done
