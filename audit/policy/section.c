/* SPDX-License-Identifier: MIT */
#include "audit/policy/section.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/buf.h"
#include "audit/base/date.h"
#include "audit/base/suggest.h"
#include "audit/base/xalloc.h"
#include "audit/policy/pattern.h"
#include "audit/policy/perl_regex.h"

int section_fail(const char *path, struct err *err, int line, const char *fmt,
		 ...)
{
	char text[sizeof(err->msg)];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	err_set(err, FAIL_USAGE, "%s:%d: %s", path, line, text);
	return err_hint(err, "'git provenance policy --list' says what may "
			     "stand there");
}

/* One value on its way into a field. */
struct setting {
	const struct section_file *file;
	const struct section_key *key;
	void *field;
	const char *value; /* never NULL; the file's memory */
	int line;
};

static int put_text(const struct setting *s, struct err *err)
{
	(void)err;
	*(const char **)s->field = s->value;
	return 0;
}

static int put_word(const struct setting *s, struct err *err)
{
	struct section_words *words = s->field;

	(void)err;
	words->items = xgrow(words->items, words->n_items, &words->n_alloc,
			     sizeof(*words->items));
	words->items[words->n_items++] =
		(struct section_word){ s->value, s->line };
	return 0;
}

static int put_pattern(const struct setting *s, struct err *err)
{
	struct pattern *pattern;

	if (*s->value == '!')
		return section_fail(s->file->path, err, s->line,
				    "'%s' would take paths away again; name "
				    "them in a later tier instead",
				    s->value);
	pattern = pattern_new(slice_of(s->value), PATTERN_GITIGNORE);
	if (!pattern)
		return section_fail(s->file->path, err, s->line,
				    "'%s' is no pattern that a path can match",
				    s->value);
	pattern_free(pattern);
	return put_word(s, err);
}

static int put_email(const struct setting *s, struct err *err)
{
	if (!strchr(s->value, '@') || strpbrk(s->value, " \t<>"))
		return section_fail(s->file->path, err, s->line,
				    "'%s' is no e-mail address (jane@example"
				    ".org)",
				    s->value);
	return put_word(s, err);
}

/* The number of a word from 0; -1 with the nearest ones. */
static int find_word(const struct setting *s, struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	for (int i = 0; s->key->words[i]; i++)
		if (ascii_casecmp(s->key->words[i], s->value) == 0)
			return i;
	suggest_init(&near, s->value);
	for (int i = 0; s->key->words[i]; i++)
		suggest_offer(&near, s->key->words[i]);
	suggest_say(&near, &hint);
	if (!hint.len) {
		buf_add_str(&hint, "; it is one of");
		for (int i = 0; s->key->words[i]; i++)
			buf_addf(&hint, "%s %s", i ? "," : "",
				 s->key->words[i]);
	}
	section_fail(s->file->path, err, s->line, "'%s' cannot be '%s'%s",
		     s->key->name, s->value, hint.data);
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

static int put_one_of(const struct setting *s, struct err *err)
{
	const int number = find_word(s, err);

	if (number < 0)
		return -1;
	*(int *)s->field = number + 1;
	return 0;
}

static int put_some_of(const struct setting *s, struct err *err)
{
	const int number = find_word(s, err);

	if (number < 0)
		return -1;
	*(unsigned *)s->field |= 1U << number;
	return 0;
}

static int put_count(const struct setting *s, struct err *err)
{
	const size_t len = strlen(s->value);
	const bool is_number =
		len && len < 10 && strspn(s->value, "0123456789") == len;
	const int64_t number = is_number ? strtoll(s->value, NULL, 10) : -1;

	if (number < s->key->lo || number > s->key->hi)
		return section_fail(s->file->path, err, s->line,
				    "'%s' is a whole number from %" PRId64
				    " to %" PRId64 ", not '%s'",
				    s->key->name, s->key->lo, s->key->hi,
				    s->value);
	*(int64_t *)s->field = number;
	return 0;
}

static int put_day(const struct setting *s, struct err *err)
{
	struct section_day *day = s->field;

	if (date_read_day(s->value, &day->at) < 0)
		return section_fail(s->file->path, err, s->line,
				    "'%s' is a day, YYYY-MM-DD, not '%s'",
				    s->key->name, s->value);
	day->is_given = true;
	return 0;
}

static int put_flag(const struct setting *s, struct err *err)
{
	const bool is_true = ascii_casecmp(s->value, "true") == 0;

	if (!is_true && ascii_casecmp(s->value, "false") != 0)
		return section_fail(s->file->path, err, s->line,
				    "'%s' is true or false, not '%s'",
				    s->key->name, s->value);
	*(bool *)s->field = is_true;
	return 0;
}

static int put_regex(const struct setting *s, struct err *err)
{
	struct section_regex *field = s->field;

	field->regex = perl_regex_new(slice_of(s->value), 0);
	if (!field->regex)
		return section_fail(s->file->path, err, s->line,
				    "'%s' is no regular expression that is "
				    "understood: '%s'",
				    s->key->name, s->value);
	field->text = s->value;
	return 0;
}

/* How each type is read, and whether a key of it may come again. */
static const struct {
	int (*put)(const struct setting *s, struct err *err);
	bool is_repeatable;
} types[] = {
	[SECTION_TEXT] = { put_text, false },
	[SECTION_WORDS] = { put_word, true },
	[SECTION_PATTERNS] = { put_pattern, true },
	[SECTION_EMAILS] = { put_email, true },
	[SECTION_ONE_OF] = { put_one_of, false },
	[SECTION_SOME_OF] = { put_some_of, true },
	[SECTION_COUNT] = { put_count, false },
	[SECTION_DAY] = { put_day, false },
	[SECTION_FLAG] = { put_flag, false },
	[SECTION_REGEX] = { put_regex, false },
};

static int unknown_key(const struct section_file *file,
		       const struct section_key *keys,
		       const struct config_entry *entry, struct err *err)
{
	struct suggest near;
	struct buf hint = BUF_INIT;

	suggest_init(&near, entry->key);
	for (; keys->name; keys++)
		suggest_offer(&near, keys->name);
	suggest_say(&near, &hint);
	section_fail(file->path, err, entry->line, "[%s] has no key '%s'%s",
		     entry->section, entry->key, hint.data);
	buf_release(&hint);
	suggest_release(&near);
	return -1;
}

int section_set(const struct section_file *file, const struct section_key *keys,
		void *section, const struct config_entry *entry,
		struct err *err)
{
	struct section_head *head = section;
	struct setting setting = { .file = file, .line = entry->line };
	int number = 0;

	while (keys[number].name && strcmp(keys[number].name, entry->key) != 0)
		number++;
	assert(number < SECTION_KEYS_MAX);
	setting.key = &keys[number];
	if (!setting.key->name)
		return unknown_key(file, keys, entry, err);
	if (!entry->value || !*entry->value)
		return section_fail(file->path, err, entry->line,
				    "'%s' has no value", entry->key);
	if (head->lines[number] && !types[setting.key->type].is_repeatable)
		return section_fail(file->path, err, entry->line,
				    "'%s' is given twice, first on line %d",
				    entry->key, head->lines[number]);
	if (!head->lines[number])
		head->lines[number] = entry->line;
	setting.field = (char *)section + setting.key->offset;
	setting.value =
		arena_copy(file->memory, entry->value, strlen(entry->value));
	return types[setting.key->type].put(&setting, err);
}

int section_line(const struct section_key *keys,
		 const struct section_head *head, const char *name)
{
	for (int i = 0; keys[i].name; i++)
		if (strcmp(keys[i].name, name) == 0)
			return head->lines[i];
	return 0;
}

void section_release(const struct section_key *keys, void *section)
{
	for (; keys->name; keys++) {
		void *field = (char *)section + keys->offset;

		switch (keys->type) {
		case SECTION_WORDS:
		case SECTION_PATTERNS:
		case SECTION_EMAILS:
			free(((struct section_words *)field)->items);
			break;
		case SECTION_REGEX:
			perl_regex_free(((struct section_regex *)field)->regex);
			break;
		default:
			break;
		}
	}
}

bool section_has_word(const struct section_words *words, const char *word)
{
	for (size_t i = 0; i < words->n_items; i++)
		if (ascii_casecmp(words->items[i].text, word) == 0)
			return true;
	return false;
}
