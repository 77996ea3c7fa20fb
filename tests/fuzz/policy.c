/* SPDX-License-Identifier: MIT */
/* Any text as a policy file, which is then said in English. */
#include <git2.h>

#include "audit/policy/policy.h"
#include "tests/fuzz/fuzz.h"

/*
 * What reads a policy starts libgit2 and ends it, which takes 20 ms where
 * nothing else holds it; in an audit the repository does.
 */
static void hold_library(void)
{
	static int is_held;

	if (!is_held)
		is_held = git_libgit2_init() > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = size ? (const char *)data : "";
	struct policy *policy = NULL;
	struct err err = ERR_INIT;
	struct buf said = BUF_INIT;

	hold_library();
	if (policy_read_text("x", text, size, &policy, &err) < 0) {
		fuzz_must(err.kind == FAIL_USAGE && *err.msg);
		return 0;
	}
	policy_say(policy, &said);
	fuzz_must(said.len > 0);
	policy_era_at(policy, 0);
	buf_release(&said);
	policy_free(policy);
	return 0;
}
