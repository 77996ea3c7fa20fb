/* SPDX-License-Identifier: MIT */
#ifndef GIT_SIGNATURE_H
#define GIT_SIGNATURE_H
/*
 * signature - the value of a commit's author or committer header,
 * "Name <mail> 1234567890 +0200", read as git log reads it, also where it
 * is broken.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any zone that signature_read writes, with its NUL. */
enum { SIGNATURE_ZONE_MAX = 16 };

/*
 * A value; the texts point into the line that was read and end with no NUL.
 * A line that names no person has both texts empty.
 */
struct signature {
	const char *name; /* git's %an: spaces at its end dropped */
	size_t name_len;
	const char *email; /* git's %ae: from the first < to the first > */
	size_t email_len;
	bool has_time; /* false: git prints nothing for %ad */
	int64_t at; /* Unix seconds, 0 or more; 0 if the number is too large */
	char zone[SIGNATURE_ZONE_MAX]; /* as --date=raw, "+0200"; "" if none */
};

/*
 * Read the value of a header, without its newline.  A time needs digits and
 * a zone with sign and digits after the last >; otherwise there is none (so
 * a negative time is none).  A time that does not fit 63 bits is 0 in zone
 * +0000, as %ad prints it (%at prints its digits); a zone that does not fit
 * an int is +0000.  Always fills signature; false if the line lacks < or a >
 * after it, and so names no person: git does not ask the mailmap then.
 */
bool signature_read(const char *line, size_t len, struct signature *signature);

#endif
