/* SPDX-License-Identifier: MIT */
/* Any text as MAINTAINERS. */
#include "tests/fuzz/owners.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_owners(OWNERS_MAINTAINERS, data, size);
	return 0;
}
