/* SPDX-License-Identifier: MIT */
#ifndef GIT_CONFIG_FILE_H
#define GIT_CONFIG_FILE_H
/*
 * config_file - a file in git-config syntax, read by libgit2's own parser
 * and handed over entry by entry, each with its line.
 *
 *     [rule "no-ai"]              section "rule", subsection "no-ai", key NULL
 *         kind = forbid-ai        the same, key "kind", value "forbid-ai"
 *
 * A file stands by itself: includes are refused, not read.
 */
#include "audit/base/buf.h"
#include "audit/base/err.h"

/* One header or entry; texts live until the visitor returns. */
struct config_entry {
	const char *section;    /* lower case; "": before the first header */
	const char *subsection; /* as written, escapes resolved; NULL: none */
	const char *key;        /* lower case; NULL: this is the header */
	const char *value;      /* NULL: a header, or a key without "=" */
	int line;               /* where the header or key stands, from 1 */
};

/* Who gets the entries. */
struct config_visitor {
	/* -1 with err filled ends the reading. */
	int (*visit)(void *context, const struct config_entry *entry,
		     struct err *err);
	void *context; /* passed on as it is */
};

/*
 * Read the file at path and visit its headers and entries in their order.
 * The text of the file is appended to text unless that is NULL.  -1 for what
 * the visitor refuses, and FAIL_USAGE, with file and line where there is
 * one: no such file, more than a MiB, no UTF-8, wrong syntax, an include.
 */
int config_file_read(const char *path, const struct config_visitor *visitor,
		     struct buf *text, struct err *err);

/*
 * The same for a text; name stands for the file in messages.  FAIL_WORLD if
 * the system has neither files in memory nor room for a temporary one:
 * libgit2 reads nothing else.
 */
int config_text_read(const char *name, const struct buf *text,
		     const struct config_visitor *visitor, struct err *err);

#endif
