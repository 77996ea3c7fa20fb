/* SPDX-License-Identifier: MIT */
#ifndef POLICY_AREAS_H
#define POLICY_AREAS_H
/*
 * areas - which part of the project, with which owners, a path and a change
 * belong to: fills areas, area_patterns, area_people, path_areas and
 * commit_areas of one repository from owners_files, paths and changes.
 *
 * Every area is in areas once by its name, over all versions of the owners'
 * file; its patterns and people have one row for each time without a gap.
 * path_areas speaks of the version in force at the tip; a path that it
 * leaves out is in the area "(none)".  Ids follow a rule (first version,
 * then place in the file; folders by their first path), so that many small
 * runs and a single one give the same rows.
 */
#include <stdbool.h>
#include <stdint.h>

#include "audit/base/err.h"
#include "audit/db/db.h"
#include "audit/git/repository.h"

/*
 * Check a SPEC of --areas:
 *   ""             MAINTAINERS, else CODEOWNERS, else folder:1
 *   "maintainers"  sections of MAINTAINERS
 *   "codeowners"   patterns of CODEOWNERS
 *   "folder:N"     the first N folders of a path, N from 1 to 99; files at
 *                  the top are in "(top)"
 *   "file:PATH"    a file outside of the tree in either of the two formats
 * FAIL_USAGE with these forms for anything else.
 */
int areas_spec_check(const char *spec, struct err *err);

/*
 * The paths in a tree where owners' files stand, ended by NULL: each
 * mainline version of each of them belongs in owners_files.
 */
const char *const *areas_owner_paths(void);

/*
 * Bring the tables of a repository up to date; call it in a transaction.
 *
 * repo: where versions are read that owners_files names by their blob; NULL
 * where there are none.
 *
 * spec is one that areas_spec_check took.  For "file:PATH" the text of the
 * file stands in owners_files with that path and commit_id NULL.  "" takes
 * MAINTAINERS, else CODEOWNERS, only if it is in force at the tip and has
 * parts (owners.h).  What was taken goes to repos.areas_from, as a spec.
 *
 * is_new_history false says that no fact came in since the last call: then
 * nothing happens unless spec asks for other areas or for a file.  Facts of
 * commits that already have areas are taken as unchanged: areas_forget
 * before, where they are not.  FAIL_USAGE where the owners' file that spec
 * names was never there, FAIL_WORLD from the database.
 */
int areas_derive(struct db *db, int64_t repo_id, struct repository *repo,
		 const char *spec, bool is_new_history, struct err *err);

/*
 * For a spec "file:PATH": put the text of that file into owners_files.  Other
 * specs: nothing.
 */
int areas_read_file(struct db *db, int64_t repo_id, const char *spec_text,
		    struct err *err);

/*
 * Delete every row that areas_derive made for a repository, so that the
 * next call makes them anew.
 */
int areas_forget(struct db *db, int64_t repo_id, struct err *err);

#endif
