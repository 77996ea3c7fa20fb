/* SPDX-License-Identifier: MIT */
#include "audit/db/companion.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

const char **companion_words(char *text, size_t *n_out)
{
	const char **words = NULL;
	size_t n = 0, n_alloc = 0;
	char *rest;

	for (char *word = strtok_r(text, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest)) {
		words = xgrow((void *)words, n, &n_alloc, sizeof(*words));
		words[n++] = word;
	}
	*n_out = n;
	return words;
}

/* "revert-lives by repo part" */
int companion_find(const struct question *question,
		   struct companion *companion_out, struct err *err)
{
	struct companion *companion = companion_out;
	size_t n_words;

	*companion = (struct companion){ .of = question, .texts = BUF_INIT };
	companion->key_text = xstrdup(question->rows);
	companion->keys = companion_words(companion->key_text, &n_words);
	assert(n_words >= 3 && strcmp(companion->keys[1], "by") == 0);
	if (question_find(companion->keys[0], &companion->question, err) < 0)
		return -1;
	companion->n_keys = n_words - 2;
	memmove((void *)companion->keys, (const void *)(companion->keys + 2),
		companion->n_keys * sizeof(*companion->keys));
	return 0;
}

void companion_release(struct companion *companion)
{
	if (companion->question.file)
		question_release(&companion->question);
	buf_release(&companion->texts);
	free((void *)companion->keys);
	free(companion->key_text);
	memset(companion, 0, sizeof(*companion));
}

int companion_ask(struct companion *companion, struct db *db,
		  const struct scope *scope, const struct opt_texts *params,
		  struct db_stmt **rows_out, struct err *err)
{
	struct opt_texts passed = { 0 };
	const char *at;
	int ret;

	question_pass_on(&companion->question, companion->of, params,
			 &companion->texts);
	for (at = companion->texts.data;
	     at < companion->texts.data + companion->texts.len;
	     at += strlen(at) + 1)
		opt_texts_add(&passed, at);
	ret = question_ask(&companion->question, db, scope, &passed, rows_out,
			   err);
	opt_texts_release(&passed);
	return ret;
}
