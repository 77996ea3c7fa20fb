/* SPDX-License-Identifier: MIT */
#ifndef REPORT_FOLDER_H
#define REPORT_FOLDER_H
/*
 * folder - the files of a report, complete or not at all.
 *
 * Files are written to a new folder beside the wanted one, which takes its
 * name only when all of them are there: a failed run leaves the report of
 * the run before.  A folder that holds anything but a report is never
 * replaced.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"

struct folder;

/*
 * Begin a folder at path, which may hold an earlier report or nothing.
 * Free with folder_free, which throws away what folder_keep did not keep.
 */
int folder_open(const char *path, struct folder **folder_out, struct err *err);
void folder_free(struct folder *folder);

/*
 * Begin the file name, a path below the folder with at most one "/"; its
 * folder is made.  One is open at a time; end it with folder_close, which
 * tells write errors; err NULL only closes, for a file that failed otherwise.
 */
int folder_create(struct folder *folder, const char *name, FILE **file_out,
		  struct err *err);
int folder_close(struct folder *folder, FILE *file, struct err *err);

/* Go on with a file that was closed, or begin it; *is_there_out says which. */
int folder_append(struct folder *folder, const char *name, FILE **file_out,
		  bool *is_there_out, struct err *err);

/* Write a whole file. */
int folder_write(struct folder *folder, const char *name, const void *data,
		 size_t len, struct err *err);

/* The names so far, sorted; they live until the next folder_create. */
const char *const *folder_names(struct folder *folder, size_t *n_names_out);

/* Append the path at which a file can be read before folder_keep. */
void folder_path(const struct folder *folder, const char *name,
		 struct buf *out);

/* Put the new folder in the place of the old one. */
int folder_keep(struct folder *folder, struct err *err);

#endif
