/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_kept.h"

#include <string.h>

#include "audit/base/xalloc.h"

/* What all have, what the ended have, and the others before windows. */
enum {
	HEAD_BYTES = 8,
	ENDED_BYTES = 30,
	SIGN_BYTES = 4,
	ALIVE_BYTES = 12,
	WINDOW_BYTES = 8
};

static void put(struct buf *out, uint64_t value, int n)
{
	for (int i = 0; i < n; i++)
		buf_add_char(out, (char)(value >> 8 * i));
}

static uint64_t get(const unsigned char *bytes, int n)
{
	uint64_t value = 0;

	for (int i = 0; i < n; i++)
		value |= (uint64_t)bytes[i] << 8 * i;
	return value;
}

static int n_signs(const uint32_t *signs)
{
	int n = 0;

	while (n < PROBE_SIGNS_MAX && signs[n])
		n++;
	return n;
}

static void put_end(const struct probe_facts *facts,
		    const struct probe_result *result, struct buf *out)
{
	const struct probe_signs *signs = &result->signs;
	int n_stands = n_signs(signs->stands),
	    n_undone = n_signs(signs->undone);

	put(out, result->death, 4);
	put(out, (uint64_t)facts->paths[result->path].path_id, 8);
	put(out, result->first_line, 4);
	put(out, result->last_line, 4);
	put(out, (uint64_t)n_stands, 1);
	put(out, (uint64_t)n_undone, 1);
	for (int i = 0; i < n_stands; i++)
		put(out, signs->stands[i], SIGN_BYTES);
	for (int i = 0; i < n_undone; i++)
		put(out, signs->undone[i], SIGN_BYTES);
}

void probe_kept_write(const struct probe_facts *facts,
		      const struct probe_result *result, struct buf *out)
{
	buf_add(out, result->outcomes, sizeof(result->outcomes));
	put(out, result->is_life_known, 1);
	put(out, result->stand, 1);
	if (result->stand == PROBE_ENDED)
		put_end(facts, result, out);
	if (result->stand != PROBE_BY_WINDOWS)
		return;
	put(out, result->n_windows, 4);
	for (uint32_t i = 0; i < result->n_windows; i++) {
		put(out, result->windows[i].at, 4);
		put(out, result->windows[i].n, 4);
	}
}

static size_t read_end(const struct probe_facts *facts,
		       const unsigned char *bytes, size_t n,
		       struct probe_result *result)
{
	size_t n_stands = n < ENDED_BYTES ? 0 : bytes[28];
	size_t n_undone = n < ENDED_BYTES ? 0 : bytes[29];

	if (n < ENDED_BYTES || n_stands > PROBE_SIGNS_MAX ||
	    n_undone > PROBE_SIGNS_MAX ||
	    (n - ENDED_BYTES) / SIGN_BYTES < n_stands + n_undone)
		return 0;
	result->death = (uint32_t)get(bytes + 8, 4);
	result->path = probe_path_of(facts, (int64_t)get(bytes + 12, 8));
	if (result->death >= facts->n_mainline || result->path == PROBE_NONE)
		return 0;
	result->first_line = (uint32_t)get(bytes + 20, 4);
	result->last_line = (uint32_t)get(bytes + 24, 4);
	bytes += ENDED_BYTES;
	for (size_t i = 0; i < n_stands; i++, bytes += SIGN_BYTES)
		result->signs.stands[i] = (uint32_t)get(bytes, SIGN_BYTES);
	for (size_t i = 0; i < n_undone; i++, bytes += SIGN_BYTES)
		result->signs.undone[i] = (uint32_t)get(bytes, SIGN_BYTES);
	return ENDED_BYTES + (n_stands + n_undone) * SIGN_BYTES;
}

static size_t read_windows(const unsigned char *bytes, size_t n,
			   struct probe_result *result)
{
	uint32_t n_windows = n < ALIVE_BYTES ? 0 : (uint32_t)get(bytes + 8, 4);

	if (n < ALIVE_BYTES || (n - ALIVE_BYTES) / WINDOW_BYTES < n_windows)
		return 0;
	result->windows =
		n_windows ? xcalloc(n_windows, sizeof(*result->windows)) : NULL;
	result->n_windows = n_windows;
	bytes += ALIVE_BYTES;
	for (uint32_t i = 0; i < n_windows; i++, bytes += WINDOW_BYTES)
		result->windows[i] =
			(struct life_window){ (uint32_t)get(bytes, 4),
					      (uint32_t)get(bytes + 4, 4) };
	return ALIVE_BYTES + (size_t)n_windows * WINDOW_BYTES;
}

size_t probe_kept_read(const struct probe_facts *facts,
		       const unsigned char *bytes, size_t n,
		       struct probe_result *result_out)
{
	memset(result_out, 0, sizeof(*result_out));
	result_out->death = PROBE_NONE;
	if (n < HEAD_BYTES)
		return 0;
	memcpy(result_out->outcomes, bytes, sizeof(result_out->outcomes));
	for (int h = 0; h < PROBE_N_HORIZONS; h++)
		if (result_out->outcomes[h] > PROBE_CONFLICT)
			return 0;
	result_out->is_life_known = bytes[6];
	result_out->stand = bytes[7];
	if (result_out->stand == PROBE_ENDED)
		return read_end(facts, bytes, n, result_out);
	if (result_out->stand == PROBE_BY_WINDOWS)
		return read_windows(bytes, n, result_out);
	return result_out->stand == PROBE_NOWHERE ||
			       result_out->stand == PROBE_UNTOUCHED
		       ? HEAD_BYTES
		       : 0;
}
