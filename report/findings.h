/* SPDX-License-Identifier: MIT */
#ifndef REPORT_FINDINGS_H
#define REPORT_FINDINGS_H
/*
 * findings - what a policy says of the changes of a range, as text, JSON,
 * SARIF 2.1.0, or workflow commands of GitHub: one loop over the query
 * "findings", four writers.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "audit/base/buf.h"
#include "audit/db/db.h"

/* A rule of the policy. */
struct findings_rule {
	char *name, *severity;
	char *says;    /* in English */
	char *message; /* of the project; "": none */
};

/* The policy; texts belong to the caller. */
struct findings_about {
	const char *policy, *source, *hash; /* source: NULL: not said */
	struct findings_rule *rules;        /* filled by findings_write */
	size_t n_rules, n_rules_alloc;
};

/* One row: what a rule says of a change.  Texts live for the call. */
struct finding {
	const char *oid, *subject;
	const char *era;   /* no-policy: none was in force */
	const char *rule;  /* "": there is none */
	size_t rule_index; /* of findings_about.rules; of no use without rule */
	const char *kind, *outcome, *severity, *why;
	bool is_first; /* of its change */
};

/* Sums over what was seen so far. */
struct findings_sums {
	int64_t commits, breaking; /* changes, and those that break a rule */
	int64_t pass, fail, not_applicable, undecidable;
	int64_t no_policy; /* changes that were before the first era */
	int64_t errors, warnings, notes; /* of fail, by severity */
};

/* How the parts are written; out collects them. */
struct findings_format {
	const char *name;
	void (*begin)(const struct findings_about *about, struct buf *out);
	void (*add)(const struct finding *finding,
		    const struct findings_sums *sums, struct buf *out);
	void (*end)(const struct findings_sums *sums, struct buf *out);
};

/* The formats. */
extern const struct findings_format findings_text, findings_json,
	findings_github, findings_sarif;

/* FAIL_USAGE with the nearest names for an unknown format. */
int findings_format_find(const char *name,
			 const struct findings_format **format_out,
			 struct err *err);

/* Write all findings of a database: 1 if a rule of severity error fails. */
int findings_write(struct db *db, struct findings_about *about,
		   const struct findings_format *format, FILE *file,
		   struct err *err);

#endif
