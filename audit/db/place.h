/* SPDX-License-Identifier: MIT */
#ifndef DB_PLACE_H
#define DB_PLACE_H
/* place - whether a database can be where a path says, before it is opened. */
#include "audit/db/db.h"

/*
 * 0, or -1 with what is wrong with the path: empty, a folder, a device, no
 * file to read, no folder to make one in.
 */
int place_check(const char *path, enum db_mode mode, struct err *err);

#endif
