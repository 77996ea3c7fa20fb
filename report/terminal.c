/* SPDX-License-Identifier: MIT */
#include "report/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int terminal_width(FILE *out)
{
	struct winsize size;

	if (!isatty(fileno(out)) || ioctl(fileno(out), TIOCGWINSZ, &size) < 0)
		return 0;
	return size.ws_col;
}

bool terminal_is_bold(FILE *out)
{
	const char *term = getenv("TERM");
	const char *plain = getenv("NO_COLOR");

	return isatty(fileno(out)) && !(plain && *plain) && term &&
	       strcmp(term, "dumb") != 0;
}
