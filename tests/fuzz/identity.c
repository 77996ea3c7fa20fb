/* SPDX-License-Identifier: MIT */
/* The person, time and zone of any author line. */
#include <string.h>

#include "audit/git/signature.h"
#include "tests/fuzz/fuzz.h"

static void must_be_inside(const char *text, size_t len, const char *line,
			   size_t size)
{
	if (len)
		fuzz_must(text >= line && text + len <= line + size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *line = (const char *)data;
	struct signature signature;
	bool is_person = signature_read(line, size, &signature);

	must_be_inside(signature.name, signature.name_len, line, size);
	must_be_inside(signature.email, signature.email_len, line, size);
	fuzz_must(is_person || (!signature.name_len && !signature.email_len));
	fuzz_must(signature.at >= 0);
	fuzz_must(memchr(signature.zone, '\0', SIGNATURE_ZONE_MAX) != NULL);
	fuzz_must(signature.has_time || signature.at == 0);
	return 0;
}
