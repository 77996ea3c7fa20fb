/* SPDX-License-Identifier: MIT */
/* Every way in which an index of a pack can be damaged is noticed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <glib.h>

#include "audit/base/buf.h"
#include "audit/git/pack_index.h"

enum { COUNTS = 256, N = 5 };

static void add_number(struct buf *out, uint32_t number)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_add_char(out, (char)(number >> shift & 0xff));
}

static void add_zeros(struct buf *out, size_t n)
{
	while (n--)
		buf_add_char(out, '\0');
}

/* What an index says; the rest of it is zeros, and the hash is right. */
struct index {
	uint32_t magic, version; /* 0: the first version, without both */
	uint32_t counts[3];      /* of the bytes 00, 01, and 02 to ff */
	uint32_t offsets[N];
	size_t n_objects, n_large, n_more; /* n_more bytes too many */
	bool has_wrong_hash;
};

static void make_index(const struct index *index, struct buf *out)
{
	unsigned char hash[20];
	gsize len = sizeof(hash);
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA1);

	if (index->magic) {
		add_number(out, index->magic);
		add_number(out, index->version);
	}
	for (int i = 0; i < COUNTS; i++)
		add_number(out, index->counts[i < 2 ? i : 2]);
	add_zeros(out, index->n_objects * (index->magic ? 24 : 20));
	for (size_t i = 0; i < index->n_objects; i++)
		add_number(out, index->offsets[i]);
	add_zeros(out, 8 * index->n_large + index->n_more + 20);
	g_checksum_update(sum, (const guchar *)out->data, (gssize)out->len);
	g_checksum_get_digest(sum, hash, &len);
	g_checksum_free(sum);
	hash[0] ^= index->has_wrong_hash;
	buf_add(out, hash, sizeof(hash));
}

static void write_file(const char *folder, const char *name,
		       const struct buf *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text->data, 1, text->len, file), text->len);
	assert_int_equal(fclose(file), 0);
}

struct folder {
	char path[64], pack[80], info[80];
};

static void make_folder(struct folder *folder)
{
	snprintf(folder->path, sizeof(folder->path), "%s",
		 "/tmp/git-provenance-unit.XXXXXX");
	assert_non_null(mkdtemp(folder->path));
	snprintf(folder->pack, sizeof(folder->pack), "%s/pack", folder->path);
	snprintf(folder->info, sizeof(folder->info), "%s/info", folder->path);
	assert_int_equal(mkdir(folder->pack, 0700), 0);
	assert_int_equal(mkdir(folder->info, 0700), 0);
}

static void remove_folder(const struct folder *folder)
{
	static const char *const names[] = { "pack/a.idx",
					     "pack/multi-pack-index",
					     "info/alternates",
					     "pack",
					     "info",
					     "" };
	char path[256];

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder->path, names[i]);
		remove(path);
	}
	assert_int_equal(access(folder->path, F_OK), -1);
}

#define V2 .magic = 0xff744f63, .version = 2
#define LARGE 0x80000000u

static const struct {
	struct index index;
	bool is_sound, is_whole;
} rows[] = {
	{ { V2 }, true, true },
	{ { V2, .has_wrong_hash = true }, true, false },
	{ { V2, .counts = { 1, 1, 1 }, .n_objects = 1, .offsets = { 12 } },
	  true,
	  true },
	{ { V2, .counts = { 0, 2, N }, .n_objects = N }, true, true },
	/* counts that fall, or that tell of other sizes */
	{ { V2, .counts = { 2, 1, N }, .n_objects = N }, false, false },
	{ { V2, .counts = { 0, 0, N }, .n_objects = N - 1 }, false, false },
	{ { V2, .counts = { 0, 0, 0xffffffff }, .n_objects = N },
	  false,
	  false },
	{ { V2, .counts = { 0, 0, N }, .n_objects = N, .n_more = 1 },
	  false,
	  false },
	{ { V2, .counts = { 0, 0, 1 }, .n_objects = 1, .n_large = 2 },
	  false,
	  false },
	/* large offsets: in their table, and behind it */
	{ { V2, .counts = { 0, 0, 2 }, .n_objects = 2,
	    .offsets = { LARGE, LARGE | 1 }, .n_large = 2 },
	  true,
	  true },
	{ { V2, .counts = { 0, 0, 2 }, .n_objects = 2,
	    .offsets = { LARGE, LARGE | 1 }, .n_large = 1 },
	  false,
	  false },
	{ { V2, .counts = { 0, 0, 2 }, .n_objects = 2,
	    .offsets = { 1, 0xffffffff }, .n_large = 1 },
	  false,
	  false },
	{ { V2, .counts = { 0, 0, 1 }, .n_objects = 1, .offsets = { LARGE } },
	  false,
	  false },
	/* another version */
	{ { .magic = 0xff744f63, .version = 3 }, false, false },
	{ { .magic = 0xff744f64, .version = 2 }, false, false },
	/* the first version: all bits of an offset are its own */
	{ { .version = 0 }, true, true },
	{ { .counts = { 0, 1, 2 },
	    .n_objects = 2,
	    .offsets = { 1, 0xffffffff } },
	  true,
	  true },
	{ { .counts = { 0, 1, 2 }, .n_objects = 1 }, false, false },
	{ { .counts = { 3, 1, 2 }, .n_objects = 2 }, false, false },
	{ { .counts = { 0, 1, 2 }, .n_objects = 2, .n_large = 1 },
	  false,
	  false },
	{ { .counts = { 0, 1, 2 }, .n_objects = 2, .has_wrong_hash = true },
	  true,
	  false },
};

static void test_indexes(void **state)
{
	struct folder folder;

	(void)state;
	make_folder(&folder);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = ERR_INIT;
		struct buf text = BUF_INIT;

		make_index(&rows[i].index, &text);
		write_file(folder.pack, "a.idx", &text);
		if ((pack_index_check(folder.path, false, &err) == 0) !=
		    rows[i].is_sound)
			fail_msg("row %zu: sound? %s", i, err.msg);
		if ((pack_index_check(folder.path, true, &err) == 0) !=
		    rows[i].is_whole)
			fail_msg("row %zu: whole? %s", i, err.msg);
		if (!rows[i].is_whole) {
			assert_int_equal(err.kind, FAIL_WORLD);
			assert_non_null(strstr(err.msg, "/pack/a.idx'"));
			assert_non_null(strstr(err.msg, "/pack/a.pack'"));
		}
		buf_release(&text);
	}
	remove_folder(&folder);
}

/* No length of a good index but its own passes. */
static void test_cut_off(void **state)
{
	const struct index index = { V2, .counts = { 0, 2, 3 },
				     .n_objects = 3 };
	struct buf text = BUF_INIT;
	struct folder folder;

	(void)state;
	make_folder(&folder);
	make_index(&index, &text);
	for (size_t len = text.len; len > 1; len--) {
		struct err err = ERR_INIT;

		buf_truncate(&text, len - 1);
		write_file(folder.pack, "a.idx", &text);
		if (pack_index_check(folder.path, false, &err) == 0)
			fail_msg("%zu bytes of it pass", len - 1);
	}
	remove_folder(&folder);
	buf_release(&text);
}

static void test_no_packs(void **state)
{
	struct folder folder;
	struct err err = ERR_INIT;
	char no_index[] = "no index";
	const struct buf text = { .data = no_index, .len = 8 };

	(void)state;
	assert_int_equal(pack_index_check("/nowhere", true, &err), 0);
	make_folder(&folder);
	assert_int_equal(pack_index_check(folder.path, true, &err), 0);
	write_file(folder.pack, "multi-pack-index", &text);
	assert_int_equal(pack_index_check(folder.path, false, &err), 0);
	assert_int_equal(pack_index_check(folder.path, true, &err), -1);
	assert_non_null(strstr(err.msg, "git multi-pack-index write"));
	remove_folder(&folder);
}

/* A chain of folders, and one that names itself. */
static void test_alternates(void **state)
{
	static const struct {
		const char *text; /* %s: the other folder */
		bool is_found;
	} lines[] = {
		{ "%s\n", true },
		{ "%s", true },
		{ "%s\r\n", true },
		{ "# %s\n", false },
		{ "\n\n# x\n/nowhere\n%s\n", true },
		{ "../../..%s\n", true },
		{ ".\n", false },
		{ "", false },
	};
	struct folder here, there;
	struct buf text = BUF_INIT;

	(void)state;
	make_folder(&here);
	make_folder(&there);
	make_index(&(const struct index){ V2, .has_wrong_hash = true }, &text);
	write_file(there.pack, "a.idx", &text);
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct err err = ERR_INIT;
		char line[256];
		struct buf alternates = { .data = line };
		const char *percent = strstr(lines[i].text, "%s");
		const int n = (int)(percent ? percent - lines[i].text : 0);

		snprintf(line, sizeof(line), "%.*s%s%s", n, lines[i].text,
			 percent ? there.path : "",
			 percent ? percent + 2 : lines[i].text);
		alternates.len = strlen(line);
		write_file(here.info, "alternates", &alternates);
		assert_int_equal(pack_index_check(here.path, false, &err), 0);
		if ((pack_index_check(here.path, true, &err) < 0) !=
		    lines[i].is_found)
			fail_msg("line %zu: %s", i, line);
	}
	buf_release(&text);
	remove_folder(&there);
	remove_folder(&here);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_indexes),
		cmocka_unit_test(test_cut_off),
		cmocka_unit_test(test_no_packs),
		cmocka_unit_test(test_alternates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
