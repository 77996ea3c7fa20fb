/* SPDX-License-Identifier: MIT */
#ifndef AUDIT_PAGER_H
#define AUDIT_PAGER_H
/*
 * pager - what is printed on a terminal goes through a pager, as with git:
 * GIT_PAGER, else PAGER, else less, which leaves at once what fits on a
 * screen.  Where stdout is no terminal nothing is started.
 */
#include <sys/types.h>

/* A pager that runs, or none: pid 0. */
struct pager {
	pid_t pid;
};

/*
 * Start it where there is a use for one.  COLUMNS and GIT_PAGER_IN_USE tell
 * what prints that the pipe is a terminal.  Call while one thread runs.
 */
void pager_start(struct pager *pager);

/* Close stdout and wait until its reader is done; nothing for no pager. */
void pager_end(struct pager *pager);

#endif
