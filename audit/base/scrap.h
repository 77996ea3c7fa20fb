/* SPDX-License-Identifier: MIT */
#ifndef BASE_SCRAP_H
#define BASE_SCRAP_H
/*
 * scrap - a folder that is of no use unless the program comes to its end.
 *
 * Where memory ends, exit is called in the midst of things, by any thread:
 * nobody comes back to clean up.  What is registered here is removed then,
 * without asking for memory.
 */

struct scrap;

/*
 * Make a folder as mkdtemp does, and remove it if the program exits for lack
 * of memory (see xalloc.h), where the C library can call back with the status.
 * NULL: errno says why there is none.  It is freed at exit.
 */
struct scrap *scrap_new(const char *template);

/* The folder for temporary files: TMPDIR, or /tmp where that is not set. */
const char *scrap_place(void);

/* The same as scrap_new, in that folder. */
struct scrap *scrap_temporary(void);

/* Where it is. */
const char *scrap_path(const struct scrap *scrap);

/* From now on, leave it; it may be gone. */
void scrap_end(struct scrap *scrap);

/*
 * Remove a folder, its files and folders, a few deep, as well as it goes and
 * without asking for memory; a link is removed, not followed.
 */
void scrap_remove(const char *path);

#endif
