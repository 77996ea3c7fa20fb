/* SPDX-License-Identifier: MIT */
/* What a document will ask: all its sections, and what stands above them. */
#include <assert.h>

#include "report/build.h"

/* Asked at the top of each repository. */
static const struct section tops[] = {
	{ .id = "summary", .query = "summary", .params = "" },
	{ .id = "base", .query = "base", .params = "" },
	{ .id = "self-check", .query = "self-check", .params = "" },
	{ 0 },
};

/* The nth section from the end, or NULL: *nth_in_out is what is left then. */
static const struct section *nth_of(const struct section *sections,
				    size_t *nth_in_out)
{
	size_t n = 0;

	while (sections && sections[n].id)
		n++;
	if (*nth_in_out < n)
		return &sections[n - 1 - *nth_in_out];
	*nth_in_out -= n;
	return NULL;
}

/* From the end of the document: what asks longest stands there. */
static const struct section *find(size_t nth)
{
	const struct section *section = NULL;

	for (int n = N_PARTS - 1; !section && n >= 0; n--)
		section = nth_of(parts[n].sections, &nth);
	return section ? section : nth_of(tops, &nth);
}

size_t build_n_asks(void)
{
	size_t n = 0;

	while (find(n))
		n++;
	return n;
}

void build_ask(const struct section_choice *choice, struct db *db, size_t nth)
{
	const struct section *section = find(nth);
	struct err ignored = ERR_INIT;
	struct section_run run;

	assert(section);
	if (section_applies(section, choice) &&
	    section_open(section, choice, db, &run, &ignored) == 0)
		section_close(&run);
}
