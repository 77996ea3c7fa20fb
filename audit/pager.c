/* SPDX-License-Identifier: MIT */
#include "audit/pager.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/terminal.h"

/* What to run, for a shell; NULL: nothing. */
static const char *choose(void)
{
	const char *command = getenv("GIT_PAGER");

	if (!command)
		command = getenv("PAGER");
	if (!command)
		command = "command -v less >/dev/null && exec less; exec cat";
	return *command && strcmp(command, "cat") != 0 ? command : NULL;
}

static void tell_width(void)
{
	char text[16];
	int width = terminal_width(stdout);

	if (width <= 0)
		return;
	snprintf(text, sizeof(text), "%d", width);
	setenv("COLUMNS", text, 0);
}

/* In the child: the pager with the pipe as its input; never returns. */
static void become(const char *command, const int ends[2])
{
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	close(ends[1]);
	setenv("LESS", "FRX", 0);
	setenv("LV", "-c", 0);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

void pager_start(struct pager *pager)
{
	const char *command = isatty(STDOUT_FILENO) ? choose() : NULL;
	int ends[2];

	pager->pid = 0;
	if (!command || pipe(ends) < 0)
		return;
	tell_width();
	pager->pid = fork();
	if (pager->pid == 0)
		become(command, ends);
	if (pager->pid > 0) {
		setenv("GIT_PAGER_IN_USE", "true", 1);
		dup2(ends[1], STDOUT_FILENO);
	} else {
		pager->pid = 0;
	}
	close(ends[0]);
	close(ends[1]);
}

void pager_end(struct pager *pager)
{
	if (!pager->pid)
		return;
	fclose(stdout);
	while (waitpid(pager->pid, NULL, 0) < 0 && errno == EINTR)
		;
	pager->pid = 0;
}
