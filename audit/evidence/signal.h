/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_SIGNAL_H
#define EVIDENCE_SIGNAL_H
/*
 * signal - one row of the catalogue: how a tool or a bot shows in commits.
 *
 * A new tool costs one row in one of the signals_*.c tables.  What each kind
 * compares is folded (span.h), but for addresses, which differ in case only.
 */
#include <stdbool.h>

#include "audit/evidence/span.h"

enum signal_kind {
	SIGNAL_EMAIL,   /* a whole e-mail address */
	SIGNAL_SLUG,    /* login of a GitHub noreply address, with or without
			* its number; "N+login": with that number only */
	SIGNAL_NAME,    /* a whole name.  Class mention: one that people bear
			* too, so that it takes a made-up address */
	SIGNAL_SUFFIX,  /* end of a name */
	SIGNAL_PREFIX,  /* start of a name */
	SIGNAL_WORD,    /* a word for a tool in the value of a key.  Class
			* mention: people bear it too, so nothing else may
			* stand beside it; automation: no AI */
	SIGNAL_MODEL,   /* a word for a model, in the same way */
	SIGNAL_KEY,     /* "KEY: GRAMMAR", see enum signal_grammar */
	SIGNAL_SESSION, /* start of a URL, in a line of its own or after a key */
	SIGNAL_FOOTER,  /* fixed text at the start of a line */
	SIGNAL_PHRASE,  /* "TEXT" or "TEXT GRAMMAR" anywhere */
	SIGNAL_NOTE,    /* a ref under refs/notes/ */
	SIGNAL_TRACE,   /* start of the paths of trace files, see trace.h */
	SIGNAL_BRANCH,  /* first or second folder of a merged branch */
	N_SIGNAL_KINDS
};

enum signal_class {
	CLASS_DECLARED, /* the first five make a commit AI-assisted */
	CLASS_IDENTITY,
	CLASS_SESSION,
	CLASS_FOOTER,
	CLASS_NOTE,
	CLASS_SUGGESTION,
	CLASS_FOUND_BY,
	CLASS_BRANCH,
	CLASS_MENTION,
	CLASS_AUTOMATION,
	N_SIGNAL_CLASSES
};

/* What a key's value, or the text after a phrase, must be. */
enum signal_grammar {
	GRAMMAR_TEXT,      /* starts with the fixed text that is given */
	GRAMMAR_ANY,       /* "*": anything but a "no" */
	GRAMMAR_ASSISTANT, /* "<assistant>": names a tool or a model */
	GRAMMAR_PERSON,    /* "<person>": who, by name and address */
	GRAMMAR_SAYS,      /* "<says>": yes, no, or a tool */
	GRAMMAR_KINDS,     /* "<kinds>": the grammar of AI-used-for */
	GRAMMAR_TOOL,      /* "<tool>": a phrase that a tool's name follows */
	GRAMMAR_NO,        /* "<no>": a phrase that is itself a "no" */
};

/* Texts live as long as the catalogue. */
struct signal {
	const char *tool; /* "": the text names it */
	enum signal_kind kind;
	enum signal_class class;
	const char *matcher;
	const char *since;  /* YYYY-MM-DD; NULL: not known */
	const char *source; /* where it is documented, or was seen */
};

/* As the database and a file of signals spell them. */
const char *signal_kind_name(enum signal_kind kind);
const char *signal_class_name(enum signal_class class);

/* The other way round; false where there is none of that name. */
bool signal_kind_find(const char *name, enum signal_kind *kind_out);
bool signal_class_find(const char *name, enum signal_class *class_out);

/* True for the classes that make a commit AI-assisted. */
bool signal_is_counted(enum signal_class class);

/*
 * Part a matcher into what is looked for and the grammar of what follows;
 * *text_out is the fixed text of GRAMMAR_TEXT, else empty.
 */
struct span signal_part(const struct signal *signal,
			enum signal_grammar *grammar_out,
			struct span *text_out);

#endif
