/* SPDX-License-Identifier: MIT */
#include "report/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A variable, or "" where it is not set. */
static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value ? value : "";
}

static bool is_paged(FILE *out)
{
	return out == stdout && *variable("GIT_PAGER_IN_USE");
}

static bool is_terminal(FILE *out)
{
	return isatty(fileno(out)) || is_paged(out);
}

int terminal_width(FILE *out)
{
	struct winsize size;

	if (isatty(fileno(out)))
		return ioctl(fileno(out), TIOCGWINSZ, &size) < 0 ? 0
								 : size.ws_col;
	if (is_paged(out)) {
		long width = strtol(variable("COLUMNS"), NULL, 10);

		return width > 0 && width < 10000 ? (int)width : 0;
	}
	return 0;
}

static bool wants_bold(FILE *out)
{
	const char *term = variable("TERM");

	return is_terminal(out) && !*variable("NO_COLOR") && *term &&
	       strcmp(term, "dumb") != 0;
}

int terminal_bold(FILE *out, const char *when, bool *bold_out, struct err *err)
{
	if (!when || strcmp(when, "auto") == 0)
		*bold_out = wants_bold(out);
	else if (strcmp(when, "always") == 0 || strcmp(when, "never") == 0)
		*bold_out = *when == 'a';
	else
		return err_set(err, FAIL_USAGE,
			       "--color wants auto, always or never, not '%s'",
			       when);
	return 0;
}
