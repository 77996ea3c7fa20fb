/* SPDX-License-Identifier: MIT */
#ifndef REPORT_EARLIER_H
#define REPORT_EARLIER_H
/*
 * earlier - what a report is compared to: a report.json of the same
 * repositories and scope, or the time before a day.
 *
 * The file is a stranger's: what is taken of it are numbers, a time and the
 * names of measures, bound as parameters of queries.
 */
#include <stddef.h>

#include "audit/base/buf.h"
#include "audit/base/opt.h"
#include "audit/db/db.h"
#include "audit/db/question.h"
#include "audit/db/scope.h"

struct earlier;

/* The report that is made; all is the caller's. */
struct earlier_subject {
	const struct scope *scope;
	const char *const *repos; /* names, n_repos of them */
	size_t n_repos;
};

/*
 * what: a day or Unix seconds, else a file.  Fails with FAIL_USAGE for a file
 * that is not there, and where it is no report.json, of a version that is not
 * known, of other repositories (none of the subject's is in it, or its tip is
 * not in the database), or of another area, path, author, tier or policy.
 */
int earlier_open(const char *what, const struct earlier_subject *subject,
		 struct db *db, struct earlier **earlier_out, struct err *err);
/* NULL is fine. */
void earlier_free(struct earlier *earlier);

/*
 * Add "then=...", "before=..." and "after=..." for a repository, those of them
 * that the question takes; the texts live as long as earlier.
 */
void earlier_params(const struct earlier *earlier, const char *repo,
		    const struct question *question, struct opt_texts *params);

/* Append what then is for a repository, and what now, as sentences. */
void earlier_describe(const struct earlier *earlier, const char *repo,
		      struct buf *out);

#endif
