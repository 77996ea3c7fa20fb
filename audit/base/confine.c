/* SPDX-License-Identifier: MIT */
#include "audit/base/confine.h"

#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#include <sys/prctl.h>
#endif
#endif

#include "audit/base/scrap.h"
#include "audit/base/xalloc.h"

/* What is held back from some ABI on, in words. */
static const struct {
	int abi;
	const char *text;
} words[] = {
	{ 1, "writes only beneath the folders of --db, --out and TMPDIR" },
	{ 1, "no execution" },
	{ 4, "no TCP" },
	{ 6, "no signals" },
	{ 0 },
};

void confine_say(int abi, struct buf *out)
{
	if (!abi) {
		buf_add_str(out, "none (no Landlock here)");
		return;
	}
	buf_addf(out, "Landlock ABI %d", abi);
	for (size_t i = 0; words[i].abi && words[i].abi <= abi; i++)
		buf_addf(out, "%s %s", i ? "," : ":", words[i].text);
}

int confine_beside(const char *db)
{
	const struct confine_place places[] = {
		{ db ? CONFINE_BESIDE : CONFINE_END, db },
		{ 0 },
	};

	return confine(places);
}

#if defined(LANDLOCK_CREATE_RULESET_VERSION) && \
	defined(SYS_landlock_restrict_self)

/* As the kernel has it: the header may be older, and know less of it. */
struct rules {
	uint64_t fs;     /* held back, but where a rule allows it */
	uint64_t net;    /* from ABI 4 on */
	uint64_t scoped; /* from ABI 6 on */
};

/* Bits that a header may not have yet. */
static const uint64_t fs_truncate = 1 << 14;       /* ABI 3 */
static const uint64_t fs_ioctl_dev = 1 << 15;      /* ABI 5 */
static const uint64_t net_tcp = 1 << 0 | 1 << 1;   /* to bind, to connect */
static const uint64_t scope_all = 1 << 0 | 1 << 1; /* sockets, signals */

/* What writing a file needs, and what the folder of it does. */
static const uint64_t file_writes = LANDLOCK_ACCESS_FS_WRITE_FILE;
static const uint64_t folder_writes =
	LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR |
	LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR;

/* What is allowed nowhere. */
static const uint64_t never =
	LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
	LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
	LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

static int kernel_abi(void)
{
	const long abi = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
				 LANDLOCK_CREATE_RULESET_VERSION);

	return abi > 0 ? (int)abi : 0;
}

static struct rules rules_of(int abi)
{
	struct rules rules = { .fs = never | file_writes | folder_writes };

	if (abi >= 3)
		rules.fs |= fs_truncate;
	if (abi >= 4)
		rules.net = net_tcp;
	if (abi >= 5)
		rules.fs |= fs_ioctl_dev;
	if (abi >= 6)
		rules.scoped = scope_all;
	return rules;
}

/* Allow writing beneath a path; what is not there is passed over. */
static int allow(int ruleset, const struct rules *rules, const char *path)
{
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = (file_writes | fs_truncate) & rules->fs,
		.parent_fd = open(path, O_PATH | O_CLOEXEC),
	};
	struct stat st;
	int ret;

	if (beneath.parent_fd < 0)
		return 0;
	if (fstat(beneath.parent_fd, &st) == 0 && S_ISDIR(st.st_mode))
		beneath.allowed_access |= folder_writes;
	ret = (int)syscall(SYS_landlock_add_rule, ruleset,
			   LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	close(beneath.parent_fd);
	return ret;
}

/* The caller's; "." for a name alone, "/" for that itself. */
static char *parent_of(const char *path)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	while (len > 0 && path[len - 1] != '/')
		len--;
	while (len > 1 && path[len - 1] == '/')
		len--;
	return len ? xmemdup0(path, len) : xstrdup(".");
}

/* What a link stands for that leads to nothing yet; NULL: it is none. */
static char *link_target(const char *path)
{
	struct buf target = BUF_INIT;
	char text[PATH_MAX];
	const ssize_t n = readlink(path, text, sizeof(text) - 1);

	if (n <= 0)
		return NULL;
	text[n] = '\0';
	if (*text != '/') {
		char *folder = parent_of(path);

		buf_addf(&target, "%s/", folder);
		free(folder);
	}
	buf_add_str(&target, text);
	return buf_detach(&target, NULL);
}

static char *folder_beside(const char *path)
{
	char *real = realpath(path, NULL);
	char *folder;

	if (!real)
		real = link_target(path);
	folder = parent_of(real ? real : path);
	free(real);
	return folder;
}

static char *folder_into(const char *path)
{
	char *folder = xstrdup(path);
	struct stat st;

	/* "." and "/" are there, or nothing is */
	while (stat(folder, &st) < 0 && strcmp(folder, ".") != 0 &&
	       strcmp(folder, "/") != 0) {
		char *above = parent_of(folder);

		free(folder);
		folder = above;
	}
	return folder;
}

static int allow_places(int ruleset, const struct rules *rules,
			const struct confine_place *places)
{
	for (; places->kind != CONFINE_END; places++) {
		char *folder = places->kind == CONFINE_INTO
				       ? folder_into(places->path)
				       : folder_beside(places->path);
		const int ret = allow(ruleset, rules, folder);

		free(folder);
		if (ret < 0)
			return -1;
	}
	return 0;
}

/* What libraries write to wherever they are. */
static const char *const always[] = {
	"/dev/null",
#ifdef CONFINE_TOO
	CONFINE_TOO, /* where a build that counts what runs keeps its counts */
#endif
	NULL,
};

static int allow_always(int ruleset, const struct rules *rules)
{
	for (size_t i = 0; always[i]; i++)
		if (allow(ruleset, rules, always[i]) < 0)
			return -1;
	return allow(ruleset, rules, scrap_place());
}

int confine(const struct confine_place *places)
{
	const int abi = kernel_abi();
	const struct rules rules = rules_of(abi);
	int ruleset, ret = -1;

	if (!abi)
		return 0;
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules,
			       sizeof(rules), 0);
	if (ruleset < 0)
		return 0;
	/* with a place that cannot be named, the command would fail */
	if (allow_places(ruleset, &rules, places) == 0 &&
	    allow_always(ruleset, &rules) == 0 &&
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		ret = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
	close(ruleset);
	return ret == 0 ? abi : 0;
}

#else

int confine(const struct confine_place *places)
{
	(void)places;
	return 0;
}

#endif
