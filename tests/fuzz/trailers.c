/* SPDX-License-Identifier: MIT */
/* The trailers, subject and pull request of any message. */
#include <string.h>

#include "audit/git/message.h"
#include "audit/git/trailers.h"
#include "tests/fuzz/fuzz.h"

static void look_at(const struct trailer *item, size_t n_lines)
{
	fuzz_must(*item->key != '\0');
	fuzz_must(!strchr(item->value, '\n'));
	fuzz_must(item->line > 1 && item->line <= n_lines);
	fuzz_must(*trailers_place_name(item->place) != '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct trailers trailers = TRAILERS_INIT;
	struct buf subject = BUF_INIT;
	size_t len = message_len(text, size), n_lines = 1;

	for (size_t i = 0; i < len; i++)
		n_lines += text[i] == '\n';
	trailers_read(&trailers, text, size);
	for (size_t i = 0; i < trailers.n_items; i++)
		look_at(&trailers.items[i], n_lines);
	fuzz_must(message_start(text, size) <= len);
	message_subject(text, size, &subject);
	fuzz_must(subject.len <= len);
	message_pull_request(subject.data, subject.len);
	buf_release(&subject);
	trailers_release(&trailers);
	return 0;
}
