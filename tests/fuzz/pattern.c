/* SPDX-License-Identifier: MIT */
/* Any first line as a pattern, the other lines as paths. */
#include <string.h>

#include "audit/policy/pattern.h"
#include "tests/fuzz/fuzz.h"

/* The line at *rest, which moves behind it. */
static struct slice cut_line(struct slice *rest)
{
	const char *end = memchr(rest->at, '\n', rest->len);
	struct slice line = { rest->at,
			      end ? (size_t)(end - rest->at) : rest->len };
	size_t n = line.len + (end != NULL);

	rest->at += n;
	rest->len -= n;
	return line;
}

static void try_flags(struct slice text, int flags)
{
	struct slice line = cut_line(&text);
	struct pattern *pattern = pattern_new(line, flags);
	struct slice folder;

	if (!pattern)
		return;
	folder = pattern_folder(pattern);
	for (int i = 0; i < 32 && text.len; i++) {
		struct slice path = cut_line(&text);

		if (pattern_match(pattern, path))
			fuzz_must(path.len >= folder.len &&
				  memcmp(path.at, folder.at, folder.len) == 0);
	}
	pattern_free(pattern);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct slice text = { size ? (const char *)data : "", size };

	try_flags(text, PATTERN_GITIGNORE);
	try_flags(text, PATTERN_CODEOWNERS);
	return 0;
}
