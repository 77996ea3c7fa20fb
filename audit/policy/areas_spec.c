/* SPDX-License-Identifier: MIT */
#include "audit/policy/areas.h"

#include <string.h>

#include "audit/policy/areas_spec.h"

/* GitHub's precedence; GitLab's own folder comes last. */
static const char *const owner_paths[] = {
	"MAINTAINERS",     ".github/CODEOWNERS", "CODEOWNERS",
	"docs/CODEOWNERS", ".gitlab/CODEOWNERS", NULL,
};

const char *const *areas_owner_paths(void)
{
	return owner_paths;
}

/* One or two digits, no leading zero: 1 to 99; 0 for anything else. */
static int read_depth(const char *text)
{
	int depth = 0;

	if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 2 ||
	    *text == '0')
		return 0;
	for (; *text; text++)
		depth = depth * 10 + (*text - '0');
	return depth;
}

int areas_spec_read(const char *spec, struct areas_spec *out, struct err *err)
{
	struct areas_spec read = { AREAS_AUTO, 0, NULL };

	if (strcmp(spec, "maintainers") == 0) {
		read.from = AREAS_MAINTAINERS;
	} else if (strcmp(spec, "codeowners") == 0) {
		read.from = AREAS_CODEOWNERS;
	} else if (strncmp(spec, "folder:", 7) == 0) {
		read.from = AREAS_FOLDER;
		read.depth = read_depth(spec + 7);
	} else if (strncmp(spec, "file:", 5) == 0) {
		read.from = AREAS_FILE;
		read.path = spec + 5;
	} else if (*spec) {
		read.from = AREAS_FOLDER;
	}
	if ((read.from == AREAS_FOLDER && read.depth == 0) ||
	    (read.from == AREAS_FILE && !*read.path))
		return err_set(err, FAIL_USAGE,
			       "areas '%s': not one of maintainers, "
			       "codeowners, folder:N (N from 1 to 99), "
			       "file:PATH",
			       spec);
	*out = read;
	return 0;
}

int areas_spec_check(const char *spec, struct err *err)
{
	struct areas_spec ignored;

	return areas_spec_read(spec, &ignored, err);
}
