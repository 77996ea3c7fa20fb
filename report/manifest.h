/* SPDX-License-Identifier: MIT */
#ifndef REPORT_MANIFEST_H
#define REPORT_MANIFEST_H
/*
 * manifest - manifest.json: what a report is, what it was made from, and the
 * SHA-256 of every other file of it.  It holds no clock, and of the machine
 * the fonts that text was set in.
 */
#include <stdbool.h>

#include "audit/base/opt.h"
#include "audit/db/db.h"
#include "report/folder.h"
#include "report/sections.h"

/* Texts are the caller's. */
struct manifest {
	const char *version; /* of git-provenance */
	const char *title;
	const char *fonts; /* JSON: what text is set in, and by which files */
	const struct opt *opts; /* of the command that makes the report */
	const void *config;     /* what they were read into */
	struct section_choice choice;
};

/* Write manifest.json over the files that the folder holds so far. */
int manifest_write(const struct manifest *manifest, struct db *db,
		   struct folder *folder, struct err *err);

/* True if the manifest records the option of this name. */
bool manifest_records(const struct opt *opts, const char *name);

#endif
