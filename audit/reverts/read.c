/* SPDX-License-Identifier: MIT */
/*
 * A message is read line by line, and within a line from verb to verb:
 *
 *	Revert "x" (#12)                      subject: read_subject
 *
 *	This reverts commit 1234567 ("x"),    verb, fillers, name, parenthesis
 *	89abcde and fedcba9.                  further names
 *
 *	* Revert "y"                          a list of a squash merge:
 *                                            what follows is no history
 *	This reverts commit 7654321.
 */
#include "audit/reverts/read.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/buf.h"
#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/reverts/read_name.h"
#include "audit/reverts/read_sentence.h"

enum { TEXT_MAX = 1000, CLAIMS_MAX = 2000 };

void revert_claims_release(struct revert_claims *claims)
{
	free(claims->items);
	arena_release(&claims->texts);
	memset(claims, 0, sizeof(*claims));
}

/* --- claims --- */

static const char *copy(struct revert_claims *claims, const char *text,
			size_t len)
{
	return arena_copy(&claims->texts, text, len);
}

const char *reading_copy_id(struct reading *reading, const char *digits,
			    size_t len)
{
	char *low = arena_copy(&reading->claims->texts, digits, len);

	for (size_t i = 0; i < len; i++)
		low[i] = ascii_lower(low[i]);
	return low;
}

/* The current line, and the next one where the name stands there. */
static const char *copy_text(struct reading *reading, const char *name)
{
	const char *line = reading->line, *end = read_line_end(line);
	size_t len;

	if (*end && name > end && name <= read_line_end(end + 1))
		end = read_line_end(end + 1);
	len = ascii_trimmed_len(line, (size_t)(end - line));
	if (len > TEXT_MAX) {
		len = TEXT_MAX;
		while (((unsigned char)line[len] & 0xc0) == 0x80)
			len--;
	}
	return copy(reading->claims, line, len);
}

struct revert_claim *reading_add(struct reading *reading,
				 enum revert_shape shape, enum revert_by by,
				 const char *name, size_t len)
{
	struct revert_claims *claims = reading->claims;
	struct revert_claim *claim;

	claims->items = xgrow(claims->items, claims->n, &claims->n_alloc,
			      sizeof(*claims->items));
	claim = &claims->items[claims->n++];
	*claim = (struct revert_claim){
		.shape = shape,
		.by = by,
		.name = by == BY_ID ? reading_copy_id(reading, name, len)
				    : copy(claims, name, len),
		.line = reading->number,
		.text = copy_text(reading, name),
	};
	return claim;
}

/* --- the list of a squash merge --- */

/* Does a line say "* Revert ..." or "* Reapply ..."? */
static bool is_revert_item(const char *line)
{
	return strncmp(line, "* Revert ", 9) == 0 ||
	       strncmp(line, "* Reapply ", 10) == 0;
}

/*
 * The first of the lines "* subject" that stand alone between empty lines,
 * where there are two or one of them reverts; NULL: no such list.  A list
 * of reasons has its lines together.
 */
static const char *find_squash(const char *message)
{
	const char *first = NULL;
	bool after_blank = false, is_list = false;

	for (const char *at = message; *at;) {
		const char *end = read_line_end(at);
		const char *next = *end ? end + 1 : end;
		bool is_blank = at[strspn(at, " \t\r")] == '\n';

		if (after_blank && strncmp(at, "* ", 2) == 0 &&
		    (!*next || next[strspn(next, " \t\r")] == '\n')) {
			is_list = is_list || first || is_revert_item(at);
			first = first ? first : at;
		}
		after_blank = is_blank;
		at = next;
	}
	return is_list ? first : NULL;
}

static void read_body(struct reading *reading, const char *at)
{
	while (*at) {
		const char *done;

		reading->line = at;
		done = read_sentences(reading);
		/* what a claim took of further lines is not read again */
		do {
			at = read_line_end(at);
			at += *at == '\n';
			reading->number++;
		} while (*at && at <= done && read_line_end(at) < done);
	}
}

/* --- the subject --- */

static void add_subject(struct reading *reading)
{
	const struct read_subject *subject = &reading->subject;
	struct revert_claim *claim;

	if (!subject->is_revert || subject->shape == N_SHAPES)
		return;
	claim = reading_add(reading, subject->shape, subject->by, subject->name,
			    subject->name_len);
	claim->says = subject->says;
	claim->is_fallback = true;
	claim->is_weak = subject->shape == SHAPE_CONVENTIONAL ||
			 subject->shape == SHAPE_FREE ||
			 subject->shape == SHAPE_SUBJECT_ID ||
			 subject->shape == SHAPE_PULL_REQUEST ||
			 subject->shape == SHAPE_URL;
	claim->must_agree = claim->is_weak && subject->by != BY_ID;
}

/* "area: revert what" may mean "area: what". */
static void add_area_subject(struct reading *reading)
{
	const struct read_subject *subject = &reading->subject;
	struct revert_claim *claim;
	char *name;

	if (!subject->is_revert || subject->shape != SHAPE_FREE ||
	    !subject->area_len)
		return;
	name = xmalloc(subject->area_len + subject->name_len);
	memcpy(name, subject->area, subject->area_len);
	memcpy(name + subject->area_len, subject->name, subject->name_len);
	claim = reading_add(reading, SHAPE_FREE, subject->by, name,
			    subject->area_len + subject->name_len);
	claim->says = subject->says;
	claim->is_weak = claim->must_agree = claim->is_fallback = true;
	free(name);
}

/* A fix and a revert of one commit are two things, and so is a squash's. */
static void add_key(const struct revert_claim *claim, struct buf *key)
{
	buf_clear(key);
	buf_addf(key, "%d%d%d ", claim->shape == SHAPE_FIXES,
		 claim->shape == SHAPE_SQUASH, (int)claim->by);
	buf_add_str(key, claim->name);
}

/* Each name once: the first to name it says most. */
static void drop_repeated(struct revert_claims *claims, size_t first)
{
	struct bytemap known = { 0 };
	struct buf key = BUF_INIT;
	size_t n = claims->n;

	claims->n = first;
	for (size_t i = first; i < n; i++) {
		add_key(&claims->items[i], &key);
		if (bytemap_get(&known, key.data, key.len, 0))
			continue;
		bytemap_set(&known, key.data, key.len, 1);
		claims->items[claims->n++] = claims->items[i];
	}
	buf_release(&key);
	bytemap_release(&known);
}

void revert_read(struct revert_claims *claims, const char *subject,
		 const char *message)
{
	struct reading reading = { .claims = claims,
				   .squash = find_squash(message),
				   .number = 1,
				   .n_max = claims->n + CLAIMS_MAX };
	size_t first = claims->n;
	const char *at = message;

	read_subject(subject, &reading.subject);
	for (; *at == '\n'; at++)
		reading.number++;
	/* the subject is not read as a sentence, but what follows it is */
	at = read_line_end(at);
	at += *at == '\n';
	reading.number++;
	read_body(&reading, at);
	reading.number = 1;
	reading.line = subject;
	add_subject(&reading);
	add_area_subject(&reading);
	if (claims->n > first + 1)
		drop_repeated(claims, first);
}

/* --- words --- */

const char *revert_shape_name(enum revert_shape shape)
{
	static const char *const names[N_SHAPES] = {
		"standard",     "reference", "merge",        "plural",
		"sentence",     "subject",   "subject-cut",  "subject-id",
		"conventional", "free",      "pull-request", "url",
		"refs",         "svn",       "change-id",    "squash",
		"contents",     "fixes",
	};

	return names[shape];
}

const char *revert_says_name(enum revert_says says)
{
	static const char *const names[] = { "revert", "reapply", "partial" };

	return names[says];
}

const char *revert_by_name(enum revert_by by)
{
	static const char *const names[] = { "id",       "subject", "head",
					     "reverted", "pull",    "nothing" };

	return names[by];
}
