/* SPDX-License-Identifier: MIT */
/* Any text as a policy file, which is then said in English. */
#include "audit/policy/policy.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = size ? (const char *)data : "";
	struct policy *policy = NULL;
	struct err err = ERR_INIT;
	struct buf said = BUF_INIT;

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
