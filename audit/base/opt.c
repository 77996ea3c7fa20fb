/* SPDX-License-Identifier: MIT */
/*
 * getopt_long does the reading; this file turns a table into what getopt
 * wants and stores the values.  getopt's own messages are off (opterr = 0):
 * an error comes back as a struct err.
 */
#include "audit/base/opt.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/date.h"
#include "audit/base/suggest.h"
#include "audit/base/xalloc.h"

enum { MAX_OPTS = 40, HELP_KEY = 1000 };

void opt_texts_add(struct opt_texts *texts, const char *value)
{
	texts->items = xgrow((void *)texts->items, texts->n_items,
			     &texts->n_alloc, sizeof(*texts->items));
	texts->items[texts->n_items++] = value;
}

void opt_texts_release(struct opt_texts *texts)
{
	free((void *)texts->items);
	memset(texts, 0, sizeof(*texts));
}

int opt_read_date(const char *text, long long *at_out)
{
	char *end;
	long long seconds;
	int64_t at;

	if (date_read_day(text, &at) == 0) {
		*at_out = at;
		return 0;
	}
	errno = 0;
	seconds = strtoll(text, &end, 10);
	if (errno || end == text || *end)
		return -1;
	*at_out = seconds;
	return 0;
}

static int store_count(const struct opt *opt, int *field, const char *value,
		       struct err *err)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(value, &end, 10);
	if (errno || end == value || *end || n < 1 || n > 1000000)
		return err_set(
			err, FAIL_USAGE,
			"--%s wants a number from 1 to 1000000, not '%s'",
			opt->name, value);
	*field = (int)n;
	return 0;
}

static int store_bytes(const struct opt *opt, int64_t *field, const char *value,
		       struct err *err)
{
	static const char units[] = "kmg";
	const int64_t max = (int64_t)1 << 40;
	const char *unit;
	char *end;
	long long n;
	int shift = 0;

	errno = 0;
	n = strtoll(value, &end, 10);
	unit = *end ? strchr(units, ascii_lower(*end)) : NULL;
	if (unit) {
		shift = 10 * (int)(unit - units + 1);
		end++;
	}
	if (errno || end == value || *end || n < 1 || n > max >> shift)
		return err_set(err, FAIL_USAGE,
			       "--%s wants a number of bytes, as 5000000 or "
			       "100m, not '%s'",
			       opt->name, value);
	*field = (int64_t)n << shift;
	return 0;
}

static int store_date(const struct opt *opt, struct opt_date *field,
		      const char *value, struct err *err)
{
	if (opt_read_date(value, &field->at) < 0)
		return err_set(err, FAIL_USAGE,
			       "--%s wants a date as YYYY-MM-DD, not '%s'",
			       opt->name, value);
	field->is_set = 1;
	return 0;
}

static int store(const struct opt *opt, void *config, const char *value,
		 struct err *err)
{
	void *field = (char *)config + opt->offset;

	switch (opt->kind) {
	case OPT_FLAG:
		*(bool *)field = true;
		return 0;
	case OPT_TEXT:
		*(const char **)field = value;
		return 0;
	case OPT_TEXTS:
		opt_texts_add(field, value);
		return 0;
	case OPT_COUNT:
		return store_count(opt, field, value, err);
	case OPT_BYTES:
		return store_bytes(opt, field, value, err);
	case OPT_DATE:
		return store_date(opt, field, value, err);
	}
	assert(!"kind of option");
	return -1;
}

static int unknown_option(const struct opt *opts, const char *word,
			  struct err *err)
{
	struct suggest suggest;

	suggest_init(&suggest, word + strspn(word, "-"));
	for (const struct opt *opt = opts; opt->name; opt++)
		suggest_offer(&suggest, opt->name);
	if (strncmp(word, "--", 2) == 0 && suggest.n_names)
		err_set(err, FAIL_USAGE,
			"unknown option '%s'; did you mean --%s?", word,
			suggest.names[0].name);
	else
		err_set(err, FAIL_USAGE, "unknown option '%s' (try --help)",
			word);
	suggest_release(&suggest);
	return -1;
}

static int bad_option(const struct opt *opts, int result, const char *word,
		      struct err *err)
{
	if (result == ':')
		return err_set(err, FAIL_USAGE, "%s wants a value (try --help)",
			       word);
	return unknown_option(opts, word, err);
}

/*
 * What getopt stumbled over.  In a group of letters like -xq it has not moved
 * on from the argument yet, so argv[optind - 1] would be another one.
 */
static const char *stumbled_over(char **argv, char letter[3])
{
	if (optopt == 0 || optopt >= HELP_KEY)
		return argv[optind - 1];
	letter[0] = '-';
	letter[1] = (char)optopt;
	letter[2] = '\0';
	return letter;
}

/* The table in getopt's two forms; long options carry their row number. */
static void to_getopt(const struct opt *opts, struct option *longs,
		      char *shorts)
{
	size_t n = 0;

	*shorts++ = ':';
	*shorts++ = 'h';
	for (; opts[n].name; n++) {
		assert(n < MAX_OPTS);
		longs[n].name = opts[n].name;
		longs[n].has_arg = opts[n].kind == OPT_FLAG ? no_argument
							    : required_argument;
		longs[n].flag = NULL;
		longs[n].val = HELP_KEY + 1 + (int)n;
		if (!opts[n].letter)
			continue;
		*shorts++ = opts[n].letter;
		if (opts[n].kind != OPT_FLAG)
			*shorts++ = ':';
	}
	longs[n] = (struct option){ "help", no_argument, NULL, HELP_KEY };
	longs[n + 1] = (struct option){ NULL, 0, NULL, 0 };
	*shorts = '\0';
}

static const struct opt *row_of(const struct opt *opts, int result)
{
	if (result > HELP_KEY)
		return &opts[result - HELP_KEY - 1];
	while (opts->name && opts->letter != result)
		opts++;
	assert(opts->name);
	return opts;
}

int opt_parse(const struct opt_usage *usage, void *config, int argc,
	      char **argv, int *n_args_out, struct err *err)
{
	const struct opt *opts = usage->opts;
	struct option longs[MAX_OPTS + 2];
	char shorts[2 * MAX_OPTS + 4];
	char letter[3];
	int result;

	to_getopt(opts, longs, shorts);
	opterr = 0;
	optind = 0;
	while ((result = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (result == 'h' || result == HELP_KEY) {
			opt_print_help(stdout, usage);
			return 1;
		}
		if (result == '?' && optopt > HELP_KEY)
			return err_set(err, FAIL_USAGE,
				       "--%s takes no value; leave out the '=' "
				       "and what follows it",
				       longs[optopt - HELP_KEY - 1].name);
		if (result == '?' || result == ':')
			return bad_option(opts, result,
					  stumbled_over(argv, letter), err);
		if (store(row_of(opts, result), config, optarg, err) < 0)
			return -1;
	}
	*n_args_out = argc - optind;
	memmove(argv + 1, argv + optind, (size_t)*n_args_out * sizeof(*argv));
	return 0;
}

void opt_print_help(FILE *out, const struct opt_usage *usage)
{
	const struct opt *opts = usage->opts;

	fprintf(out, "usage: git provenance %s\n\n%s\n", usage->synopsis,
		usage->about);
	if (opts->name)
		fputs("\nOptions:\n", out);
	for (; opts->name; opts++) {
		int width = opts->letter ? fprintf(out, "  -%c, ", opts->letter)
					 : fprintf(out, "      ");

		width += fprintf(out, "--%s", opts->name);
		if (opts->value)
			width += fprintf(out, " %s", opts->value);
		fprintf(out, "%*s%s\n", width < 28 ? 28 - width : 2, "",
			opts->help);
	}
}
