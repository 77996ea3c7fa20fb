/* SPDX-License-Identifier: MIT */
#include "audit/db/answers.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/bytemap.h"
#include "audit/base/xalloc.h"
#include "audit/db/handle.h"
#include "audit/db/kept.h"

/* What is known of a key. */
struct answer {
	struct kept *kept; /* NULL: not there */
	bool is_asked;     /* a thread is at it */
};

struct answers {
	pthread_mutex_t lock;
	pthread_cond_t put;
	struct bytemap places; /* in items, by key */
	struct answer *items;
	size_t n, n_alloc;
};

struct answers *answers_new(void)
{
	struct answers *answers = xcalloc(1, sizeof(*answers));

	pthread_mutex_init(&answers->lock, NULL);
	pthread_cond_init(&answers->put, NULL);
	return answers;
}

void answers_free(struct answers *answers)
{
	if (!answers)
		return;
	for (size_t i = 0; i < answers->n; i++)
		kept_free(answers->items[i].kept);
	free(answers->items);
	bytemap_release(&answers->places);
	pthread_cond_destroy(&answers->put);
	pthread_mutex_destroy(&answers->lock);
	free(answers);
}

void answers_share(struct answers *answers, struct db *db)
{
	db->answers = answers;
}

/* Under the lock: the place of a key, which is made where there is none. */
static size_t place_of(struct answers *answers, const char *key)
{
	size_t len = strlen(key);
	int64_t at = bytemap_get(&answers->places, key, len, -1);

	if (at >= 0)
		return (size_t)at;
	answers->items = xgrow(answers->items, answers->n, &answers->n_alloc,
			       sizeof(*answers->items));
	answers->items[answers->n] = (struct answer){ 0 };
	bytemap_set(&answers->places, key, len, (int64_t)answers->n);
	return answers->n++;
}

const struct kept *answers_take(struct answers *answers, const char *key)
{
	const struct kept *kept;
	size_t at;

	pthread_mutex_lock(&answers->lock);
	at = place_of(answers, key);
	while (answers->items[at].is_asked)
		pthread_cond_wait(&answers->put, &answers->lock);
	kept = answers->items[at].kept;
	answers->items[at].is_asked = !kept;
	pthread_mutex_unlock(&answers->lock);
	return kept;
}

const struct kept *answers_put(struct answers *answers, const char *key,
			       struct kept *kept)
{
	size_t at;

	pthread_mutex_lock(&answers->lock);
	at = place_of(answers, key);
	assert(answers->items[at].is_asked && !answers->items[at].kept);
	answers->items[at] = (struct answer){ .kept = kept };
	pthread_cond_broadcast(&answers->put);
	pthread_mutex_unlock(&answers->lock);
	return kept;
}
