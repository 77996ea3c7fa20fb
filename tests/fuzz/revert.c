/* SPDX-License-Identifier: MIT */
/* What any message says about reverts. */
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/utf8.h"
#include "audit/git/message.h"
#include "audit/reverts/read.h"
#include "tests/fuzz/fuzz.h"

static void look_at(const struct revert_claim *claim)
{
	fuzz_must(claim->name && claim->text && claim->line > 0);
	fuzz_must(*revert_shape_name(claim->shape) != '\0');
	fuzz_must(*revert_says_name(claim->says) != '\0');
	fuzz_must(*revert_by_name(claim->by) != '\0');
	if (claim->by == BY_ID)
		fuzz_must(strspn(claim->name, "0123456789abcdef") ==
			  strlen(claim->name));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct revert_claims claims = { 0 };
	struct buf message = BUF_INIT, subject = BUF_INIT;

	utf8_add(&message, (const char *)data,
		 message_len((const char *)data, size));
	message_subject(message.data, message.len, &subject);
	revert_read(&claims, subject.len ? subject.data : "",
		    message.len ? message.data : "");
	for (size_t i = 0; i < claims.n; i++)
		look_at(&claims.items[i]);
	revert_claims_release(&claims);
	buf_release(&subject);
	buf_release(&message);
	return 0;
}
