/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_CMD_QUERY_H
#define AUDIT_CMD_QUERY_H
/* cmd_query - git provenance query: ask the database one question. */
#include "audit/cmd.h"

extern const struct cmd cmd_query;

#endif
