/* SPDX-License-Identifier: MIT */
#include "report/verify.h"

#include <errno.h>
#include <fts.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report/visible.h"

/* Of a line that differs, about what a terminal shows. */
enum { LINE_MAX_SHOWN = 160 };

static char *joined(const char *dir, const char *name)
{
	struct buf path = BUF_INIT;

	buf_addf(&path, "%s/%s", dir, name);
	return buf_detach(&path, NULL);
}

static void say(struct buf *out, const char *what, const char *name)
{
	buf_addf(out, "%s: ", what);
	visible_add(out, name, strlen(name));
	buf_add_char(out, '\n');
}

/* --- a folder and its manifest --- */

static int check_file(const char *dir, const struct manifest_file *file,
		      struct buf *out, size_t *n_out, struct err *err)
{
	char *path = joined(dir, file->path);
	char hex[DIGEST_HEX + 1];
	struct err failed = ERR_INIT;
	int64_t n_bytes;
	int ret = 0;

	if (digest_file(path, hex, &n_bytes, &failed) == 0) {
		if (strcmp(hex, file->sha256) != 0) {
			say(out, "changed", file->path);
			++*n_out;
		}
	} else if (access(path, F_OK) < 0 &&
		   (errno == ENOENT || errno == ENOTDIR)) {
		say(out, "missing", file->path);
		++*n_out;
	} else {
		ret = err_set(err, FAIL_WORLD, "%s", failed.msg);
	}
	free(path);
	return ret;
}

static int by_path(const void *key, const void *item)
{
	const struct manifest_file *file = item;

	return strcmp(key, file->path);
}

static bool is_listed(const struct manifest_text *manifest, const char *name)
{
	return strcmp(name, "manifest.json") == 0 ||
	       (manifest->n_files &&
		bsearch(name, manifest->files, manifest->n_files,
			sizeof(*manifest->files), by_path));
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static int check_entry(const FTSENT *entry, const char *name,
		       const struct manifest_text *manifest, struct buf *out,
		       size_t *n_out, struct err *err)
{
	switch (entry->fts_info) {
	case FTS_D:
	case FTS_DP:
		return 0;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		return err_set(err, FAIL_WORLD, "cannot read '%s': %s; %s",
			       entry->fts_path, strerror(entry->fts_errno),
			       hint_of(entry->fts_errno));
	default:
		if (is_listed(manifest, name))
			return 0;
		say(out, "additional", name);
		++*n_out;
		return 0;
	}
}

static int check_additional(const char *dir,
			    const struct manifest_text *manifest,
			    struct buf *out, size_t *n_out, struct err *err)
{
	char *top = joined(dir, ""); /* with a slash: also where it is a link */
	char *roots[] = { top, NULL };
	FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
	FTSENT *entry;
	int ret = 0;

	while (walk && ret == 0 && (entry = fts_read(walk))) {
		const char *name = entry->fts_path + strlen(top);

		if (entry->fts_level > 0 || entry->fts_info != FTS_D)
			ret = check_entry(entry, name, manifest, out, n_out,
					  err);
	}
	if (!walk)
		ret = err_set(err, FAIL_WORLD,
			      "cannot read folder '%s': %s; %s", dir,
			      strerror(errno), hint_of(errno));
	else
		fts_close(walk);
	free(top);
	return ret;
}

int verify_files(const char *dir, const struct manifest_text *manifest,
		 struct buf *out, size_t *n_out, struct err *err)
{
	size_t n = 0;

	for (size_t i = 0; i < manifest->n_files; i++)
		if (check_file(dir, &manifest->files[i], out, &n, err) < 0)
			return -1;
	if (check_additional(dir, manifest, out, &n, err) < 0)
		return -1;
	*n_out = n;
	return 0;
}

/* --- two folders --- */

/* Two files, read side by side. */
struct pair {
	FILE *a, *b;
	int64_t line, byte; /* of what was read last, from 1 */
	struct buf begin;   /* what both have of the line so far */
};

/* 1: the first is not there. */
static int open_both(struct pair *pair, const char *a, const char *b,
		     struct err *err)
{
	const char *path = a;

	pair->a = fopen(a, "rb");
	if (!pair->a && errno == ENOENT)
		return 1;
	if (pair->a) {
		path = b;
		pair->b = fopen(b, "rb");
	}
	if (pair->b)
		return 0;
	return err_set(err, FAIL_WORLD, "cannot read '%s': %s; %s", path,
		       strerror(errno), hint_of(errno));
}

static void close_both(struct pair *pair)
{
	if (pair->a)
		fclose(pair->a);
	if (pair->b)
		fclose(pair->b);
	buf_release(&pair->begin);
}

/* Read on to the first byte that differs; false at the common end. */
static bool find_difference(struct pair *pair, int *a_out, int *b_out)
{
	bool at_end = false;

	pair->line = 1;
	while (!at_end) {
		*a_out = getc(pair->a);
		*b_out = getc(pair->b);
		pair->byte++;
		if (*a_out != *b_out)
			return true;
		at_end = *a_out == EOF;
		if (*a_out == '\n') {
			pair->line++;
			buf_clear(&pair->begin);
		} else if (!at_end && pair->begin.len < LINE_MAX_SHOWN) {
			buf_add_char(&pair->begin, (char)*a_out);
		}
	}
	return false;
}

/* The line of one side: what both have, the byte c, and what follows. */
static void say_line(struct buf *out, const char *whose,
		     const struct pair *pair, int c, FILE *rest)
{
	struct buf line = BUF_INIT;

	buf_add(&line, pair->begin.data, pair->begin.len);
	while (c != EOF && c != '\n' && line.len < LINE_MAX_SHOWN) {
		buf_add_char(&line, (char)c);
		c = getc(rest);
	}
	buf_addf(out, "  %s: ", whose);
	visible_add(out, line.data, line.len);
	buf_add_char(out, '\n');
	buf_release(&line);
}

static int compare_files(const char *dir, const char *anew, const char *name,
			 struct buf *out, struct err *err)
{
	struct pair pair = { .begin = BUF_INIT };
	char *path = joined(dir, name), *anew_path = joined(anew, name);
	int a, b, ret;

	ret = open_both(&pair, path, anew_path, err);
	if (ret > 0)
		say(out, "differs: missing", name);
	if (ret)
		goto out;
	ret = find_difference(&pair, &a, &b);
	if (ferror(pair.a) || ferror(pair.b)) {
		ret = err_set(err, FAIL_WORLD, "cannot read '%s': %s; %s", name,
			      strerror(errno), hint_of(errno));
	} else if (ret) {
		buf_add_str(out, "differs: ");
		visible_add(out, name, strlen(name));
		buf_addf(out, ": line %" PRId64 ", byte %" PRId64 "\n",
			 pair.line, pair.byte);
		say_line(out, "report", &pair, a, pair.a);
		say_line(out, "remade", &pair, b, pair.b);
	}
out:
	close_both(&pair);
	free(anew_path);
	free(path);
	return ret;
}

/* 1 with a line if the name is in one of the manifests only. */
static int compare_names(const struct manifest_text *a,
			 const struct manifest_text *b, const char *what,
			 struct buf *out)
{
	for (size_t i = 0; i < a->n_files; i++) {
		if (is_listed(b, a->files[i].path))
			continue;
		say(out, what, a->files[i].path);
		return 1;
	}
	return 0;
}

int verify_same(const char *dir, const struct manifest_text *manifest,
		const char *anew, const struct manifest_text *anew_manifest,
		struct buf *out, struct err *err)
{
	if (compare_names(manifest, anew_manifest, "differs: not remade",
			  out) ||
	    compare_names(anew_manifest, manifest, "differs: only remade", out))
		return 1;
	for (size_t i = 0; i < manifest->n_files; i++) {
		int ret = compare_files(dir, anew, manifest->files[i].path, out,
					err);

		if (ret)
			return ret;
	}
	return compare_files(dir, anew, "manifest.json", out, err);
}
