/* SPDX-License-Identifier: MIT */
#include "plots/libraries.h"

#include <cairo.h>
#include <pango/pango.h>

void libraries_plots(struct buf *out)
{
	buf_addf(out, "cairo %s, built with %s\n", cairo_version_string(),
		 CAIRO_VERSION_STRING);
	buf_addf(out, "Pango %s, built with %s\n", pango_version_string(),
		 PANGO_VERSION_STRING);
}
