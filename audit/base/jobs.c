/* SPDX-License-Identifier: MIT */
#include "audit/base/jobs.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

#include "audit/base/xalloc.h"

struct worker {
	struct jobs *jobs;
	pthread_t thread;
	int number;
};

struct jobs {
	pthread_mutex_t lock;
	pthread_cond_t work_there, work_done;
	struct worker *workers;
	int n_workers;
	bool stop;
	/* the task: items next..n-1 are not handed out yet */
	jobs_fn *fn;
	void *context;
	size_t next, n, batch;
	int n_busy;
};

/* Under the lock: hand out portions until there are none. */
static void work(struct worker *worker)
{
	struct jobs *jobs = worker->jobs;

	jobs->n_busy++;
	while (jobs->next < jobs->n) {
		size_t first = jobs->next;
		size_t end = jobs->n - first > jobs->batch ? first + jobs->batch
							   : jobs->n;

		jobs->next = end;
		pthread_mutex_unlock(&jobs->lock);
		jobs->fn(jobs->context, worker->number, first, end);
		pthread_mutex_lock(&jobs->lock);
	}
	if (--jobs->n_busy == 0)
		pthread_cond_signal(&jobs->work_done);
}

static void *worker_main(void *arg)
{
	struct worker *worker = arg;
	struct jobs *jobs = worker->jobs;

	pthread_mutex_lock(&jobs->lock);
	while (!jobs->stop) {
		if (jobs->next < jobs->n)
			work(worker);
		else
			pthread_cond_wait(&jobs->work_there, &jobs->lock);
	}
	pthread_mutex_unlock(&jobs->lock);
	return NULL;
}

struct jobs *jobs_new(int n_workers)
{
	struct jobs *jobs = xcalloc(1, sizeof(*jobs));

	assert(n_workers >= 1);
	pthread_mutex_init(&jobs->lock, NULL);
	pthread_cond_init(&jobs->work_there, NULL);
	pthread_cond_init(&jobs->work_done, NULL);
	jobs->workers = xcalloc((size_t)n_workers, sizeof(*jobs->workers));
	for (int i = 0; i < n_workers; i++) {
		struct worker *worker = &jobs->workers[i];

		worker->jobs = jobs;
		worker->number = i;
		if (pthread_create(&worker->thread, NULL, worker_main, worker))
			break;
		jobs->n_workers++;
	}
	if (!jobs->n_workers) {
		jobs_free(jobs);
		return NULL;
	}
	return jobs;
}

void jobs_free(struct jobs *jobs)
{
	if (!jobs)
		return;
	pthread_mutex_lock(&jobs->lock);
	jobs->stop = true;
	pthread_cond_broadcast(&jobs->work_there);
	pthread_mutex_unlock(&jobs->lock);
	for (int i = 0; i < jobs->n_workers; i++)
		pthread_join(jobs->workers[i].thread, NULL);
	pthread_cond_destroy(&jobs->work_done);
	pthread_cond_destroy(&jobs->work_there);
	pthread_mutex_destroy(&jobs->lock);
	free(jobs->workers);
	free(jobs);
}

int jobs_n_workers(const struct jobs *jobs)
{
	return jobs->n_workers;
}

void jobs_run(struct jobs *jobs, size_t n, size_t batch, jobs_fn *fn,
	      void *context)
{
	assert(batch > 0);
	pthread_mutex_lock(&jobs->lock);
	jobs->fn = fn;
	jobs->context = context;
	jobs->next = 0;
	jobs->n = n;
	jobs->batch = batch;
	pthread_cond_broadcast(&jobs->work_there);
	while (jobs->next < jobs->n || jobs->n_busy > 0)
		pthread_cond_wait(&jobs->work_done, &jobs->lock);
	pthread_mutex_unlock(&jobs->lock);
}

int jobs_n_processors(void)
{
	cpu_set_t set;
	int n = 0;

	CPU_ZERO(&set);
	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		n = CPU_COUNT(&set);
	return n < 1 ? 1 : n;
}
