/* SPDX-License-Identifier: MIT */
/* Any text as a date of the command line or of a policy. */
#include <string.h>

#include "audit/base/date.h"
#include "audit/base/opt.h"
#include "audit/base/xalloc.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xmemdup0(data, size);
	char again[DATE_TEXT_MAX];
	long long at;
	int64_t day;

	if (opt_read_date(text, &at) == 0) {
		date_format_second(at, again);
		fuzz_must(strlen(again) < DATE_TEXT_MAX);
	}
	if (date_read_day(text, &day) == 0) {
		date_format_day(day, again);
		fuzz_must(strcmp(again, text) == 0);
	}
	free(text);
	return 0;
}
