/* SPDX-License-Identifier: MIT */
#include "audit/policy/codeowners.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/xalloc.h"
#include "audit/policy/lines.h"

/* Where a person stands, to find out later if the line still counts. */
struct place {
	size_t key, line;
};

struct reader {
	struct owners *owners;
	struct names *sections; /* 0 is what stands before the first */
	size_t section;
	struct slice defaults; /* owners of the section's bare lines */
	size_t line;
	struct names *keys; /* section and pattern */
	size_t *last_line;  /* of each key */
	size_t n_last_line_alloc;
	struct place *places; /* of each person */
	size_t n_places, n_places_alloc;
};

/* Owners at the start of words, comment and unknown words apart. */
struct owner_count {
	size_t n_good, n_bad;
};

/* The next owner, "@login" or an e-mail; *is_good_out false: another word. */
static bool next_owner(struct slice *words, struct slice *word_out,
		       bool *is_good_out)
{
	const char *at;

	if (!lines_word(words, word_out) || *word_out->at == '#')
		return false;
	at = memchr(word_out->at, '@', word_out->len);
	*is_good_out = at && at + 1 < word_out->at + word_out->len;
	return true;
}

static struct owner_count count_owners(struct slice words)
{
	struct owner_count count = { 0, 0 };
	struct slice word;
	bool is_good;

	while (next_owner(&words, &word, &is_good))
		*(is_good ? &count.n_good : &count.n_bad) += 1;
	return count;
}

/* The number of a pattern in a section; its line is now the current one. */
static size_t set_last_line(struct reader *reader, struct slice pattern)
{
	struct buf text = BUF_INIT;
	size_t n_before = names_count(reader->keys), key;

	buf_addf(&text, "%zu ", reader->section);
	buf_add(&text, pattern.at, pattern.len);
	key = names_add(reader->keys, (struct slice){ text.data, text.len });
	buf_release(&text);
	if (key == n_before)
		reader->last_line = xgrow(reader->last_line, n_before,
					  &reader->n_last_line_alloc,
					  sizeof(*reader->last_line));
	assert(reader->last_line);
	reader->last_line[key] = reader->line;
	return key;
}

static void add_people(struct reader *reader, size_t area, size_t key,
		       struct slice words)
{
	struct slice word;
	bool is_good;

	while (next_owner(&words, &word, &is_good)) {
		struct owners_person person = { area, OWNERS_OWNER, word,
						word };

		if (!is_good)
			continue;
		if (*word.at == '@')
			person.email.len = 0;
		else
			person.name.len = 0;
		owners_add_person(reader->owners, &person);
		reader->places =
			xgrow(reader->places, reader->n_places,
			      &reader->n_places_alloc, sizeof(*reader->places));
		reader->places[reader->n_places++] =
			(struct place){ key, reader->line };
	}
}

static void read_rule(struct reader *reader, struct slice line)
{
	struct owners_rule rule = { OWNERS_NOBODY, reader->section, 'O', line };
	struct owner_count count;
	size_t key;

	lines_word(&line, &rule.text);
	count = count_owners(line);
	if (*rule.text.at == '!' || (count.n_bad && !count.n_good) ||
	    (rule.text.len > 1 && memcmp(rule.text.at, "\\#", 2) == 0))
		return;
	if (count.n_good == 0) {
		line = reader->defaults;
		count = count_owners(line);
	}
	key = set_last_line(reader, rule.text);
	if (count.n_good) {
		rule.area = owners_add_area(reader->owners, rule.text);
		add_people(reader, rule.area, key, line);
	}
	owners_add_rule(reader->owners, &rule);
}

/* "[Name]", "^[Name][2] @owner"; false for a pattern. */
static bool read_section(struct reader *reader, struct slice line)
{
	const size_t skip = *line.at == '^';
	const char *end = memchr(line.at, ']', line.len);
	size_t len;

	if (line.len <= skip || line.at[skip] != '[' || !end)
		return false;
	len = (size_t)(end - line.at) + 1;
	if (len < line.len && line.at[len] != '[' &&
	    !lines_is_blank(line.at[len]))
		return false;
	reader->section = names_add(
		reader->sections, (struct slice){ line.at + skip, len - skip });
	while (len < line.len && !lines_is_blank(line.at[len]))
		len++;
	reader->defaults = (struct slice){ line.at + len, line.len - len };
	return true;
}

static void drop_overruled(struct reader *reader)
{
	bool *is_kept = xcalloc(reader->n_places, sizeof(*is_kept));

	for (size_t i = 0; i < reader->n_places; i++)
		is_kept[i] = reader->last_line[reader->places[i].key] ==
			     reader->places[i].line;
	owners_keep_people(reader->owners, is_kept);
	free(is_kept);
}

static struct slice without_bom(struct slice text)
{
	if (text.len >= 3 && memcmp(text.at, "\xef\xbb\xbf", 3) == 0)
		return (struct slice){ text.at + 3, text.len - 3 };
	return text;
}

void codeowners_read(struct slice text, struct owners *owners)
{
	struct reader reader = { .owners = owners,
				 .sections = names_new(),
				 .keys = names_new(),
				 .defaults = slice_of("") };
	struct slice line;

	names_add(reader.sections, slice_of(""));
	text = without_bom(text);
	while (lines_next(&text, &line)) {
		reader.line++;
		line = lines_trim(line);
		if (line.len && *line.at != '#' && !read_section(&reader, line))
			read_rule(&reader, line);
	}
	drop_overruled(&reader);
	names_free(reader.sections);
	names_free(reader.keys);
	free(reader.last_line);
	free(reader.places);
}
