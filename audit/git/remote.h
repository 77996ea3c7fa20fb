/* SPDX-License-Identifier: MIT */
#ifndef GIT_REMOTE_H
#define GIT_REMOTE_H
/*
 * remote - the address of a remote as others may see it.  A pure function.
 */
#include "audit/base/buf.h"

/*
 * Append "SCHEME://HOST/PATH" of an address of a remote: without user,
 * password, query and fragment, "git@host:path" as ssh://host/path.  Nothing
 * for a path of this machine, another scheme than https, http, ssh or git, or
 * one that is no address: it has a blank, a control character, or a byte
 * beyond ASCII.
 */
void remote_clean(const char *url, struct buf *out);

#endif
