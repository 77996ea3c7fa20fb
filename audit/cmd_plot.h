/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_CMD_PLOT_H
#define AUDIT_CMD_PLOT_H
/* cmd_plot - the command that draws charts into files. */
#include "audit/cmd.h"

/* git provenance plot */
extern const struct cmd cmd_plot;

#endif
