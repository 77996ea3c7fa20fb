/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_READ_SUBJECT_H
#define REVERTS_READ_SUBJECT_H
/* read_subject - what the subject of a commit says of a revert.  Pure. */
#include "audit/reverts/read.h"

/* One reading of a subject; texts lie in the subject. */
struct read_subject {
	bool is_revert; /* false: it says nothing of the kind */
	enum revert_says says;
	enum revert_shape shape; /* N_SHAPES: it names nothing */
	enum revert_by by;
	const char *name; /* what it names */
	size_t name_len;
	const char *area; /* what stands before the verb: "hw/net: " */
	size_t area_len;  /* 0: nothing does */
	bool is_foreign;  /* a pull request, perhaps of another repository */
};

/* Read a subject. */
void read_subject(const char *subject, struct read_subject *read_out);

/* The length of a subject without " (#12)" at its end, once or more. */
size_t read_subject_len(const char *subject, size_t len);

#endif
