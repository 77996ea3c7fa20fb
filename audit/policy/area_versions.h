/* SPDX-License-Identifier: MIT */
#ifndef POLICY_AREA_VERSIONS_H
#define POLICY_AREA_VERSIONS_H
/*
 * area_versions - the versions of a repository's owners' file, read from
 * owners_files into an area_history.  Where a project has CODEOWNERS in
 * several places, or moved it, the one that GitHub would take counts.
 */
#include "audit/db/db.h"
#include "audit/git/repository.h"
#include "audit/policy/area_history.h"
#include "audit/policy/areas_spec.h"

/* Where the versions come from. */
struct area_facts {
	struct db *db;
	int64_t repo_id;
	struct repository *repo; /* for texts that owners_files only names by
				  * their blob; NULL: those are unknown */
};

/*
 * What a spec means for a repository: AREAS_AUTO becomes what the tip has;
 * any other stays.
 */
int area_versions_resolve(const struct area_facts *facts,
			  const struct areas_spec *spec,
			  struct areas_spec *resolved_out, struct err *err);

/* The owners' file at the tip; release with area_versions_release. */
struct area_tip {
	struct owners *owners; /* NULL: none at the tip */
	char *text;            /* that owners points into; or NULL */
};

/* Free what tip owns; it is empty afterwards. */
void area_versions_release(struct area_tip *tip);

/*
 * Read all versions of what spec (maintainers, codeowners or file) names
 * into history, which is empty.  FAIL_USAGE if there never was any.
 */
int area_versions_read(const struct area_facts *facts,
		       const struct areas_spec *spec,
		       struct area_history *history, struct area_tip *tip_out,
		       struct err *err);

#endif
