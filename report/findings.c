/* SPDX-License-Identifier: MIT */
#include "report/findings.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/suggest.h"
#include "audit/base/xalloc.h"
#include "audit/db/question.h"
#include "report/json.h"
#include "report/visible.h"

static const struct findings_format *const formats[] = {
	&findings_text, &findings_json, &findings_sarif, &findings_github, NULL,
};

int findings_format_find(const char *name,
			 const struct findings_format **format_out,
			 struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	suggest_init(&near, name);
	for (size_t i = 0; formats[i]; i++) {
		if (strcmp(formats[i]->name, name) == 0) {
			*format_out = formats[i];
			suggest_release(&near);
			return 0;
		}
		suggest_offer(&near, formats[i]->name);
	}
	suggest_say(&near, &hint);
	err_set(err, FAIL_USAGE, "no format '%s'%s (text, json, sarif, github)",
		name, hint.data);
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

/* ---- what all count ---- */

static void count(struct findings_sums *sums, const struct finding *finding,
		  bool *breaks)
{
	static const struct {
		const char *word;
		size_t offset;
	} counters[] = {
		{ "pass", offsetof(struct findings_sums, pass) },
		{ "not-applicable",
		  offsetof(struct findings_sums, not_applicable) },
		{ "undecidable", offsetof(struct findings_sums, undecidable) },
		{ "fail", offsetof(struct findings_sums, fail) },
		{ "no-policy", offsetof(struct findings_sums, no_policy) },
		{ "error", offsetof(struct findings_sums, errors) },
		{ "warning", offsetof(struct findings_sums, warnings) },
		{ "note", offsetof(struct findings_sums, notes) },
	};
	const bool fails = strcmp(finding->outcome, "fail") == 0;

	if (finding->is_first) {
		sums->commits++;
		*breaks = false;
	}
	sums->breaking += fails && !*breaks;
	*breaks = *breaks || fails;
	for (size_t i = 0; i < sizeof(counters) / sizeof(*counters); i++)
		if (strcmp(counters[i].word, finding->outcome) == 0 ||
		    (fails && strcmp(counters[i].word, finding->severity) == 0))
			*(int64_t *)((char *)sums + counters[i].offset) += 1;
}

static struct finding read_finding(const struct db_stmt *rows,
				   const struct buf *last)
{
	struct finding finding = {
		.oid = db_text(rows, 3),
		.subject = db_text(rows, 4),
		.era = db_text(rows, 5),
		.rule = db_text(rows, 6),
		.kind = db_text(rows, 7),
		.outcome = db_text(rows, 8),
		.severity = db_text(rows, 9),
		.why = db_text(rows, 10),
	};

	finding.is_first = strcmp(finding.oid, last->data) != 0;
	return finding;
}

static int read_rules(struct db *db, struct findings_about *about,
		      struct err *err)
{
	struct db_stmt *rows = NULL;
	int more;

	if (db_prepare(db,
		       "SELECT name, severity, says, message FROM rules"
		       " ORDER BY policy_id, rule",
		       &rows, err) < 0)
		return -1;
	while ((more = db_step(rows, err)) > 0) {
		about->rules =
			xgrow(about->rules, about->n_rules,
			      &about->n_rules_alloc, sizeof(*about->rules));
		about->rules[about->n_rules++] = (struct findings_rule){
			.name = xstrdup(db_text(rows, 0)),
			.severity = xstrdup(db_text(rows, 1)),
			.says = xstrdup(db_text(rows, 2)),
			.message = xstrdup(db_text(rows, 3)),
		};
	}
	db_stmt_free(rows);
	return more;
}

static void free_rules(struct findings_about *about)
{
	for (size_t i = 0; i < about->n_rules; i++) {
		free(about->rules[i].name);
		free(about->rules[i].severity);
		free(about->rules[i].says);
		free(about->rules[i].message);
	}
	free(about->rules);
	about->rules = NULL;
	about->n_rules = about->n_rules_alloc = 0;
}

/* The place of a rule in the policy. */
static size_t index_of(const struct findings_about *about, const char *rule)
{
	size_t i = 0;

	while (i < about->n_rules && strcmp(about->rules[i].name, rule) != 0)
		i++;
	return i;
}

static int write_rows(struct db_stmt *rows, const struct findings_about *about,
		      const struct findings_format *format,
		      struct findings_sums *sums, FILE *file, struct err *err)
{
	struct buf out = BUF_INIT, last = BUF_INIT;
	bool breaks = false;
	int more;

	while ((more = db_step(rows, err)) > 0) {
		struct finding finding = read_finding(rows, &last);

		finding.rule_index = index_of(about, finding.rule);
		count(sums, &finding, &breaks);
		buf_clear(&out);
		format->add(&finding, sums, &out);
		fwrite(out.data, 1, out.len, file);
		buf_clear(&last);
		buf_add_str(&last, finding.oid);
	}
	buf_release(&last);
	buf_release(&out);
	return more;
}

int findings_write(struct db *db, struct findings_about *about,
		   const struct findings_format *format, FILE *file,
		   struct err *err)
{
	const struct scope all = { 0 };
	const struct opt_texts none = { 0 };
	struct question question = { 0 };
	struct db_stmt *rows = NULL;
	struct findings_sums sums = { 0 };
	struct buf out = BUF_INIT;
	int ret = -1;

	if (read_rules(db, about, err) < 0 ||
	    question_find("findings", &question, err) < 0 ||
	    question_ask(&question, db, &all, &none, &rows, err) < 0)
		goto out;
	format->begin(about, &out);
	fwrite(out.data, 1, out.len, file);
	if (write_rows(rows, about, format, &sums, file, err) < 0)
		goto out;
	buf_clear(&out);
	format->end(&sums, &out);
	fwrite(out.data, 1, out.len, file);
	ret = sums.errors > 0;
out:
	db_stmt_free(rows);
	question_release(&question);
	free_rules(about);
	buf_release(&out);
	return ret;
}

/* ---- text ---- */

static void text_begin(const struct findings_about *about, struct buf *out)
{
	(void)about;
	(void)out;
}

/* Outcomes that a person wants to know of, beside what fails. */
static bool is_told(const char *outcome)
{
	return strcmp(outcome, "undecidable") == 0 ||
	       strcmp(outcome, "no-policy") == 0;
}

static void text_add(const struct finding *finding,
		     const struct findings_sums *sums, struct buf *out)
{
	const bool fails = strcmp(finding->outcome, "fail") == 0;

	(void)sums;
	if (finding->is_first) {
		buf_addf(out, "%.12s ", finding->oid);
		visible_add(out, finding->subject, strlen(finding->subject));
		buf_add_char(out, '\n');
	}
	if (!fails && !is_told(finding->outcome))
		return;
	buf_addf(out, "    %-11s ",
		 fails ? finding->severity : finding->outcome);
	visible_add(out, finding->rule, strlen(finding->rule));
	buf_add_str(out, *finding->rule ? ": " : "");
	visible_add(out, finding->why, strlen(finding->why));
	buf_add_char(out, '\n');
}

static const char *plural(int64_t n)
{
	return n == 1 ? "" : "s";
}

static void text_end(const struct findings_sums *sums, struct buf *out)
{
	buf_addf(out,
		 "%" PRId64 " change%s, %" PRId64 " with faults: %" PRId64
		 " error%s, %" PRId64 " warning%s, %" PRId64 " note%s; %" PRId64
		 " undecidable\n",
		 sums->commits, plural(sums->commits), sums->breaking,
		 sums->errors, plural(sums->errors), sums->warnings,
		 plural(sums->warnings), sums->notes, plural(sums->notes),
		 sums->undecidable);
}

const struct findings_format findings_text = {
	"text",
	text_begin,
	text_add,
	text_end,
};

/* ---- JSON ---- */

static void add_member(struct buf *out, const char *before, const char *name,
		       const char *value)
{
	buf_addf(out, "%s\"%s\":", before, name);
	if (value)
		json_add_string(out, value);
	else
		buf_add_str(out, "null");
}

static void json_begin(const struct findings_about *about, struct buf *out)
{
	add_member(out, "{\"policy\":{", "name", about->policy);
	add_member(out, ",", "source", about->source);
	add_member(out, ",", "hash", about->hash);
	buf_add_str(out, "},\n\"commits\":[");
}

static void json_add(const struct finding *finding,
		     const struct findings_sums *sums, struct buf *out)
{
	if (finding->is_first) {
		add_member(out, sums->commits > 1 ? "]},\n{" : "\n{", "oid",
			   finding->oid);
		add_member(out, ",", "subject", finding->subject);
		add_member(out, ",", "era", finding->era);
		buf_add_str(out, ",\"findings\":[");
	}
	if (!*finding->rule)
		return;
	add_member(out, finding->is_first ? "\n {" : ",\n {", "rule",
		   finding->rule);
	add_member(out, ",", "kind", finding->kind);
	add_member(out, ",", "outcome", finding->outcome);
	add_member(out, ",", "severity", finding->severity);
	add_member(out, ",", "why", finding->why);
	buf_add_char(out, '}');
}

static void json_end(const struct findings_sums *sums, struct buf *out)
{
	buf_add_str(out, sums->commits ? "]}\n],\n" : "],\n");
	buf_addf(out,
		 "\"summary\":{\"commits\":%" PRId64 ",\"breaking\":%" PRId64
		 ",\"pass\":%" PRId64 ",\"fail\":%" PRId64
		 ",\"not_applicable\":%" PRId64 ",\"undecidable\":%" PRId64
		 ",\"no_policy\":%" PRId64,
		 sums->commits, sums->breaking, sums->pass, sums->fail,
		 sums->not_applicable, sums->undecidable, sums->no_policy);
	buf_addf(out,
		 ",\"errors\":%" PRId64 ",\"warnings\":%" PRId64
		 ",\"notes\":%" PRId64 "}}\n",
		 sums->errors, sums->warnings, sums->notes);
}

const struct findings_format findings_json = {
	"json",
	json_begin,
	json_add,
	json_end,
};

/* ---- workflow commands of GitHub ---- */

/* in_value: colons and commas end a value, too. */
static void add_escaped(struct buf *out, const char *text, bool in_value)
{
	struct buf safe = BUF_INIT;

	visible_add(&safe, text, strlen(text));
	for (const char *at = safe.data; *at; at++)
		if (*at == '%' || (in_value && (*at == ':' || *at == ',')))
			buf_addf(out, "%%%02X", (unsigned)*at);
		else
			buf_add_char(out, *at);
	buf_release(&safe);
}

static void github_add(const struct finding *finding,
		       const struct findings_sums *sums, struct buf *out)
{
	(void)sums;
	if (strcmp(finding->outcome, "fail") != 0)
		return;
	buf_addf(out, "::%s title=",
		 strcmp(finding->severity, "note") == 0 ? "notice"
							: finding->severity);
	add_escaped(out, finding->rule, true);
	buf_addf(out, "::%.12s ", finding->oid);
	add_escaped(out, finding->subject, false);
	buf_add_str(out, ": ");
	add_escaped(out, finding->why, false);
	buf_add_char(out, '\n');
}

const struct findings_format findings_github = {
	"github",
	text_begin,
	github_add,
	text_end,
};
