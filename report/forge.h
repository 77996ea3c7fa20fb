/* SPDX-License-Identifier: MIT */
#ifndef REPORT_FORGE_H
#define REPORT_FORGE_H
/*
 * forge - addresses of commits on the site that hosts a project.  They are
 * never fetched; only whoever reads the report may follow one.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/base/buf.h"
#include "audit/base/err.h"
#include "audit/base/opt.h"

/*
 * Check the options "TEMPLATE" and "REPO=TEMPLATE".  A template is such as
 * "https://example.org/project/commit/{oid}": https, a host, {oid} behind it,
 * and nothing but letters, digits and -._~/?#&=+%:@, so that it can stand in a
 * page or a mail as it is; or "none".  FAIL_USAGE.
 */
int forge_check(const struct opt_texts *options, struct err *err);

/*
 * The last of these templates that is for the repository, "" where it is
 * "none"; NULL: there is none for it.
 */
const char *forge_find(const struct opt_texts *options, const char *repo);

/*
 * Append the template of a well-known site for a repository by the address of
 * its remote, as audit keeps it; nothing where the site is not known, or what
 * is behind it would not be taken as an option.
 */
void forge_guess(const char *remote, struct buf *out);

/* Append the address of a commit; the template was checked. */
void forge_add_url(const char *template, const char *oid, struct buf *out);

#endif
