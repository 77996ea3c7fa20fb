/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_MARKS_H
#define REVERTS_PROBE_MARKS_H
/*
 * probe_marks - which lines follow each other in a text, as a set of marks.
 *
 * A mark is a hash of two neighbours; the head and the end of a file count as
 * lines.  Lines of which one mark is not in a text do not stand in it: so one
 * mark, kept, can rule out what would take two files to find.  A mark may be
 * taken for one that is there, never for one that is not.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/git/oid.h"
#include "audit/reverts/life.h"

/* The marks of the last text that was read; all zero is none. */
struct probe_marks {
	struct oid blob;
	uint64_t *bits; /* owned */
	size_t n_words; /* of bits, a power of two; 0: no text was read */
	size_t n_alloc;
};

void probe_marks_release(struct probe_marks *marks);

/* Take those of a text, the lines of a blob; nothing if it was the last. */
void probe_marks_read(struct probe_marks *marks, const struct oid *blob,
		      struct probe_lines text);

/*
 * Marks of one hunk, as it stands and undone: enough of them to tell of most
 * texts that it shows in neither way.  0 ends a list; all zero is none.
 */
enum { PROBE_SIGNS_MAX = 4 };
struct probe_signs {
	uint32_t stands[PROBE_SIGNS_MAX], undone[PROBE_SIGNS_MAX];
};

/*
 * One mark for either, of which neither is there; false if there are none and
 * signs_out is untouched.
 */
bool probe_marks_gone(const struct probe_marks *marks,
		      const struct life_hunk *hunk,
		      struct probe_signs *signs_out);

/* Some of either, whether they are there or not. */
struct probe_signs probe_marks_some(const struct life_hunk *hunk);

/* Is one of either not there?  Never true of no signs. */
bool probe_marks_rule_out(const struct probe_marks *marks,
			  const struct probe_signs *signs);

#endif
