/* SPDX-License-Identifier: MIT */
/* Every item is worked on once, by a worker that there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/base/jobs.h"
#include "audit/base/xalloc.h"

/* A sanitizer needs address space of its own. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANITIZED = true };
#else
enum { SANITIZED = false };
#endif

enum { WORKERS_MAX = 500 };

/* Workers may write to bytes of their own, and to n by their number. */
struct task {
	unsigned char *times; /* by item */
	size_t n_items, batch;
	int n_workers;
	size_t n_by[WORKERS_MAX];
};

static void work(void *context, int worker, size_t first, size_t end)
{
	struct task *task = context;

	if (worker < 0 || worker >= task->n_workers || first >= end ||
	    end > task->n_items || end - first > task->batch ||
	    first % task->batch != 0)
		return; /* the items are missed then */
	for (size_t i = first; i < end; i++)
		task->times[i]++;
	task->n_by[worker] += end - first;
}

static void check_run(struct jobs *jobs, size_t n_items, size_t batch)
{
	struct task task = { .times = xcalloc(n_items, 1),
			     .n_items = n_items,
			     .batch = batch,
			     .n_workers = jobs_n_workers(jobs) };
	size_t n = 0;

	jobs_run(jobs, n_items, batch, work, &task);
	for (size_t i = 0; i < n_items; i++)
		if (task.times[i] != 1)
			fail_msg("item %zu of %zu: %d times", i, n_items,
				 task.times[i]);
	for (int i = 0; i < WORKERS_MAX; i++)
		n += task.n_by[i];
	assert_int_equal(n, n_items);
	free(task.times);
}

static void test_rows(void **state)
{
	static const struct {
		int n_workers;
		size_t n_items, batch;
	} rows[] = {
		{ 1, 0, 1 },     { 1, 1, 1 },          { 1, 1000, 7 },
		{ 2, 1, 64 },    { 2, 64, 64 },        { 3, 65, 64 },
		{ 3, 10000, 1 }, { 4, 0, 5 },          { 8, 5, 1 },
		{ 8, 5000, 3 },  { 9, 100, SIZE_MAX },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct jobs *jobs = jobs_new(rows[i].n_workers);

		assert_int_equal(jobs_n_workers(jobs), rows[i].n_workers);
		for (int k = 0; k < 5; k++)
			check_run(jobs, rows[i].n_items, rows[i].batch);
		jobs_free(jobs);
	}
	jobs_free(NULL);
}

/* Many short tasks, one after the other. */
static void test_many_tasks(void **state)
{
	struct jobs *jobs = jobs_new(4);

	(void)state;
	for (size_t i = 0; i < 3000; i++)
		check_run(jobs, i % 20, 1 + i % 3);
	jobs_free(jobs);
}

static void test_unused(void **state)
{
	(void)state;
	for (int i = 1; i < 6; i++)
		jobs_free(jobs_new(i));
	assert_true(jobs_n_processors() >= 1);
}

/* As jobs_new, with so many bytes of address space left. */
static struct jobs *new_within(int n_workers, rlim_t n_bytes)
{
	FILE *file = fopen("/proc/self/statm", "re");
	unsigned long n_pages = 0;
	struct rlimit saved, few;
	struct jobs *jobs;

	assert_non_null(file);
	assert_int_equal(fscanf(file, "%lu", &n_pages), 1);
	fclose(file);
	assert_int_equal(getrlimit(RLIMIT_AS, &saved), 0);
	few = saved;
	few.rlim_cur = n_pages * (rlim_t)sysconf(_SC_PAGESIZE) + n_bytes;
	assert_int_equal(setrlimit(RLIMIT_AS, &few), 0);
	jobs = jobs_new(n_workers);
	assert_int_equal(setrlimit(RLIMIT_AS, &saved), 0);
	return jobs;
}

/*
 * Where there is no room for stacks there are fewer workers, or none.  Runs
 * before others, for stacks that were used are kept.
 */
static void test_few_threads(void **state)
{
	struct jobs *jobs;

	(void)state;
	/* nothing to show here; cmocka's skip() is a failure to prove */
	if (SANITIZED || access("/proc/self/statm", R_OK) < 0)
		return;
	assert_null(new_within(2, 1 << 20));
	jobs = new_within(500, 64 << 20);
	assert_non_null(jobs);
	assert_in_range(jobs_n_workers(jobs), 1, 499);
	check_run(jobs, 1000, 3);
	jobs_free(jobs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_few_threads),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_many_tasks),
		cmocka_unit_test(test_unused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
