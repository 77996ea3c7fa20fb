/* SPDX-License-Identifier: MIT */
#include "audit/git/owner.h"

#include <git2.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit/base/buf.h"

/* What safe.directory says of one folder; the last value that matches. */
struct trust {
	const char *dir; /* absolute, without a slash at its end */
	size_t len;
	bool is_safe;
};

/* Under sudo, what belongs to the user who called it is root's own, too. */
static bool is_own(const char *path)
{
	const char *sudo_uid = getenv("SUDO_UID");
	struct stat info;

	if (lstat(path, &info) < 0)
		return true; /* not there */
	if (info.st_uid == geteuid())
		return true;
	return geteuid() == 0 && sudo_uid && *sudo_uid &&
	       strtoul(sudo_uid, NULL, 10) == info.st_uid;
}

static bool is_all_own(git_repository *handle)
{
	const char *work_tree = git_repository_workdir(handle);
	struct buf link = BUF_INIT;
	bool ret = is_own(git_repository_path(handle));

	if (ret && work_tree) {
		buf_addf(&link, "%s.git", work_tree);
		ret = is_own(work_tree) && is_own(link.data);
	}
	buf_release(&link);
	return ret;
}

/* "*", a folder, or all below it as "folder/\*"; an empty one forgets. */
static int take_value(const git_config_entry *entry, void *context)
{
	struct trust *trust = context;
	git_buf path = GIT_BUF_INIT;
	size_t len;

	if (!*entry->value) {
		trust->is_safe = false;
		return 0;
	}
	if (strcmp(entry->value, "*") == 0)
		trust->is_safe = true;
	if (git_config_parse_path(&path, entry->value) < 0)
		return 0;
	len = path.size;
	if (len > 2 && strcmp(path.ptr + len - 2, "/*") == 0) {
		len--;
		trust->is_safe |= trust->len > len &&
				  memcmp(path.ptr, trust->dir, len) == 0;
	} else {
		while (len > 1 && path.ptr[len - 1] == '/')
			len--;
		trust->is_safe |= trust->len == len &&
				  memcmp(path.ptr, trust->dir, len) == 0;
	}
	git_buf_dispose(&path);
	return 0;
}

/* The repository's own settings have no say in this. */
static void read_settings(git_repository *handle, struct trust *trust)
{
	static const git_config_level_t levels[] = {
		GIT_CONFIG_LEVEL_SYSTEM,
		GIT_CONFIG_LEVEL_XDG,
		GIT_CONFIG_LEVEL_GLOBAL,
	};
	git_config *all = NULL;

	if (git_repository_config(&all, handle) < 0)
		return;
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++) {
		git_config *one = NULL;

		if (git_config_open_level(&one, all, levels[i]) == 0)
			git_config_get_multivar_foreach(
				one, "safe.directory", NULL, take_value, trust);
		git_config_free(one);
	}
	git_config_free(all);
}

int owner_check(struct git_repository *handle, struct err *err)
{
	const char *dir = git_repository_workdir(handle);
	struct trust trust = { .is_safe = false };

	if (is_all_own(handle))
		return 0;
	trust.dir = dir ? dir : git_repository_path(handle);
	trust.len = strlen(trust.dir);
	while (trust.len > 1 && trust.dir[trust.len - 1] == '/')
		trust.len--;
	read_settings(handle, &trust);
	if (trust.is_safe)
		return 0;
	return err_set(err, FAIL_WORLD,
		       "repository '%.*s' is owned by somebody else; if you "
		       "trust it: git config --global --add safe.directory "
		       "'%.*s'",
		       (int)trust.len, trust.dir, (int)trust.len, trust.dir);
}
