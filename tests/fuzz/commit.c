/* SPDX-License-Identifier: MIT */
/* Any raw commit object, converted and taken apart. */
#include "audit/git/commit_object.h"
#include "audit/git/encoding.h"
#include "audit/git/signature.h"
#include "tests/fuzz/fuzz.h"

static void must_be_inside(struct span span, const struct buf *bytes)
{
	if (span.len)
		fuzz_must(span.data >= bytes->data &&
			  span.data + span.len <= bytes->data + bytes->len);
}

static void look_at(const struct buf *bytes)
{
	struct commit_object commit = { 0 };
	struct signature signature;

	if (!commit_object_read(bytes->data, bytes->len, &commit))
		return;
	must_be_inside(commit.author, bytes);
	must_be_inside(commit.committer, bytes);
	must_be_inside(commit.encoding, bytes);
	must_be_inside(commit.message, bytes);
	for (size_t i = 0; i < commit.n_parents; i++)
		commit_object_parent(&commit, i);
	if (commit.author.len)
		signature_read(commit.author.data, commit.author.len,
			       &signature);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct encoding *encoding = encoding_new();
	struct buf raw = BUF_INIT, decoded = BUF_INIT;

	buf_add(&raw, data, size);
	look_at(&raw);
	encoding_decode_commit(encoding, raw.data, raw.len, &decoded);
	look_at(&decoded);
	buf_release(&raw);
	buf_release(&decoded);
	encoding_free(encoding);
	return 0;
}
