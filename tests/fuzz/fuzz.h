/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H
/*
 * fuzz - what every file of this folder is: a function that takes any bytes
 * and that libFuzzer or driver.c calls.  It dies where the parser does, or
 * where the parser breaks what its header promises.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Take an input; 0.  The name is libFuzzer's. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* assert, but for the fuzzer: dies in every build. */
static inline void fuzz_must(int is_true)
{
	if (!is_true)
		abort();
}

#endif
