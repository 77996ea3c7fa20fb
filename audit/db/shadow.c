/* SPDX-License-Identifier: MIT */
/*
 * SQLite looks for a name among temporary tables first, but not from within
 * the database's own views.  So what the statement of a view names is found in
 * the tables that were made before it.
 */
#include "audit/db/shadow.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"
#include "queries/queries.h"

/* A view, and how to look its rows up; views come after what they name. */
struct shadow {
	const char *view;
	const char *index; /* statement */
};

static const struct shadow shadows[] = {
	{ "mainline_changes", "CREATE UNIQUE INDEX temp.shadow_changes"
			      "    ON mainline_changes (commit_id)" },
	{ "ai_commits", "CREATE UNIQUE INDEX temp.shadow_ai"
			"    ON ai_commits (commit_id)" },
	{ "revert_units", "CREATE INDEX temp.shadow_units"
			  "    ON revert_units (commit_id)" },
	{ NULL, NULL },
};

/* Where the statement of the view says its name. */
static const char *find_view(const char *view)
{
	static const char words[] = "CREATE VIEW ";
	const char *at = query_file_find("views")->sql;
	size_t len = strlen(view);

	while ((at = strstr(at, words))) {
		at += strlen(words);
		if (strncmp(at, view, len) == 0 && at[len] == ' ')
			return at;
	}
	return NULL;
}

/* "CREATE TEMP TABLE x AS SELECT ...", from the text of the view. */
static char *table_of(const char *view)
{
	const char *begin = find_view(view);
	const char *end = begin ? strstr(begin, ";\n") : NULL;
	struct buf sql = BUF_INIT;

	assert(end);
	buf_add_str(&sql, "CREATE TEMP TABLE ");
	buf_add(&sql, begin, (size_t)(end - begin));
	return buf_detach(&sql, NULL);
}

static int make(struct db *db, const struct shadow *shadow, struct err *err)
{
	char *sql = table_of(shadow->view);
	int ret = db_script(db, sql, err);

	free(sql);
	return ret < 0 ? -1 : db_script(db, shadow->index, err);
}

int shadow_views(struct db *db, struct err *err)
{
	int ret = db_script(db, "PRAGMA query_only = 0", err);

	for (const struct shadow *shadow = shadows; ret == 0 && shadow->view;
	     shadow++)
		ret = make(db, shadow, err);
	if (db_script(db, "PRAGMA query_only = 1", err) < 0)
		return -1;
	return ret;
}
