/* SPDX-License-Identifier: MIT */
#ifndef GIT_MESSAGE_H
#define GIT_MESSAGE_H
/*
 * message - what git reads out of the text of a commit message.
 *
 * A message is the bytes after the blank line that ends a commit's headers.
 * Pure functions; a message may be empty, lack a final newline, hold CRs
 * and bytes that are no UTF-8.  As for git it ends before its first NUL.
 */
#include <stddef.h>
#include <stdint.h>

#include "audit/base/buf.h"

/* The length of a message of size bytes without a first NUL and the rest. */
size_t message_len(const char *text, size_t size);

/*
 * Where the first line that is not blank starts; message_len() if there is
 * none.
 */
size_t message_start(const char *text, size_t size);

/*
 * Append the subject, as git's %s prints it: the lines of the first
 * paragraph, spaces at their ends dropped, joined with one blank each.
 * Spaces at the start of a line stay.  Nothing for a blank message.
 */
void message_subject(const char *text, size_t size, struct buf *subject);

/*
 * The number N of a subject that ends in " (#N)", the mark that GitHub puts
 * on a squash merge; 0 where there is none.  N has no leading zero and at
 * most 18 digits, and something stands before the mark.
 */
int64_t message_pull_request(const char *subject, size_t len);

#endif
