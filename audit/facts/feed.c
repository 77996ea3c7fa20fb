/* SPDX-License-Identifier: MIT */
#include "audit/facts/feed.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

enum {
	CHUNK_UNITS = 16384,   /* at most so many commits, */
	CHUNK_PLAIN = 4096,    /* without lines, which want many versions */
	CHUNK_CHANGES = 65536, /* no more commits after so many paths */
	STEP_UNITS = 1024,     /* read between two looks at that bound */
	BATCH_UNITS = 32,      /* handed to a worker at a time */
	BATCH_PAIRS = 64
};

/* A pair of blobs to compare; the unit gives its place in time. */
struct pair {
	struct unit_change *change;
	const struct unit *unit;
};

struct feed {
	struct feed_config config;
	size_t n_done; /* nodes */
	struct jobs *jobs;
	struct unit_reader **readers; /* one a worker */
	int n_readers;
	/* the task of the moment */
	struct chunk *chunk;
	struct pair *pairs;
	size_t first_unit;
	/* one chunk is handed over at a time */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct chunk *ready;
	bool is_ended, is_stopped, has_thread;
};

void chunk_free(struct chunk *chunk)
{
	if (!chunk)
		return;
	for (int i = 0; i < chunk->n_arenas; i++)
		arena_release(&chunk->arenas[i]);
	free(chunk->arenas);
	free(chunk->units);
	free(chunk);
}

static struct chunk *chunk_new(int n_arenas, size_t n_units)
{
	struct chunk *chunk = xcalloc(1, sizeof(*chunk));

	chunk->n_arenas = n_arenas;
	chunk->arenas = xcalloc((size_t)n_arenas, sizeof(*chunk->arenas));
	chunk->units = xcalloc(n_units, sizeof(*chunk->units));
	return chunk;
}

/* --- the two tasks of the workers --- */

static void read_units(void *context, int worker, size_t first, size_t end)
{
	struct feed *feed = context;
	struct chunk *chunk = feed->chunk;
	const struct unit_source source = { feed->config.graph,
					    feed->config.kept };

	for (size_t i = first; i < end; i++)
		unit_read(feed->readers[worker], &source,
			  feed->config.nodes[feed->n_done + i],
			  &chunk->arenas[worker],
			  &chunk->units[feed->first_unit + i]);
}

static void count_pairs(void *context, int worker, size_t first, size_t end)
{
	struct feed *feed = context;

	for (size_t i = first; i < end; i++)
		unit_count_lines(feed->readers[worker], feed->pairs[i].change,
				 &feed->chunk->arenas[worker]);
}

/* By path, and within a path by time: neighbours share a blob. */
static int compare_pairs(const void *a, const void *b)
{
	const struct pair *left = a, *right = b;
	const struct unit_change *x = left->change, *y = right->change;
	size_t len = x->path_len < y->path_len ? x->path_len : y->path_len;
	int order = memcmp(x->path, y->path, len);

	if (order)
		return order;
	if (x->path_len != y->path_len)
		return x->path_len < y->path_len ? -1 : 1;
	return left->unit < right->unit ? -1 : left->unit > right->unit;
}

static void count_lines(struct feed *feed)
{
	struct chunk *chunk = feed->chunk;
	size_t n = 0;

	for (size_t i = 0; i < chunk->n_units; i++)
		n += chunk->units[i].n_changes;
	feed->pairs = xcalloc(n, sizeof(*feed->pairs));
	n = 0;
	for (size_t i = 0; i < chunk->n_units; i++) {
		struct unit *unit = &chunk->units[i];

		for (size_t k = 0; !unit->is_merge && k < unit->n_changes; k++)
			feed->pairs[n++] =
				(struct pair){ &unit->changes[k], unit };
	}
	qsort(feed->pairs, n, sizeof(*feed->pairs), compare_pairs);
	jobs_run(feed->jobs, n, BATCH_PAIRS, count_pairs, feed);
	free(feed->pairs);
}

/* Read nodes into the chunk until it is full. */
static void fill_chunk(struct feed *feed)
{
	struct chunk *chunk = feed->chunk;
	const size_t n_max =
		feed->config.with_lines ? CHUNK_UNITS : CHUNK_PLAIN;
	size_t n_changes = 0;

	while (chunk->n_units < n_max && n_changes < CHUNK_CHANGES &&
	       feed->n_done < feed->config.n_nodes) {
		size_t n = feed->config.n_nodes - feed->n_done;

		n = n < STEP_UNITS ? n : STEP_UNITS;
		feed->first_unit = chunk->n_units;
		jobs_run(feed->jobs, n, BATCH_UNITS, read_units, feed);
		for (size_t i = 0; i < n; i++)
			n_changes += chunk->units[chunk->n_units + i].n_changes;
		chunk->n_units += n;
		feed->n_done += n;
	}
}

/* --- handing over --- */

/* Wait for room and put the chunk there; false when reading shall stop. */
static bool hand_over(struct feed *feed, struct chunk *chunk)
{
	bool go_on;

	pthread_mutex_lock(&feed->lock);
	while (feed->ready && !feed->is_stopped)
		pthread_cond_wait(&feed->changed, &feed->lock);
	go_on = !feed->is_stopped;
	if (go_on)
		feed->ready = chunk;
	pthread_cond_broadcast(&feed->changed);
	pthread_mutex_unlock(&feed->lock);
	return go_on;
}

static void *feed_main(void *arg)
{
	struct feed *feed = arg;

	while (feed->n_done < feed->config.n_nodes) {
		feed->chunk = chunk_new(feed->n_readers, CHUNK_UNITS);
		fill_chunk(feed);
		if (feed->config.with_lines)
			count_lines(feed);
		if (!hand_over(feed, feed->chunk)) {
			chunk_free(feed->chunk);
			break;
		}
	}
	pthread_mutex_lock(&feed->lock);
	feed->is_ended = true;
	pthread_cond_broadcast(&feed->changed);
	pthread_mutex_unlock(&feed->lock);
	return NULL;
}

static int no_thread(struct err *err)
{
	return err_set(err, FAIL_WORLD,
		       "cannot start a thread; ask for fewer with --jobs");
}

static int feed_new(struct repository *repo, int n_workers,
		    struct feed **feed_out, struct err *err)
{
	struct feed *feed = xcalloc(1, sizeof(*feed));

	pthread_mutex_init(&feed->lock, NULL);
	pthread_cond_init(&feed->changed, NULL);
	feed->jobs = jobs_new(n_workers);
	if (!feed->jobs) {
		feed_free(feed);
		return no_thread(err);
	}
	n_workers = jobs_n_workers(feed->jobs);
	feed->readers =
		xcalloc((size_t)n_workers, sizeof(struct unit_reader *));
	for (; feed->n_readers < n_workers; feed->n_readers++)
		if (unit_reader_new(repo, &feed->readers[feed->n_readers],
				    err) < 0) {
			feed_free(feed);
			return -1;
		}
	*feed_out = feed;
	return 0;
}

int feed_start(const struct feed_config *config, struct feed **feed_out,
	       struct err *err)
{
	struct feed *feed;

	if (feed_new(config->repo, config->n_workers, &feed, err) < 0)
		return -1;
	feed->config = *config;
	if (pthread_create(&feed->thread, NULL, feed_main, feed)) {
		feed_free(feed);
		return no_thread(err);
	}
	feed->has_thread = true;
	*feed_out = feed;
	return 0;
}

struct chunk *feed_next(struct feed *feed)
{
	struct chunk *chunk;

	pthread_mutex_lock(&feed->lock);
	while (!feed->ready && !feed->is_ended)
		pthread_cond_wait(&feed->changed, &feed->lock);
	chunk = feed->ready;
	feed->ready = NULL;
	pthread_cond_broadcast(&feed->changed);
	pthread_mutex_unlock(&feed->lock);
	return chunk;
}

void feed_free(struct feed *feed)
{
	if (!feed)
		return;
	pthread_mutex_lock(&feed->lock);
	feed->is_stopped = true;
	pthread_cond_broadcast(&feed->changed);
	pthread_mutex_unlock(&feed->lock);
	if (feed->has_thread)
		pthread_join(feed->thread, NULL);
	chunk_free(feed->ready);
	jobs_free(feed->jobs);
	for (int i = 0; i < feed->n_readers; i++)
		unit_reader_free(feed->readers[i]);
	free(feed->readers);
	pthread_cond_destroy(&feed->changed);
	pthread_mutex_destroy(&feed->lock);
	free(feed);
}

int feed_count_lines(struct repository *repo, struct chunk *chunk,
		     int n_workers, struct err *err)
{
	struct feed *feed = NULL;

	if (feed_new(repo, n_workers, &feed, err) < 0)
		return -1;
	assert(feed);
	feed->chunk = chunk;
	count_lines(feed);
	feed_free(feed);
	return 0;
}
