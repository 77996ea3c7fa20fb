/* SPDX-License-Identifier: MIT */
#ifndef GIT_CONFIG_SCAN_H
#define GIT_CONFIG_SCAN_H
/*
 * config_scan - on which line each header and key of a text in git-config
 * syntax stands: what libgit2's parser does not tell.
 *
 * It counts what that parser counts, in its order, and reads no values.
 */
#include <stddef.h>

/* A header or a key. */
struct config_mark {
	char *name;    /* a header: "rule" or "rule.no-ai"; a key: with its
			* header, "rule.no-ai.kind"; owned */
	int line;      /* from 1 */
	int is_header; /* 1: nothing of libgit2 stands for it */
};

/* All of a text; an embedded value, { 0 } is empty. */
struct config_marks {
	struct config_mark *items; /* n_items of them; owned */
	size_t n_items, n_alloc;
	int bad_escape; /* line of the first backslash before anything but
			 * n t b " \ and the end of the line; 0: none */
};

/*
 * Scan a text into marks, which is empty.  Where a header or key cannot be
 * read the scan ends: libgit2 says what is wrong there.
 */
void config_scan(const char *text, size_t len, struct config_marks *marks);
void config_marks_release(struct config_marks *marks);

#endif
