/* SPDX-License-Identifier: MIT */
/*
 * driver - a main for a fuzz target where there is no libFuzzer.
 *
 *   NAME N SEED FILE...    replays the files, then N changed copies of them:
 *                          the same for the same SEED on every machine
 *   NAME --twice KIB FILE...   each file, repeated to KIB and to 4 * KIB: the
 *                          larger may cost no more than 10 times as much
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "audit/base/buf.h"
#include "audit/base/rng.h"
#include "tests/fuzz/fuzz.h"

/* Inputs grow to this and no further, so that a run is short. */
enum { SIZE_MAX_CHANGED = 4096 };

/* A cost below this is noise: nanoseconds of this process. */
#define NOISE_NS 100000000

static void read_file(const char *path, struct buf *out)
{
	char block[65536];
	FILE *in = fopen(path, "rb");
	size_t n;

	if (!in) {
		perror(path);
		exit(3);
	}
	while ((n = fread(block, 1, sizeof(block), in)) > 0)
		buf_add(out, block, n);
	fclose(in);
}

/* In memory of its own size, so that a byte too far is seen. */
static void run(const char *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	fuzz_must(copy != NULL);
	if (size)
		memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
}

static size_t below(struct rng *rng, size_t n)
{
	return (size_t)rng_below(rng, n);
}

/* Put between 0 and 3 bytes in the place of as many others. */
static void change(struct rng *rng, struct buf *text)
{
	static const char odd[] = "\n \t:<>\"\\/*[]{},#-+0\xff\x80\x00\r";
	size_t at = below(rng, text->len + 1);
	size_t n_gone = below(rng, 4), n_new = below(rng, 4);
	struct buf out = BUF_INIT;

	buf_add(&out, text->data, at);
	while (n_new--)
		buf_add_char(&out, below(rng, 2)
					   ? odd[below(rng, sizeof(odd) - 1)]
					   : (char)below(rng, 256));
	if (at + n_gone < text->len)
		buf_add(&out, text->data + at + n_gone,
			text->len - at - n_gone);
	buf_release(text);
	*text = out;
}

/* Copy a piece to the end: repeated lines, keys, brackets. */
static void repeat(struct rng *rng, struct buf *text)
{
	size_t at = below(rng, text->len + 1);
	struct buf piece = BUF_INIT;

	buf_add(&piece, text->data + at, below(rng, text->len - at + 1));
	for (size_t n = 1 + below(rng, 8); n-- && text->len < SIZE_MAX_CHANGED;)
		buf_add(text, piece.data, piece.len);
	buf_release(&piece);
}

static void mutate(const char *path, struct rng *rng)
{
	struct buf text = BUF_INIT;

	read_file(path, &text);
	for (size_t n = 1 + below(rng, 8); n--;)
		change(rng, &text);
	if (below(rng, 4) == 0)
		repeat(rng, &text);
	if (below(rng, 8) == 0)
		buf_truncate(&text, below(rng, text.len + 1));
	run(text.data, text.len);
	buf_release(&text);
}

static void replay(const char *path)
{
	struct buf text = BUF_INIT;

	read_file(path, &text);
	run(text.data, text.len);
	buf_release(&text);
}

/* --- what twice as much costs --- */

static long long cost_ns(const struct buf *text)
{
	struct timespec from, to;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	run(text->data, text->len);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	return (to.tv_sec - from.tv_sec) * 1000000000LL + to.tv_nsec -
	       from.tv_nsec;
}

static long long cost_of_repeated(const char *path, size_t size)
{
	struct buf once = BUF_INIT, text = BUF_INIT;
	long long cost;

	read_file(path, &once);
	while (once.len && text.len < size)
		buf_add(&text, once.data, once.len);
	cost = cost_ns(&text);
	buf_release(&once);
	buf_release(&text);
	return cost;
}

static bool is_linear(const char *path, size_t size)
{
	long long small = cost_of_repeated(path, size);
	long long large = cost_of_repeated(path, 4 * size);

	if (large < NOISE_NS || large / 10 < small)
		return true;
	fprintf(stderr, "%s: %lld us for %zu bytes, %lld us for 4 times that\n",
		path, small / 1000, size, large / 1000);
	return false;
}

static int grow(int n_files, char **files, size_t kib)
{
	int ret = 0;

	for (int i = 0; i < n_files; i++)
		if (!is_linear(files[i], kib << 10))
			ret = 1;
	return ret;
}

int main(int argc, char **argv)
{
	struct rng rng;
	long n;

	if (argc < 4) {
		fprintf(stderr,
			"usage: %s N SEED FILE... | --twice KIB FILE...\n",
			argv[0]);
		return 2;
	}
	if (strcmp(argv[1], "--twice") == 0)
		return grow(argc - 3, argv + 3, strtoul(argv[2], NULL, 10));
	rng_init(&rng, strtoull(argv[2], NULL, 10));
	for (int i = 3; i < argc; i++)
		replay(argv[i]);
	n = strtol(argv[1], NULL, 10);
	while (n-- > 0)
		mutate(argv[3 + below(&rng, (size_t)argc - 3)], &rng);
	return 0;
}
