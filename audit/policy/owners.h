/* SPDX-License-Identifier: MIT */
#ifndef POLICY_OWNERS_H
#define POLICY_OWNERS_H
/*
 * owners - what one version of an owners' file says: areas, each with
 * patterns and people, in the order of the file.
 *
 * The slices point into the text that was read, which must stay until
 * owners_free.  What a format's reader does not understand it leaves out:
 * there is no such thing as a bad file.
 */
#include <stdbool.h>
#include <stddef.h>

#include "audit/policy/names.h"

enum owners_format {
	OWNERS_MAINTAINERS, /* QEMU, Linux: sections with M:, F: lines */
	OWNERS_CODEOWNERS,  /* GitHub, GitLab: a pattern and its owners */
};

/* What a person is to an area. */
enum owners_role {
	OWNERS_MAINTAINER, /* M: */
	OWNERS_REVIEWER,   /* R: */
	OWNERS_LIST,       /* L: */
	OWNERS_OWNER,      /* of CODEOWNERS */
};

/* The area of a CODEOWNERS line without owners: its paths have none. */
#define OWNERS_NOBODY ((size_t)-1)

/* A pattern, where it stands. */
struct owners_rule {
	size_t area;       /* or OWNERS_NOBODY */
	size_t section;    /* rules that decide together, from 0 */
	char kind;         /* F, X, N, K of MAINTAINERS; O of CODEOWNERS */
	struct slice text; /* the pattern as it stands */
};

/* Somebody, or a list, where it stands. */
struct owners_person {
	size_t area;
	enum owners_role role;
	struct slice name;  /* also "@login", "@org/team"; may be empty */
	struct slice email; /* may be empty */
};

struct owners;

/* Which format a text looks like; CODEOWNERS where it could be either. */
enum owners_format owners_detect(struct slice text);

/* Read a text; time is proportional to its length. */
struct owners *owners_new(enum owners_format format, struct slice text);
void owners_free(struct owners *owners);

/*
 * The areas, from 0 in the order of their first line; a name is there once
 * and is valid as long as nothing is added.
 */
size_t owners_n_areas(const struct owners *owners);
struct slice owners_area(const struct owners *owners, size_t area);

/* The rules and people in the order of the file; valid likewise. */
const struct owners_rule *owners_rules(const struct owners *owners,
				       size_t *n_out);
const struct owners_person *owners_people(const struct owners *owners,
					  size_t *n_out);

/*
 * True if any pattern gives a path to an area; where all of them are "*" of
 * CODEOWNERS, which gives everything to the same people, there are no parts.
 */
bool owners_has_parts(const struct owners *owners);

/* For the readers of the formats: the area of a name, new or known. */
size_t owners_add_area(struct owners *owners, struct slice name);
/* For the readers: true if there is an area of that name. */
bool owners_has_area(const struct owners *owners, struct slice name);
/* For the readers: append a copy of a rule or person. */
void owners_add_rule(struct owners *owners, const struct owners_rule *rule);
void owners_add_person(struct owners *owners,
		       const struct owners_person *person);
/* For the readers: keep the people whose is_kept[i] is true. */
void owners_keep_people(struct owners *owners, const bool *is_kept);

#endif
