/* SPDX-License-Identifier: MIT */
#include "audit/git/libraries.h"

#include <git2.h>
#include <zlib.h>

void libraries_git(struct buf *out)
{
	int major, minor, revision;

	git_libgit2_version(&major, &minor, &revision);
	buf_addf(out, "libgit2 %d.%d.%d, built with %s\n", major, minor,
		 revision, LIBGIT2_VERSION);
	buf_addf(out, "zlib %s, built with %s\n", zlibVersion(), ZLIB_VERSION);
}
