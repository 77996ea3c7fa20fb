/* SPDX-License-Identifier: MIT */
#ifndef POLICY_MAINTAINERS_H
#define POLICY_MAINTAINERS_H
/*
 * maintainers - reads MAINTAINERS as QEMU and the Linux kernel write it:
 *
 *     Machines                       a heading, underlined
 *     --------
 *     Raspberry Pi                   the title of a section
 *     M: Jane Doe <jane@example.org> its lines: M R L people and lists,
 *     F: hw/arm/raspi*               F X N K patterns, others left out
 *
 * Sections are cut as scripts/get_maintainer.pl does: a section is a run of
 * lines that start with a capital and a colon, blank lines apart; its title
 * is the last line before it (or, if that is an underline, the heading).
 * So an indented description in the prologue is no section.  A title that
 * was there before in the file gets its heading added in parentheses, and
 * if that was there too, both sections are one area.
 */
#include "audit/policy/owners.h"

/* Read text into owners, which is empty. */
void maintainers_read(struct slice text, struct owners *owners);

#endif
