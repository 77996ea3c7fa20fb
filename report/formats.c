/* SPDX-License-Identifier: MIT */
#include "report/formats.h"

#include <stdio.h>
#include <string.h>

bool formats_has(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (*list) {
		size_t n = strcspn(list, ",");

		if (n == len && strncmp(list, word, n) == 0)
			return true;
		list += n + (list[n] == ',');
	}
	return false;
}

int formats_check(const char *list, struct err *err)
{
	while (*list) {
		int n = (int)strcspn(list, ",");
		char word[16];

		snprintf(word, sizeof(word), "%.*s", n, list);
		if (!*word || !formats_has("html,pdf,csv,json,md", word))
			return err_set(err, FAIL_USAGE,
				       "--format wants html, pdf, csv, json or "
				       "md, with commas between, not '%.*s'",
				       n, list);
		list += n + (list[n] == ',');
	}
	return 0;
}
