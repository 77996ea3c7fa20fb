/* SPDX-License-Identifier: MIT */
#include "audit/report_fonts.h"

#include <string.h>

#include "plots/fonts.h"
#include "report/json.h"

static void add_member(struct buf *out, const char *name, const char *value)
{
	buf_addf(out, ", \"%s\": ", name);
	if (value)
		json_add_string(out, value);
	else
		buf_add_str(out, "null");
}

static void add_family(struct buf *out, const struct fonts_family *family)
{
	struct fonts_found found;
	bool any = fonts_find(family, &found);
	bool same = any && strcmp(found.family.data, family->name) == 0;

	buf_add_str(out, "{ \"family\": ");
	json_add_string(out, family->name);
	add_member(out, "for", family->scripts);
	add_member(out, "used", any ? found.family.data : NULL);
	add_member(out, "version", any ? found.version.data : NULL);
	add_member(out, "file", any ? found.file.data : NULL);
	buf_addf(out, ", \"missing\": %s }", same ? "false" : "true");
	if (any)
		fonts_found_release(&found);
}

void report_fonts_add(struct buf *out)
{
	buf_add_str(out, "[");
	for (size_t i = 0; fonts_families[i].name; i++) {
		buf_add_str(out, i ? ",\n    " : "\n    ");
		add_family(out, &fonts_families[i]);
	}
	buf_add_str(out, "\n  ]");
}
