/* SPDX-License-Identifier: MIT */
/* Any text as CODEOWNERS. */
#include "tests/fuzz/owners.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_owners(OWNERS_CODEOWNERS, data, size);
	return 0;
}
