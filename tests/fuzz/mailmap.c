/* SPDX-License-Identifier: MIT */
/* Any mailmap; its own texts are asked for. */
#include <string.h>

#include "audit/base/xalloc.h"
#include "audit/git/mailmap.h"
#include "tests/fuzz/fuzz.h"

/* Ask for the words of the input, in pairs, as names and mails. */
static void ask(const struct mailmap *map, char *text)
{
	const char *name, *email, *last = "";
	char *rest = text;

	for (int i = 0; i < 64 && rest; i++) {
		const char *word = strsep(&rest, "<>\n");

		mailmap_resolve(map, last, word, &name, &email);
		fuzz_must(name && email);
		last = word;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mailmap *map = mailmap_new();
	char *text = xmemdup0(data, size);

	mailmap_add(map, (const char *)data, size);
	ask(map, text);
	free(text);
	mailmap_free(map);
	return 0;
}
