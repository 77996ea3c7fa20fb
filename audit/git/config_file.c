/* SPDX-License-Identifier: MIT */
#include "audit/git/config_file.h"

#include <errno.h>
#include <git2.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/base/scrap.h"
#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"
#include "audit/git/config_scan.h"

enum { FILE_BYTES_MAX = 1 << 20 };

/* A file on its way from disk to the visitor. */
struct reading {
	const char *path; /* for libgit2 */
	const char *name; /* for messages */
	struct buf text;
	struct config_marks marks;
	git_config *config;
	git_config_iterator *entries;
};

static int read_text(struct reading *reading, struct err *err)
{
	char piece[8192];
	FILE *file = fopen(reading->path, "re");
	int reason;
	size_t n;

	if (!file)
		return err_set(err, FAIL_USAGE, "'%s': %s; %s", reading->name,
			       strerror(errno), hint_of(errno));
	while (reading->text.len <= FILE_BYTES_MAX &&
	       (n = fread(piece, 1, sizeof(piece), file)) > 0)
		buf_add(&reading->text, piece, n);
	reason = ferror(file) ? errno : 0;
	fclose(file);
	/* a folder is a wrong name; what a disk does is no fault of the user */
	if (reason)
		return err_set(err, reason == EISDIR ? FAIL_USAGE : FAIL_WORLD,
			       "'%s' cannot be read: %s; %s", reading->name,
			       strerror(reason), hint_of(reason));
	if (reading->text.len > FILE_BYTES_MAX)
		return err_set(
			err, FAIL_USAGE,
			"'%s' has more than %d bytes; name one that is shorter",
			reading->name, FILE_BYTES_MAX);
	return 0;
}

/* Where the first byte stands that is no text. */
static int check_text(const struct reading *reading, struct err *err)
{
	const char *from = reading->text.data;
	const char *const end = from + reading->text.len;
	int line = 1;

	if (utf8_is_valid(from, reading->text.len))
		return 0;
	for (;;) {
		const char *stop = memchr(from, '\n', (size_t)(end - from));

		if (!stop || !utf8_is_valid(from, (size_t)(stop - from)))
			break;
		from = stop + 1;
		line++;
	}
	return err_set(err, FAIL_USAGE, "%s:%d: not UTF-8; save it as that",
		       reading->name, line);
}

/* True if the name of a header is word, with a subsection or without. */
static bool is_section(const char *name, const char *word)
{
	const size_t len = strlen(word);

	return strncmp(name, word, len) == 0 &&
	       (name[len] == '\0' || name[len] == '.');
}

/* Before libgit2 sees the file, for it would read what is included. */
static int refuse_includes(const struct reading *reading, struct err *err)
{
	for (size_t i = 0; i < reading->marks.n_items; i++) {
		const struct config_mark *mark = &reading->marks.items[i];

		if (mark->is_header && (is_section(mark->name, "include") ||
					is_section(mark->name, "includeif")))
			return err_set(err, FAIL_USAGE,
				       "%s:%d: includes are not read; put all "
				       "into this file",
				       reading->name, mark->line);
	}
	return 0;
}

/*
 * "failed to parse config file: WHAT (in PATH:LINE, column N)" of libgit2
 * becomes "PATH:LINE: WHAT"; a message without a line is about an escape.
 */
static int fail_parse(const struct reading *reading, struct err *err)
{
	static const char head[] = "failed to parse config file: ";
	const git_error *error = git_error_last();
	const char *what = error && error->message ? error->message : "";
	struct buf where = BUF_INIT;
	const char *tail;
	int line = reading->marks.bad_escape, len;

	if (error && error->klass == GIT_ERROR_OS)
		return err_set(err, FAIL_WORLD,
			       "'%s': %s; mend that, and run it again",
			       reading->name, what);
	if (strncmp(what, head, strlen(head)) == 0)
		what += strlen(head);
	buf_addf(&where, " (in %s:", reading->path);
	tail = strstr(what, where.data);
	len = (int)strcspn(what, "\n");
	if (tail) {
		len = (int)(tail - what);
		line = (int)strtol(tail + where.len, NULL, 10);
	}
	buf_release(&where);
	if (!line)
		return err_set(err, FAIL_USAGE,
			       "'%s': %.*s; mend it, and run it again",
			       reading->name, len, what);
	return err_set(err, FAIL_USAGE, "%s:%d: %.*s; mend that line",
		       reading->name, line, len, what);
}

static int parse(struct reading *reading, struct err *err)
{
	if (git_config_new(&reading->config) < 0 ||
	    git_config_add_file_ondisk(reading->config, reading->path,
				       GIT_CONFIG_LEVEL_APP, NULL, 1) < 0 ||
	    git_config_iterator_new(&reading->entries, reading->config) < 0)
		return fail_parse(reading, err);
	return 0;
}

/*
 * Cut "rule.no-ai.kind" at its first and last dot, in place; a header has
 * no last part.
 */
static struct config_entry cut(char *name, bool is_header)
{
	struct config_entry entry = { .section = name };
	char *dot = is_header ? NULL : strrchr(name, '.');

	if (!is_header) {
		entry.section = dot ? name : "";
		entry.key = dot ? dot + 1 : name;
		if (dot)
			*dot = '\0';
		else
			return entry;
	}
	dot = strchr(name, '.');
	if (dot) {
		*dot = '\0';
		entry.subsection = dot + 1;
	}
	return entry;
}

static int visit_mark(const struct config_mark *mark, const char *value,
		      const struct config_visitor *visitor, struct err *err)
{
	char *name = xstrdup(mark->name);
	struct config_entry entry = cut(name, mark->is_header);
	int ret;

	entry.value = value;
	entry.line = mark->line;
	ret = visitor->visit(visitor->context, &entry, err);
	free(name);
	return ret;
}

/* True if libgit2's next entry is of that name; its value then. */
static bool next_value(struct reading *reading, const char *name,
		       const char **value_out)
{
	git_config_entry *entry = NULL;

	if (git_config_next(&entry, reading->entries) < 0 ||
	    entry->include_depth || strcmp(entry->name, name) != 0)
		return false;
	*value_out = entry->value;
	return true;
}

/* Each mark that is no header goes with the next entry of libgit2's. */
static int visit_all(struct reading *reading,
		     const struct config_visitor *visitor, struct err *err)
{
	git_config_entry *entry = NULL;
	bool same = true;

	for (size_t i = 0; same && i < reading->marks.n_items; i++) {
		const struct config_mark *mark = &reading->marks.items[i];
		const char *value = NULL;

		same = mark->is_header ||
		       next_value(reading, mark->name, &value);
		if (same && visit_mark(mark, value, visitor, err) < 0)
			return -1;
	}
	if (!same || git_config_next(&entry, reading->entries) == 0)
		return err_set(err, FAIL_WORLD,
			       "'%s' changed while it was read; run it again",
			       reading->name);
	return 0;
}

static int read_all(struct reading *reading,
		    const struct config_visitor *visitor, struct err *err)
{
	int ret;

	git_libgit2_init();
	config_scan(reading->text.data, reading->text.len, &reading->marks);
	ret = check_text(reading, err);
	if (ret == 0)
		ret = refuse_includes(reading, err);
	if (ret == 0)
		ret = parse(reading, err);
	if (ret == 0)
		ret = visit_all(reading, visitor, err);
	git_config_iterator_free(reading->entries);
	git_config_free(reading->config);
	config_marks_release(&reading->marks);
	git_libgit2_shutdown();
	return ret;
}

int config_file_read(const char *path, const struct config_visitor *visitor,
		     struct buf *text, struct err *err)
{
	struct reading reading = { .path = path,
				   .name = path,
				   .text = BUF_INIT };
	int ret = read_text(&reading, err);

	if (ret == 0)
		ret = read_all(&reading, visitor, err);
	if (ret == 0 && text)
		buf_add(text, reading.text.data, reading.text.len);
	buf_release(&reading.text);
	return ret;
}

/*
 * libgit2 reads nothing but files.  One that is in memory alone can be left
 * behind by no end of the program; where there is none of that kind, it is in
 * a folder for a while.
 */
struct text_file {
	FILE *file;
	struct scrap *scrap; /* NULL: in memory */
	struct buf path;
};

/* 0, or -1 where the system has no such files, or no path to them. */
static int open_in_memory(struct text_file *file)
{
	const int fd = memfd_create("git-provenance", MFD_CLOEXEC);

	if (fd < 0)
		return -1;
	buf_clear(&file->path);
	buf_addf(&file->path, "/proc/self/fd/%d", fd);
	if (access(file->path.data, R_OK) == 0)
		file->file = fdopen(fd, "w");
	if (!file->file)
		close(fd);
	return file->file ? 0 : -1;
}

static int open_in_folder(struct text_file *file, struct err *err)
{
	file->scrap = scrap_temporary();
	if (file->scrap) {
		buf_clear(&file->path);
		buf_addf(&file->path, "%s/text", scrap_path(file->scrap));
		file->file = fopen(file->path.data, "wxe");
	}
	if (file->file)
		return 0;
	return err_set(err, FAIL_WORLD,
		       "cannot make a temporary file: %s; set TMPDIR to a "
		       "folder that can be written",
		       strerror(errno));
}

/* The file stays open: one in memory is gone with its last descriptor. */
static int write_text(struct text_file *file, const struct buf *text,
		      struct err *err)
{
	if (open_in_memory(file) < 0 && open_in_folder(file, err) < 0)
		return -1;
	if (fwrite(text->data, 1, text->len, file->file) == text->len &&
	    fflush(file->file) == 0)
		return 0;
	return err_set(err, FAIL_WORLD,
		       "cannot write '%s'; make room there, or set TMPDIR to "
		       "another folder",
		       file->path.data);
}

static void text_file_release(struct text_file *file)
{
	if (file->file)
		fclose(file->file);
	if (file->scrap) {
		scrap_remove(scrap_path(file->scrap));
		scrap_end(file->scrap);
	}
	buf_release(&file->path);
}

int config_text_read(const char *name, const struct buf *text,
		     const struct config_visitor *visitor, struct err *err)
{
	struct text_file file = { .path = BUF_INIT };
	struct reading reading = { .name = name, .text = *text };
	int ret = write_text(&file, text, err);

	reading.path = file.path.data;
	if (ret == 0)
		ret = read_all(&reading, visitor, err);
	text_file_release(&file);
	return ret;
}
