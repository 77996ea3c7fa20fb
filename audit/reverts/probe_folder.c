/* SPDX-License-Identifier: MIT */
#include "audit/reverts/probe_folder.h"

#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"

static bool touches(const struct probe_facts *facts,
		    const struct probe_unit *unit, uint32_t path)
{
	for (uint32_t i = 0; i < unit->n_touches; i++)
		if (facts->touches[unit->first_touch + i].path == path)
			return true;
	return false;
}

static bool stands(const struct probe_facts *facts,
		   const struct probe_unit *unit, uint32_t path,
		   uint32_t position)
{
	return path != PROBE_NONE &&
	       probe_entry_at(&facts->paths[path], position).mode &&
	       !touches(facts, unit, path);
}

bool probe_folder_blocks(const struct probe_facts *facts,
			 const struct probe_unit *unit, uint32_t path,
			 uint32_t position)
{
	struct buf name = BUF_INIT;
	bool is_blocked = false;
	size_t next;

	buf_add_str(&name, facts->paths[path].name);
	buf_add_char(&name, '/');
	for (next = probe_path_after(facts, name.data);
	     !is_blocked && next < facts->n_paths &&
	     strncmp(facts->paths[next].name, name.data, name.len) == 0;
	     next++)
		is_blocked = stands(facts, unit, (uint32_t)next, position);
	for (size_t i = name.len - 1; !is_blocked && i-- > 0;) {
		if (name.data[i] != '/')
			continue;
		buf_truncate(&name, i);
		is_blocked =
			stands(facts, unit, probe_path_find(facts, name.data),
			       position);
	}
	buf_release(&name);
	return is_blocked;
}
