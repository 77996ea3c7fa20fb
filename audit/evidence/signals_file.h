/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_SIGNALS_FILE_H
#define EVIDENCE_SIGNALS_FILE_H
/*
 * signals_file - rows that a user adds to the catalogue, or takes out.
 *
 *     [signal "Robo"]                    a tool
 *         kind = email                   as in the table signals
 *         matcher = robo@robo.example
 *         class = identity               by default what fits the kind
 *         tool = Robo                    by default what the header says
 *     [signal]
 *         remove = noreply@openai.com    the rows with that matcher
 *     [ai]                               the same in short, in policies too
 *         tool = IBM Bob                 a whole name
 *         email = robo@robo.example
 *         slug = robo[bot]
 *         key = Robo-Session             a trailer, whatever its value
 *         footer = Generated with Robo
 *         not-tool = Cursor              all rows of that tool
 *         not-email = jane@doe.org       a person, whatever the name
 */
#include "audit/base/buf.h"
#include "audit/evidence/catalogue.h"

/*
 * Change a catalogue, not sealed, as a text says.  name stands for the file
 * in messages.  is_policy: sections of other names are not ours; else they
 * are errors.  FAIL_USAGE with file and line for what is wrong.
 */
int signals_file_apply(struct catalogue *catalogue, const char *name,
		       const struct buf *text, bool is_policy, struct err *err);

/* Append the text of a file of signals, after a check of all of it. */
int signals_file_read(const char *path, struct buf *text, struct err *err);

#endif
