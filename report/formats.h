/* SPDX-License-Identifier: MIT */
#ifndef REPORT_FORMATS_H
#define REPORT_FORMATS_H
/* formats - the list of --format: words with commas between. */
#include <stdbool.h>

#include "audit/base/err.h"

/* True if the list holds the word. */
bool formats_has(const char *list, const char *word);

/* FAIL_USAGE unless each word of the list is a format of a report. */
int formats_check(const char *list, struct err *err);

#endif
