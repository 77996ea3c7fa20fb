/* SPDX-License-Identifier: MIT */
#ifndef REPORT_MANIFEST_READ_H
#define REPORT_MANIFEST_READ_H
/*
 * manifest_read - the manifest.json of a report that somebody hands over.
 *
 * What it says is a stranger's: its files are below the report's folder and
 * its options are those of the table, or it is refused.
 */
#include <stddef.h>
#include <stdint.h>

#include "audit/base/err.h"
#include "audit/base/opt.h"
#include "report/digest.h"

/* A file of the report, as it was when it was written. */
struct manifest_file {
	char *path; /* below the report's folder; owned */
	char sha256[DIGEST_HEX + 1];
};

/* All that verifying needs; release with manifest_text_release. */
struct manifest_text {
	char *version;  /* of the git-provenance that wrote it; owned */
	char *fonts;    /* JSON of what it was set in; owned; NULL: it does not
			   say */
	int64_t schema; /* of the database that it was made from */
	struct manifest_file *files; /* by path; owned */
	size_t n_files, n_alloc;
	char **args; /* the options, as "--name=value"; owned */
	size_t n_args, n_args_alloc;
};

/*
 * Read DIR/manifest.json.  FAIL_WORLD where there is none, where it is no
 * manifest of a report, names a place outside of DIR, or has an option that
 * is not in opts: then a newer version wrote it.
 */
int manifest_read(const char *dir, const struct opt *opts,
		  struct manifest_text *text_out, struct err *err);
void manifest_text_release(struct manifest_text *text);

#endif
