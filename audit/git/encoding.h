/* SPDX-License-Identifier: MIT */
#ifndef GIT_ENCODING_H
#define GIT_ENCODING_H
/*
 * encoding - the text of a commit in UTF-8, as git log prints it there.
 *
 * A commit may name its encoding in a header.  git converts the whole object
 * (names and message at once) with iconv, and where one byte of it cannot be
 * converted, or the name is unknown, it leaves all of it as it is.  So the
 * object is converted first, and headers and message are read from the
 * result.  Which names are known depends on the iconv of the machine.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/base/buf.h"

/*
 * A converter that keeps the iconv descriptor of the encoding it met last,
 * because opening one costs more than a conversion.  For one thread at a
 * time; each thread has its own.
 */
struct encoding;

struct encoding *encoding_new(void);
void encoding_free(struct encoding *encoding);

/*
 * The value of the "encoding" header of a raw commit object, or NULL if it
 * has none; points into commit, its length goes to *len_out.
 */
const char *encoding_header(const char *commit, size_t len, size_t *len_out);

/*
 * Append data, which is in the encoding called name, to out in UTF-8.
 * False, and out as it was, when git would take the bytes as they are: the
 * name is one of UTF-8 ("utf8", "UTF-8", ... ) or unknown, or a sequence is
 * invalid or incomplete.  A name without letters or digits, which iconv
 * takes for that of the locale, is unknown here.
 */
bool encoding_convert(struct encoding *encoding, const char *name,
		      const void *data, size_t len, struct buf *out);

/*
 * Append a raw commit object, which ends before its first NUL, to out in
 * UTF-8 by its encoding header; the header itself stays.  False, and out as
 * it was, where the object is to be taken as it is.
 *
 * That is also so where the first line would change, as for UTF-16 or
 * EBCDIC: such an object is not in the encoding that it claims, and git
 * makes rubbish of it (2.39 even prints memory from behind it).
 */
bool encoding_convert_commit(struct encoding *encoding, const char *commit,
			     size_t len, struct buf *out);

/*
 * Append a raw commit object to out as git log has it: ended before its
 * first NUL, converted by encoding_convert_commit if that can be.  It may be
 * ill-formed.
 */
void encoding_decode_commit(struct encoding *encoding, const char *commit,
			    size_t len, struct buf *out);

#endif
