/* SPDX-License-Identifier: MIT */
/* What the configuration of a repository says. */
#include "audit/git/repository.h"

#include "audit/base/xalloc.h"
#include "audit/git/handle.h"

static char *config_value(struct repository *repo, const char *key,
			  int (*get)(git_buf *, const git_config *,
				     const char *))
{
	git_config *config = NULL;
	git_buf value = GIT_BUF_INIT;
	char *copy = NULL;

	if (git_repository_config_snapshot(&config, repo->handle) == 0 &&
	    get(&value, config, key) == 0)
		copy = xstrdup(value.ptr);
	git_buf_dispose(&value);
	git_config_free(config);
	return copy;
}

char *repository_config_path(struct repository *repo, const char *key)
{
	return config_value(repo, key, git_config_get_path);
}

char *repository_config(struct repository *repo, const char *key)
{
	return config_value(repo, key, git_config_get_string_buf);
}
