/* SPDX-License-Identifier: MIT */
#include "audit/git/object_dirs.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "audit/base/buf.h"
#include "audit/base/bytemap.h"

/* As git: deeper ones are not followed. */
enum { ALTERNATES_DEPTH_MAX = 5 };

struct dirs {
	object_dirs_fn *visit;
	void *context;
	struct bytemap seen; /* device and inode */
};

static int visit_at_depth(struct dirs *dirs, const char *objects, int depth,
			  struct err *err);

/* Is the folder there, and not visited yet?  Alternates may name each other. */
static bool is_new(struct dirs *dirs, const char *objects)
{
	struct stat info;
	struct {
		dev_t device;
		ino_t inode;
	} key;

	if (stat(objects, &info) < 0)
		return false;
	memset(&key, 0, sizeof(key));
	key.device = info.st_dev;
	key.inode = info.st_ino;
	if (bytemap_get(&dirs->seen, &key, sizeof(key), 0))
		return false;
	bytemap_set(&dirs->seen, &key, sizeof(key), 1);
	return true;
}

/* A line of info/alternates: a folder, also relative to objects. */
static int visit_alternate(struct dirs *dirs, const char *objects,
			   const char *line, int depth, struct err *err)
{
	struct buf path = BUF_INIT;
	const int len = (int)strcspn(line, "\r\n");
	int ret = 0;

	if (*line != '/')
		buf_addf(&path, "%s/", objects);
	buf_addf(&path, "%.*s", len, line);
	if (len && *line != '#')
		ret = visit_at_depth(dirs, path.data, depth + 1, err);
	buf_release(&path);
	return ret;
}

static int visit_alternates(struct dirs *dirs, const char *objects, int depth,
			    struct err *err)
{
	struct buf path = BUF_INIT;
	char *line = NULL;
	size_t n_alloc = 0;
	FILE *file;
	int ret = 0;

	buf_addf(&path, "%s/info/alternates", objects);
	file = fopen(path.data, "re");
	while (ret == 0 && file && getline(&line, &n_alloc, file) > 0)
		ret = visit_alternate(dirs, objects, line, depth, err);
	if (file)
		fclose(file);
	free(line);
	buf_release(&path);
	return ret;
}

static int visit_at_depth(struct dirs *dirs, const char *objects, int depth,
			  struct err *err)
{
	if (!is_new(dirs, objects))
		return 0;
	if (dirs->visit(dirs->context, objects, err) < 0)
		return -1;
	if (depth == ALTERNATES_DEPTH_MAX)
		return 0;
	return visit_alternates(dirs, objects, depth, err);
}

int object_dirs_visit(const char *objects, object_dirs_fn *visit, void *context,
		      struct err *err)
{
	struct dirs dirs = { .visit = visit, .context = context };
	int ret = visit_at_depth(&dirs, objects, 0, err);

	bytemap_release(&dirs.seen);
	return ret;
}
