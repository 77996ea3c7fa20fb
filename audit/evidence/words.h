/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_WORDS_H
#define EVIDENCE_WORDS_H
/*
 * words - which words of a name or a value are tools, models, versions, and
 * which are anything else.
 *
 * A word is a run of letters and digits; "claude-opus-4.6" has four.  Words in
 * round or square brackets explain, so that what they are not is not held
 * against the rest.
 */
#include "audit/evidence/catalogue.h"

/* What stands in a text; signals belong to the catalogue. */
struct words {
	const struct signal *tool;   /* first that proves itself, or NULL */
	const struct signal *shared; /* first tool that people bear the name
				      * of, or NULL */
	const struct signal *model;  /* first model, or NULL */
	bool is_model_shared;        /* that model's name is of other things */
	bool has_plain;              /* a tool that is no AI */
	bool has_version;            /* a word that starts with a digit */
	bool has_kin;                /* "code", "agent", a maker: beside a
				      * shared name they prove it */
	size_t n_words;              /* outside of brackets */
	size_t n_other;              /* outside of brackets, and unknown */
};

/* Read a text; one without words gives all zero. */
void words_read(const struct catalogue *catalogue, struct span text,
		struct words *words_out);

/*
 * True if nothing but a tool or a model is named: "Claude Code", "GPT-5",
 * "GitHub Copilot"; not for a lone name that people bear.
 */
bool words_are_tool(const struct words *words);

/* True for a lone name of a tool that people bear, too: "Claude". */
bool words_are_shared(const struct words *words);

/* True if a model is stated: "opus-4.8", "Claude 3.5". */
bool words_have_model(const struct words *words);

/* The row that says which tool it is; NULL: none is named. */
const struct signal *words_tool(const struct words *words);

/* A tool as the catalogue names it, or the text where it knows none. */
struct span words_name_tool(const struct catalogue *catalogue,
			    struct span text);

#endif
