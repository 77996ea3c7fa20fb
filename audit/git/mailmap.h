/* SPDX-License-Identifier: MIT */
#ifndef GIT_MAILMAP_H
#define GIT_MAILMAP_H
/*
 * mailmap - which person an identity belongs to, by git's rules.
 *
 * A line is one of
 *
 *     Proper Name <commit@mail>
 *     <proper@mail> <commit@mail>
 *     Proper Name <proper@mail> <commit@mail>
 *     Proper Name <proper@mail> Commit Name <commit@mail>
 *
 * Commit mails and names match without regard to the case of A-Z.  A # makes
 * a comment at the very start of a line only.  What a line cannot be read as
 * is skipped; what follows the second mail is ignored.
 *
 * Texts are added in git's order: .mailmap of the tip, then the blob of
 * mailmap.blob, then the file of mailmap.file.  Of two lines for one commit
 * mail the later wins, per field where they have no commit name: a line
 * without a proper name leaves the name that an earlier one gave.
 */
#include <stdbool.h>
#include <stddef.h>

/*
 * A map; grows by mailmap_add, and then any number of threads may resolve.
 */
struct mailmap;

struct mailmap *mailmap_new(void);
void mailmap_free(struct mailmap *map);

/*
 * Add the lines of a text, copied.  Like git's for a blob it ends before its
 * first NUL, and lines may be of any length (git cuts those of a *file* at
 * 1023 bytes).
 */
void mailmap_add(struct mailmap *map, const char *text, size_t len);

/*
 * The proper name and mail of a commit's name and mail.  Gives back the
 * arguments themselves where the map does not change them, else strings that
 * live as long as the map.  True if a line of the map matched.
 */
bool mailmap_resolve(const struct mailmap *map, const char *name,
		     const char *email, const char **name_out,
		     const char **email_out);

#endif
