/* SPDX-License-Identifier: MIT */
/* cmd_policy - git provenance policy: is a policy file right, in English. */
#include <stdio.h>
#include <string.h>

#include "audit/base/confine.h"
#include "audit/base/opt.h"
#include "audit/cmd.h"
#include "audit/policy/policy.h"
#include "audit/policy/policy_language.h"
#include "report/visible.h"

struct policy_config {
	bool is_quiet, list;
};

#define AT(field) offsetof(struct policy_config, field)
static const struct opt policy_opts[] = {
	{ "quiet", 'q', OPT_FLAG, AT(is_quiet), NULL,
	  "only check; print nothing unless something is wrong" },
	{ "list", 0, OPT_FLAG, AT(list), NULL,
	  "list what a policy file may hold" },
	{ 0 }
};

static const struct opt_usage policy_usage = {
	policy_opts,
	"policy FILE | --list",
	"Checks a policy file, and says in plain English what it says, era by\n"
	"era.  What is wrong is named with its line.",
};

/* Line by line: what a name hides is made visible, line feeds stay. */
static void print_text(const char *text)
{
	struct buf line = BUF_INIT;

	while (*text) {
		const size_t len = strcspn(text, "\n");

		buf_clear(&line);
		visible_add(&line, text, len);
		puts(line.data);
		text += len + (text[len] == '\n');
	}
	buf_release(&line);
}

static int print(const char *path, const struct policy_config *config,
		 struct err *err)
{
	struct policy *policy = NULL;
	struct buf text = BUF_INIT;

	if (policy_read(path, &policy, err) < 0)
		return -1;
	policy_say(policy, &text);
	if (!config->is_quiet)
		print_text(text.data);
	buf_release(&text);
	policy_free(policy);
	return 0;
}

static void print_language(void)
{
	struct buf text = BUF_INIT;

	policy_language_say(&text);
	fputs(text.data, stdout);
	buf_release(&text);
}

static int run(int argc, char **argv, struct err *err)
{
	struct policy_config config = { 0 };
	int n_args;
	int ret = opt_parse(&policy_usage, &config, argc, argv, &n_args, err);

	if (ret != 0)
		return ret > 0 ? 0 : -1;
	if (config.list && !n_args) {
		print_language();
		return 0;
	}
	if (config.list || n_args > 1)
		return err_set(err, FAIL_USAGE,
			       "policy takes one file, or --list (try --help)");
	if (!n_args)
		return err_set(err, FAIL_USAGE,
			       "policy wants a file; --list says what may "
			       "stand in it");
	confine_beside(NULL);
	return print(argv[1], &config, err);
}

const struct cmd cmd_policy = {
	"policy",
	"check a policy file, and say it in English",
	run,
	&policy_usage,
};
