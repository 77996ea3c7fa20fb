/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_JSON_H
#define EVIDENCE_JSON_H
/*
 * json - just enough of JSON to look into notes and trace files.
 *
 * Nothing is built and nothing recurses: a value is a piece of the text, and
 * what is inside of it is read on demand.  So memory is constant, and depth
 * costs nothing.  Of text that is not JSON some part or nothing is read.
 */
#include "audit/base/buf.h"
#include "audit/evidence/span.h"

/* The inside of an object or an array; empty for any other value. */
struct span json_inside(struct span value);

/*
 * Cut the next member off the inside of an object; false at its end.  Key and
 * value are as written, a key without its quotes.
 */
bool json_member(struct span *inside, struct span *key_out,
		 struct span *value_out);

/* Cut the next item off the inside of an array; false at its end. */
bool json_item(struct span *inside, struct span *value_out);

/* The value of a member, or an empty span.  key is a plain word. */
struct span json_get(struct span object, const char *key);

/* A string without its quotes, escapes as written; empty for others. */
struct span json_string(struct span value);

/*
 * Append what json_string gave with its escapes resolved.  Half of a pair and
 * U+0000 become U+FFFD; what is no escape stays.  Valid text stays valid.
 */
void json_text(struct span string, struct buf *buf);

/* A whole number; 0 for others and for one above 10^9. */
long json_number(struct span value);

#endif
