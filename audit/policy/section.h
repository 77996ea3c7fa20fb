/* SPDX-License-Identifier: MIT */
#ifndef POLICY_SECTION_H
#define POLICY_SECTION_H
/*
 * section - the keys of a section of a policy file, as a table: how a value
 * is read, and which field of the section's struct takes it.
 *
 *     static const struct section_key tier_keys[] = {
 *         { "path", SECTION_PATTERNS, AT(paths), NULL, 0, 0, "what it does" },
 *         { 0 }
 *     };
 *
 * The struct of a section starts with a struct section_head.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/base/arena.h"
#include "audit/base/err.h"
#include "audit/git/config_file.h"

struct perl_regex;

/* How many keys a section may know. */
enum { SECTION_KEYS_MAX = 48 };

/* What every section has. */
struct section_head {
	const char *name;            /* [tier "NAME"]; "" for [policy] */
	int line;                    /* of its first header */
	int lines[SECTION_KEYS_MAX]; /* by number of key; 0: not given */
};

/* A value that may be given several times. */
struct section_word {
	const char *text;
	int line;
};

/* All of them, in order; items is owned, texts are not. */
struct section_words {
	struct section_word *items;
	size_t n_items, n_alloc;
};

/* The first second of a day, or nothing. */
struct section_day {
	bool is_given;
	int64_t at; /* Unix seconds, UTC */
};

/* A regular expression. */
struct section_regex {
	const char *text;         /* NULL: not given */
	struct perl_regex *regex; /* owned */
};

/* How a value is read, and what field takes it. */
enum section_type {
	SECTION_TEXT,     /* const char *: any text but none */
	SECTION_WORDS,    /* struct section_words; repeatable */
	SECTION_PATTERNS, /* the same: patterns of .gitignore */
	SECTION_EMAILS,   /* the same: each holds an @ */
	SECTION_ONE_OF,   /* int: number of the word in words, from 1 */
	SECTION_SOME_OF,  /* unsigned: bits, 1 << number from 0; repeatable */
	SECTION_COUNT,    /* int64_t, from lo to hi */
	SECTION_DAY,      /* struct section_day: YYYY-MM-DD */
	SECTION_FLAG,     /* bool: true or false */
	SECTION_REGEX,    /* struct section_regex */
};

/* One key; a table ends with a row whose name is NULL. */
struct section_key {
	const char *name;
	enum section_type type;
	size_t offset;            /* of the field, in the section's struct */
	const char *const *words; /* ONE_OF, SOME_OF: ended by NULL */
	int64_t lo, hi;           /* COUNT */
	const char *about;        /* what it does, in a few words */
};

/* Where texts go, and what stands in messages. */
struct section_file {
	const char *path;
	struct arena *memory;
};

/* "PATH:LINE: message", FAIL_USAGE; always -1. */
int section_fail(const char *path, struct err *err, int line, const char *fmt,
		 ...) __attribute__((format(printf, 4, 5)));

/*
 * Put the value of an entry where its key says; section is the struct.
 * FAIL_USAGE for a key that is not in the table, one that is given twice, a
 * value that is not of its type.
 */
int section_set(const struct section_file *file, const struct section_key *keys,
		void *section, const struct config_entry *entry,
		struct err *err);

/* The line on which a key was given, 0 if it was not. */
int section_line(const struct section_key *keys,
		 const struct section_head *head, const char *name);

/* Free what the fields of a section own. */
void section_release(const struct section_key *keys, void *section);

/* True if a word is among words, ASCII case ignored. */
bool section_has_word(const struct section_words *words, const char *word);

#endif
