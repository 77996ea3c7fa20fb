/* SPDX-License-Identifier: MIT */
#include "audit/git/merge_file.h"

#include <git2.h>
#include <string.h>

#include "audit/git/linecount.h"

static enum merge_outcome merge(const struct object *base,
				const struct object *ours,
				const struct object *theirs)
{
	const git_merge_file_input inputs[] = {
		{ GIT_MERGE_FILE_INPUT_VERSION, (const char *)base->data,
		  base->len, NULL, 0 },
		{ GIT_MERGE_FILE_INPUT_VERSION, (const char *)ours->data,
		  ours->len, NULL, 0 },
		{ GIT_MERGE_FILE_INPUT_VERSION, (const char *)theirs->data,
		  theirs->len, NULL, 0 },
	};
	git_merge_file_result result = { 0 };
	enum merge_outcome outcome = MERGE_CONFLICT;

	if (git_merge_file(&result, &inputs[0], &inputs[1], &inputs[2], NULL) <
	    0)
		return MERGE_CONFLICT;
	if (result.automergeable)
		outcome = result.len == ours->len &&
					  (!result.len ||
					   memcmp(result.ptr, ours->data,
						  result.len) == 0)
				  ? MERGE_SAME
				  : MERGE_CLEAN;
	git_merge_file_result_free(&result);
	return outcome;
}

enum merge_outcome merge_file(struct repository *repo,
			      const struct merge_blobs *blobs)
{
	const struct oid *const oids[] = { &blobs->base, &blobs->ours,
					   &blobs->theirs };
	struct object objects[3] = { 0 };
	enum merge_outcome outcome = MERGE_MISSING;
	bool is_text = true;
	size_t n = 0;

	while (n < 3 &&
	       repository_read(repo, oids[n], &objects[n], NULL) == 0) {
		is_text = is_text &&
			  !linecount_is_binary(objects[n].data, objects[n].len);
		n++;
	}
	if (n == 3)
		outcome = is_text ? merge(&objects[0], &objects[1], &objects[2])
				  : MERGE_CONFLICT;
	while (n)
		object_release(&objects[--n]);
	return outcome;
}
