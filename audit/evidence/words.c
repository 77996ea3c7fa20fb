/* SPDX-License-Identifier: MIT */
#include "audit/evidence/words.h"

#include <string.h>

/* What makes a shared name one of a tool, where it stands beside it. */
static const char *const kin[] = {
	"code",      "cli",    "agent",     "agents", "ai",     "bot",
	"assistant", "openai", "anthropic", "google", "github", "ibm",
	"microsoft", "amazon", "jetbrains", "chat",   "ide",    "sourcegraph",
};

/* What says nothing. */
static const char *const fill[] = {
	"with",     "via",       "using",        "and",        "for",
	"by",       "the",       "on",           "in",         "from",
	"of",       "a",         "an",           "to",         "generic",
	"editor",   "app",       "web",          "desktop",    "extension",
	"plugin",   "cloud",     "mode",         "thinking",   "high",
	"low",      "medium",    "xhigh",        "max",        "pro",
	"plus",     "team",      "ultra",        "mini",       "nano",
	"flash",    "lite",      "fast",         "preview",    "latest",
	"beta",     "alpha",     "context",      "model",      "version",
	"v",        "x",         "experimental", "exp",        "turbo",
	"coder",    "build",     "help",         "assistance", "tool",
	"tools",    "language",  "large",        "noreply",    "com",
	"https",    "http",      "www",          "studio",     "vs",
	"vscode",   "workspace", "online",       "free",       "local",
	"instruct", "r1",        "reasoning",    "default",    "auto",
	"sol",      "aws",       "bedrock",      "vertex",     "azure",
	"m",        "b",         "security",
};

static bool is_in(const char *const *list, size_t n, struct span word)
{
	for (size_t i = 0; i < n; i++)
		if (span_is(word, list[i]))
			return true;
	return false;
}

static bool is_word_byte(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

/* The next word; *at moves behind it, *depth counts open brackets. */
static struct span next_word(struct span text, size_t *at, int *depth)
{
	size_t start;

	for (; *at < text.len && !is_word_byte(text.at[*at]); ++*at) {
		char c = text.at[*at];

		if (c == '(' || c == '[')
			++*depth;
		else if ((c == ')' || c == ']') && *depth)
			--*depth;
	}
	start = *at;
	while (*at < text.len && is_word_byte(text.at[*at]))
		++*at;
	return span_cut(text, start, *at);
}

/* "gpt" of "gpt4", "chatgpt" of "ChatGPTv5". */
static struct span without_version(struct span word)
{
	size_t len = word.len;

	while (len && ascii_is_digit(word.at[len - 1]))
		len--;
	if (len < word.len && len > 1 && ascii_lower(word.at[len - 1]) == 'v')
		len--;
	return span_cut(word, 0, len);
}

static const struct signal *look_up(const struct catalogue *catalogue,
				    struct span word)
{
	const struct signal *row =
		catalogue_find(catalogue, SIGNAL_MODEL, word);

	return row ? row : catalogue_find(catalogue, SIGNAL_WORD, word);
}

/* "k2", "r1", "v4": what makers call their versions. */
static bool is_version(struct span word)
{
	size_t n = without_version(word).len;

	return n < word.len && n <= 2 && ascii_is_alpha(word.at[0]);
}

/* An emoji or another sign in place of a word. */
static bool is_sign(struct span word)
{
	return (unsigned char)word.at[0] == 0xf0 ||
	       (unsigned char)word.at[0] == 0xe2;
}

static void add_signal(struct words *words, const struct signal *row)
{
	bool is_shared = row->class == CLASS_MENTION;

	if (row->class == CLASS_AUTOMATION) {
		words->has_plain = true;
	} else if (row->kind == SIGNAL_MODEL) {
		words->is_model_shared =
			words->model ? words->is_model_shared && is_shared
				     : is_shared;
		if (!words->model)
			words->model = row;
	} else if (is_shared) {
		if (!words->shared || !*words->shared->tool)
			words->shared = row;
	} else if (!words->tool || !*words->tool->tool) {
		words->tool = row;
	}
}

/* Gives true for a word that is known. */
static bool add_word(const struct catalogue *catalogue, struct words *words,
		     struct span word)
{
	const struct signal *row = look_up(catalogue, word);

	if (!row && ascii_is_alpha(word.at[0])) {
		struct span stem = without_version(word);

		row = stem.len < word.len ? look_up(catalogue, stem) : NULL;
		if (row && row->class == CLASS_MENTION)
			row = NULL; /* "claude2" is a login */
		words->has_version = words->has_version || row;
	}
	if (is_in(kin, sizeof(kin) / sizeof(*kin), word)) {
		words->has_kin = true;
		if (row)
			add_signal(words, row);
		return true;
	}
	if (row)
		add_signal(words, row);
	else if (ascii_is_digit(word.at[0]))
		words->has_version = true;
	return row || ascii_is_digit(word.at[0]) || is_sign(word) ||
	       is_version(word) ||
	       is_in(fill, sizeof(fill) / sizeof(*fill), word);
}

void words_read(const struct catalogue *catalogue, struct span text,
		struct words *words_out)
{
	struct span word;
	size_t at = 0;
	int depth = 0;

	memset(words_out, 0, sizeof(*words_out));
	while ((word = next_word(text, &at, &depth)).len) {
		bool is_known = add_word(catalogue, words_out, word);

		if (depth || is_sign(word))
			continue;
		words_out->n_words++;
		words_out->n_other += !is_known;
	}
}

bool words_are_tool(const struct words *words)
{
	bool is_model = words->model && !words->is_model_shared;

	if (words->n_other || !words->n_words || words->has_plain)
		return false;
	if (words->tool)
		return true;
	if (is_model)
		return words->has_version || words->shared || words->has_kin;
	return words->shared && words->n_words > 1 &&
	       (words->has_version || words->has_kin || words->model);
}

bool words_are_shared(const struct words *words)
{
	return !words->n_other && !words->has_plain &&
	       (words->shared || words->model) && !words_are_tool(words);
}

bool words_have_model(const struct words *words)
{
	return words->model || ((words->tool || words->shared) &&
				words->has_version && !words->has_kin);
}

const struct signal *words_tool(const struct words *words)
{
	if (words->tool && *words->tool->tool)
		return words->tool;
	if (words->shared && *words->shared->tool)
		return words->shared;
	if (words->model)
		return words->model;
	return words->tool ? words->tool : words->shared;
}

struct span words_name_tool(const struct catalogue *catalogue, struct span text)
{
	const struct signal *named;
	struct words words;

	words_read(catalogue, text, &words);
	named = words_tool(&words);
	return named && *named->tool ? span_of(named->tool) : text;
}
