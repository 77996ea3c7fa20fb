/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_VERSION_H
#define AUDIT_VERSION_H
/* version - what this program is, what it runs with, how it was built. */
#include <stdbool.h>
#include <stdio.h>

/* Write "git-provenance 0.1.0"; with more, lines about all the rest. */
void version_print(FILE *out, bool more);

#endif
