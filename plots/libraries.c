/* SPDX-License-Identifier: MIT */
#include "plots/libraries.h"

#include <cairo.h>
#include <glib.h>
#include <pango/pango.h>
#include <stdio.h>
#include <string.h>

/* GLib ends the program behind this where the level is that of an error. */
static void say(const char *domain, GLogLevelFlags level, const char *message,
		void *data)
{
	if (!(level & G_LOG_LEVEL_ERROR))
		g_log_default_handler(domain, level, message, data);
	else if (message && strstr(message, "failed to allocate"))
		fputs("git-provenance: out of memory; close other programs, "
		      "or run it where there is more\n",
		      stderr);
	else
		fprintf(stderr, "git-provenance: %s: %s\n",
			domain ? domain : "GLib", message ? message : "");
}

void libraries_begin(void)
{
	g_log_set_default_handler(say, NULL);
}

void libraries_plots(struct buf *out)
{
	buf_addf(out, "cairo %s, built with %s\n", cairo_version_string(),
		 CAIRO_VERSION_STRING);
	buf_addf(out, "Pango %s, built with %s\n", pango_version_string(),
		 PANGO_VERSION_STRING);
}
