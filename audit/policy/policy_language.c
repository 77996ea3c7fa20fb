/* SPDX-License-Identifier: MIT */
#include "audit/policy/policy_language.h"

#include <inttypes.h>

#include "audit/policy/rules/kinds.h"

/* What stands for a value of that type; those with words or a range: NULL. */
static const char *const type_words[] = {
	[SECTION_TEXT] = "TEXT",        [SECTION_WORDS] = "TEXT...",
	[SECTION_PATTERNS] = "GLOB...", [SECTION_EMAILS] = "EMAIL...",
	[SECTION_DAY] = "YYYY-MM-DD",   [SECTION_FLAG] = "true|false",
	[SECTION_REGEX] = "REGEX",      [SECTION_ONE_OF] = NULL,
	[SECTION_SOME_OF] = NULL,       [SECTION_COUNT] = NULL,
};

void policy_language_type(const struct section_key *key, struct buf *out)
{
	if (key->type == SECTION_COUNT)
		buf_addf(out, "%" PRId64 "..%" PRId64, key->lo, key->hi);
	for (size_t i = 0; key->words && key->words[i]; i++)
		buf_addf(out, "%s%s", i ? "|" : "", key->words[i]);
	if (type_words[key->type])
		buf_add_str(out, type_words[key->type]);
	if (key->type == SECTION_SOME_OF)
		buf_add_str(out, "...");
}

static void say_key(const struct section_key *key, struct buf *out)
{
	buf_addf(out, "    %s = ", key->name);
	policy_language_type(key, out);
	buf_addf(out, "\n        %s\n", key->about);
}

static void say_kind(const struct rule_kind *kind, struct buf *out)
{
	buf_addf(out, "\nkind %s\n    %s\n", kind->name, kind->about);
	if (*kind->takes)
		buf_addf(out, "    keys: %s\n", kind->takes);
	if (*kind->needs)
		buf_addf(out, "    needs: %s\n", kind->needs);
	buf_addf(out, "    applies-to: %s\n",
		 rule_applies_words[kind->applies_to - 1]);
}

void policy_language_say(struct buf *out)
{
	const struct policy_section *section = policy_sections;

	for (; section->name; section++) {
		buf_addf(out, "%s[%s%s]\n    %s\n",
			 section == policy_sections ? "" : "\n", section->name,
			 section->has_name ? " \"NAME\"" : "", section->about);
		for (const struct section_key *key = section->keys; key->name;
		     key++)
			say_key(key, out);
	}
	for (size_t i = 0; rule_kinds[i]; i++)
		say_kind(rule_kinds[i], out);
}
