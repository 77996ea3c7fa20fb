/* SPDX-License-Identifier: MIT */
#include "audit/policy/maintainers.h"

#include <string.h>

#include "audit/base/buf.h"
#include "audit/policy/lines.h"

/* Where the reading stands. */
struct reader {
	struct owners *owners;
	struct slice heading; /* the last underlined line */
	struct slice title;   /* the last line that is neither */
	bool in_section;
	size_t area, section; /* of the section, if in one */
	size_t n_sections;
};

static bool is_underline(struct slice line)
{
	size_t n = 0;

	while (n < line.len && line.at[n] == *line.at)
		n++;
	return n >= 3 && n == line.len && strchr("-=~", *line.at);
}

static bool is_tag(struct slice line)
{
	return line.len >= 2 && *line.at >= 'A' && *line.at <= 'Z' &&
	       line.at[1] == ':';
}

/* "Virt (LoongArch Machines)", if "Virt" was there before. */
static size_t add_area(struct reader *reader)
{
	const struct slice title =
		reader->title.len ? reader->title : slice_of("(untitled)");
	struct buf name = BUF_INIT;
	size_t area;

	buf_add(&name, title.at, title.len);
	if (reader->heading.len && owners_has_area(reader->owners, title)) {
		buf_add_str(&name, " (");
		buf_add(&name, reader->heading.at, reader->heading.len);
		buf_add_char(&name, ')');
	}
	area = owners_add_area(reader->owners,
			       (struct slice){ name.data, name.len });
	buf_release(&name);
	return area;
}

static struct slice unquote(struct slice name)
{
	name = lines_trim(name);
	if (name.len && *name.at == '"') {
		name.at++;
		name.len--;
	}
	if (name.len && name.at[name.len - 1] == '"')
		name.len--;
	return lines_trim(name);
}

/* "Name <mail> (comment)", "<mail>", "mail (comment)", "Name". */
static void add_person(struct reader *reader, enum owners_role role,
		       struct slice value)
{
	struct owners_person person = { reader->area, role, value, value };
	const char *from = memchr(value.at, '<', value.len);
	const char *end = value.at + value.len;
	const char *to = from ? memchr(from, '>', (size_t)(end - from)) : NULL;
	struct slice word = slice_of("");

	lines_word(&value, &word);
	if (to) {
		person.name.len = (size_t)(from - person.name.at);
		person.email =
			(struct slice){ from + 1, (size_t)(to - from - 1) };
	} else if (memchr(word.at, '@', word.len)) {
		person.name.len = 0;
		person.email = word;
	} else {
		person.email.len = 0;
	}
	person.name = unquote(person.name);
	person.email = lines_trim(person.email);
	if (person.name.len || person.email.len)
		owners_add_person(reader->owners, &person);
}

static void add_rule(struct reader *reader, char kind, struct slice value)
{
	const struct owners_rule rule = { reader->area, reader->section, kind,
					  value };

	owners_add_rule(reader->owners, &rule);
}

static void read_tag(struct reader *reader, struct slice line)
{
	struct slice value = { line.at + 2, line.len - 2 };

	if (!reader->in_section) {
		reader->in_section = true;
		reader->area = add_area(reader);
		reader->section = reader->n_sections++;
	}
	while (value.len && lines_is_blank(*value.at)) {
		value.at++;
		value.len--;
	}
	switch (*line.at) {
	case 'M':
		add_person(reader, OWNERS_MAINTAINER, value);
		break;
	case 'R':
		add_person(reader, OWNERS_REVIEWER, value);
		break;
	case 'L':
		add_person(reader, OWNERS_LIST, value);
		break;
	case 'F':
	case 'X':
	case 'N':
	case 'K':
		/* blanks at the end stay: they are part of the pattern */
		add_rule(reader, *line.at, value);
		break;
	default:
		break;
	}
}

void maintainers_read(struct slice text, struct owners *owners)
{
	struct reader reader = { .owners = owners,
				 .heading = slice_of(""),
				 .title = slice_of("") };
	struct slice line;

	while (lines_next(&text, &line)) {
		const struct slice trimmed = lines_trim(line);

		if (is_tag(line)) {
			read_tag(&reader, line);
			continue;
		}
		if (trimmed.len == 0)
			continue;
		reader.in_section = false;
		if (is_underline(trimmed))
			reader.heading = reader.title;
		else
			reader.title = trimmed;
	}
}
