/* SPDX-License-Identifier: MIT */
#ifndef POLICY_POLICY_LANGUAGE_H
#define POLICY_POLICY_LANGUAGE_H
/*
 * policy_language - what a policy file may hold: the tables that it is read
 * by, as a text for people.
 */
#include <stdbool.h>

#include "audit/base/buf.h"
#include "audit/policy/policy.h"
#include "audit/policy/section.h"

/* A kind of section; the table ends with a row whose name is NULL. */
struct policy_section {
	const char *name;               /* [NAME] */
	bool has_name;                  /* [tier "NAME"] */
	const struct section_key *keys; /* ends with a NULL name */
	/* The struct that the next section of it fills; the policy's. */
	void *(*begin)(struct policy *policy);
	const char *about; /* what it tells, in a few words */
};

/* The sections that there are, in the order of a file. */
extern const struct policy_section policy_sections[];

/* Append what a key takes: "a|b" (one of them), "1..100", "TEXT..." */
void policy_language_type(const struct section_key *key, struct buf *out);

/*
 * Append every section with its keys, what they take and do, and then every
 * kind of rule with the keys that are its own; lines end in line feeds.
 */
void policy_language_say(struct buf *out);

#endif
