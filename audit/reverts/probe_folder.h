/* SPDX-License-Identifier: MIT */
#ifndef REVERTS_PROBE_FOLDER_H
#define REVERTS_PROBE_FOLDER_H
/* probe_folder - a file cannot stand where a folder does, or below a file. */
#include "audit/reverts/probe_facts.h"

/*
 * Is there, at a position of the mainline, a file where a path needs a folder,
 * or a folder where it is?  What the unit touches itself does not count.
 */
bool probe_folder_blocks(const struct probe_facts *facts,
			 const struct probe_unit *unit, uint32_t path,
			 uint32_t position);

#endif
