/* SPDX-License-Identifier: MIT */
#include "audit/evidence/signal.h"

#include <string.h>

static const char *const kinds[N_SIGNAL_KINDS] = {
	"email", "slug",    "name",   "suffix", "prefix", "word",  "model",
	"key",   "session", "footer", "phrase", "note",   "trace", "branch",
};

static const char *const classes[N_SIGNAL_CLASSES] = {
	"declared",   "identity", "session", "footer",  "note",
	"suggestion", "found-by", "branch",  "mention", "automation",
};

static const struct {
	const char *text;
	enum signal_grammar grammar;
} grammars[] = {
	{ "*", GRAMMAR_ANY },           { "<assistant>", GRAMMAR_ASSISTANT },
	{ "<person>", GRAMMAR_PERSON }, { "<says>", GRAMMAR_SAYS },
	{ "<kinds>", GRAMMAR_KINDS },   { "<tool>", GRAMMAR_TOOL },
	{ "<no>", GRAMMAR_NO },
};

const char *signal_kind_name(enum signal_kind kind)
{
	return kinds[kind];
}

const char *signal_class_name(enum signal_class class)
{
	return classes[class];
}

static int find(const char *const *names, int n, const char *name)
{
	for (int i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

bool signal_kind_find(const char *name, enum signal_kind *kind_out)
{
	int i = find(kinds, N_SIGNAL_KINDS, name);

	if (i >= 0)
		*kind_out = (enum signal_kind)i;
	return i >= 0;
}

bool signal_class_find(const char *name, enum signal_class *class_out)
{
	int i = find(classes, N_SIGNAL_CLASSES, name);

	if (i >= 0)
		*class_out = (enum signal_class)i;
	return i >= 0;
}

bool signal_is_counted(enum signal_class class)
{
	return class <= CLASS_NOTE;
}

/* True for kinds whose matcher may end in a grammar. */
static bool has_grammar(enum signal_kind kind)
{
	return kind == SIGNAL_KEY || kind == SIGNAL_PHRASE;
}

/* "Key: text" for keys, "phrase <word>" for phrases. */
static size_t find_grammar(struct span matcher, enum signal_kind kind)
{
	size_t at;

	if (kind == SIGNAL_KEY)
		return span_find_text(matcher, ": ");
	at = span_find_text(matcher, " <");
	return matcher.at[matcher.len - 1] == '>' ? at : matcher.len;
}

struct span signal_part(const struct signal *signal,
			enum signal_grammar *grammar_out, struct span *text_out)
{
	struct span matcher = span_of(signal->matcher);
	struct span rest = { matcher.at + matcher.len, 0 };
	size_t at = matcher.len;

	if (has_grammar(signal->kind))
		at = find_grammar(matcher, signal->kind);
	if (at < matcher.len)
		rest = span_trim(span_cut(matcher, at + 1, matcher.len));
	*grammar_out = rest.len ? GRAMMAR_TEXT : GRAMMAR_ANY;
	*text_out = rest;
	for (size_t i = 0; i < sizeof(grammars) / sizeof(*grammars); i++)
		if (rest.len == strlen(grammars[i].text) &&
		    memcmp(rest.at, grammars[i].text, rest.len) == 0) {
			*grammar_out = grammars[i].grammar;
			text_out->len = 0;
		}
	return span_cut(matcher, 0, at);
}
