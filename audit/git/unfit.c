/* SPDX-License-Identifier: MIT */
#include "audit/git/unfit.h"

#include <string.h>

static const char *const reasons[N_UNFIT] = {
	[UNFIT_NO_COMMIT] = "not a commit",
	[UNFIT_NO_TREE] = "not a tree",
	[UNFIT_NO_BLOB] = "not a blob",
	[UNFIT_COMMIT] = "a damaged commit",
	[UNFIT_TREE] = "a damaged tree",
	[UNFIT_DEEP] = "trees nested too deep",
	[UNFIT_MANY] = "more changed paths than can be read",
};

const char *unfit_name(enum unfit reason)
{
	return reasons[reason];
}

const char *unfit_say(struct repository *repo, const struct oid *oid,
		      enum unfit reason)
{
	return repository_has(repo, oid) ? reasons[reason]
					 : "its bytes are not those of its id";
}

bool unfit_is(const char *why)
{
	for (int i = 0; i < N_UNFIT; i++)
		if (strcmp(why, reasons[i]) == 0)
			return true;
	return false;
}
