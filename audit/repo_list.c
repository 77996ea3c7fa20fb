/* SPDX-License-Identifier: MIT */
#include "audit/repo_list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

static void take_line(struct repo_list *list, const char *line)
{
	struct repo_list_item *item;
	char *tab;

	if (!*line || *line == '#')
		return;
	list->items = xgrow(list->items, list->n_items, &list->n_alloc,
			    sizeof(*list->items));
	item = &list->items[list->n_items++];
	item->path = xstrdup(line);
	item->name = NULL;
	tab = strchr(item->path, '\t');
	if (!tab)
		return;
	*tab = '\0';
	if (tab[1])
		item->name = tab + 1;
}

int repo_list_read(const char *path, struct repo_list *list_out,
		   struct err *err)
{
	struct repo_list list = { 0 };
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t n_alloc = 0;
	int ret = 0;

	while (file && getline(&line, &n_alloc, file) > 0) {
		line[strcspn(line, "\r\n")] = '\0';
		take_line(&list, line);
	}
	if (!file || ferror(file))
		ret = err_set(err, file ? FAIL_WORLD : FAIL_USAGE,
			      "cannot read '%s': %s; %s", path, strerror(errno),
			      hint_of(errno));
	else if (!list.n_items)
		ret = err_set(err, FAIL_USAGE,
			      "'%s' names no repository; write the path of "
			      "one on each line",
			      path);
	if (file)
		fclose(file);
	free(line);
	if (ret < 0)
		repo_list_release(&list);
	else
		*list_out = list;
	return ret;
}

void repo_list_release(struct repo_list *list)
{
	for (size_t i = 0; i < list->n_items; i++)
		free(list->items[i].path);
	free(list->items);
	memset(list, 0, sizeof(*list));
}
