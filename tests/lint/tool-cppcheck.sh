#!/bin/sh
# SPDX-License-Identifier: MIT
# cppcheck has nothing to say.
. tests/lib.sh

command -v cppcheck >/dev/null || test_skip_all 'no cppcheck'

check() {
	cppcheck -q --std=c11 --language=c --error-exitcode=1 -j2 -D_GNU_SOURCE \
		-DVERSION='""' --enable=warning,performance,portability \
		--inline-suppr --suppress=missingInclude \
		--suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches "$@"
}

test_ok 'sources' '
	cd "$TOP"
	set --
	for folder in audit report plots queries; do
		[ ! -d $folder ] || set -- "$@" $folder
	done
	check -I . "$@"
'
test_ok 'a leak is found' '
	cat >x.c <<-\END
	#include <stdlib.h>
	int f(void)
	{
		char *p = malloc(10);

		if (!p)
			return 1;
		p[10] = 1;
		return 0;
	}
	END
	status 1 check x.c
'
test_done
