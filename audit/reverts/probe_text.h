/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_TEXT_H
#define REVERTS_PROBE_TEXT_H
/*
 * probe_text - files as hashes of their lines, and a store of the last ones
 * that were read.
 *
 * Lines are compared by 64 bits: what follows from texts is exact but for one
 * pair of different lines in 10^19.  A line has its newline in it, so a last
 * line without one differs from the same line with one, as in git.
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/git/repository.h"

/* A file; belongs to the store. */
struct probe_text {
	const uint64_t *lines; /* n_lines hashes, never 0 */
	uint32_t n_lines;
	bool is_here;   /* false: missing or damaged; there are no lines */
	bool is_binary; /* as git sees it; there are no lines */
};

struct probe_texts;

/* A store for one thread, which reads with repo. */
struct probe_texts *probe_texts_new(struct repository *repo);
void probe_texts_free(struct probe_texts *texts);

/* The text of a blob; stays until the next probe_texts_trim. */
const struct probe_text *probe_texts_get(struct probe_texts *texts,
					 const struct oid *blob);

/* Forget the texts that were not asked for the longest, if there are many. */
void probe_texts_trim(struct probe_texts *texts);

/* Hashes of lines, to be reused; all zero is none.  Freed with free(at). */
struct probe_hashes {
	uint64_t *at;
	size_t n_alloc; /* there is room for */
};

/* The hashes of the lines of n bytes, from out->at.  Returns how many. */
size_t probe_text_hash(const char *data, size_t n, struct probe_hashes *out);

#endif
