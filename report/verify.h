/* SPDX-License-Identifier: MIT */
#ifndef REPORT_VERIFY_H
#define REPORT_VERIFY_H
/*
 * verify - is a folder what its manifest says, and the same as another?
 *
 * Findings are lines for a reader, with a final newline each; names in them
 * are harmless on a terminal.
 */
#include <stddef.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"
#include "report/manifest_read.h"

/*
 * Append a line for each file that is missing, changed, or additional to
 * those of the manifest; n_out is their number.
 */
int verify_files(const char *dir, const struct manifest_text *manifest,
		 struct buf *out, size_t *n_out, struct err *err);

/*
 * Compare a report with one that was made anew: the files of both manifests
 * by name, and manifest.json last, for it follows from the others.  Appends
 * the first difference: the file, its line and byte, and the two lines.
 * Returns 1 if there is one, 0 if all is the same byte for byte.
 */
int verify_same(const char *dir, const struct manifest_text *manifest,
		const char *anew, const struct manifest_text *anew_manifest,
		struct buf *out, struct err *err);

#endif
