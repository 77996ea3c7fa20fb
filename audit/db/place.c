/* SPDX-License-Identifier: MIT */
#include "audit/db/place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/base/xalloc.h"

/* Of a file that is to be made; SQLite would give a wrong reason. */
static int check_folder(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	char *folder = xstrdup(slash ? path : "./");
	int ret;

	folder[slash ? slash - path + 1 : 2] = '\0';
	ret = access(folder, W_OK | X_OK);
	if (ret < 0)
		err_set(err, FAIL_WORLD,
			"cannot make database '%s': %s; name another file with "
			"--db",
			path, strerror(errno));
	free(folder);
	return ret;
}

int place_check(const char *path, enum db_mode mode, struct err *err)
{
	struct stat info;

	if (mode == DB_MEMORY)
		return 0;
	if (!*path)
		return err_set(err, FAIL_USAGE, "--db wants a file");
	if (stat(path, &info) == 0) {
		if (S_ISREG(info.st_mode))
			return 0;
		return err_set(err, FAIL_WORLD,
			       "'%s' is %s, not a database; name a file with "
			       "--db",
			       path,
			       S_ISDIR(info.st_mode) ? "a folder"
						     : "no regular file");
	}
	if (mode == DB_WRITE)
		return check_folder(path, err);
	return err_set(err, FAIL_WORLD,
		       "no database '%s': %s; make one with 'git provenance "
		       "audit', or name it with --db",
		       path, errno == ENOENT ? "no such file" : "no access");
}
