/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_kept.h"

#include <string.h>

static void put(unsigned char *out, uint64_t value, int n)
{
	for (int i = 0; i < n; i++)
		out[i] = (unsigned char)(value >> 8 * i);
}

static uint64_t get(const unsigned char *bytes, int n)
{
	uint64_t value = 0;

	for (int i = 0; i < n; i++)
		value |= (uint64_t)bytes[i] << 8 * i;
	return value;
}

void probe_kept_write(const struct probe_facts *facts,
		      const struct probe_result *result,
		      unsigned char out[PROBE_KEPT_BYTES])
{
	int64_t path_id = result->death == PROBE_NONE
				  ? 0
				  : facts->paths[result->path].path_id;

	memset(out, 0, PROBE_KEPT_BYTES);
	memcpy(out, result->outcomes, sizeof(result->outcomes));
	out[6] = result->is_life_known;
	put(out + 8, result->death, 4);
	put(out + 12, (uint64_t)path_id, 8);
	put(out + 20, result->first_line, 4);
	put(out + 24, result->last_line, 4);
}

void probe_kept_read(const struct probe_facts *facts,
		     const unsigned char bytes[PROBE_KEPT_BYTES],
		     struct probe_result *result_out)
{
	memset(result_out, 0, sizeof(*result_out));
	memcpy(result_out->outcomes, bytes, sizeof(result_out->outcomes));
	result_out->is_life_known = bytes[6];
	result_out->death = (uint32_t)get(bytes + 8, 4);
	result_out->first_line = (uint32_t)get(bytes + 20, 4);
	result_out->last_line = (uint32_t)get(bytes + 24, 4);
	if (result_out->death != PROBE_NONE)
		result_out->path =
			probe_path_of(facts, (int64_t)get(bytes + 12, 8));
}
