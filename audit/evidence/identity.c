/* SPDX-License-Identifier: MIT */
#include "audit/evidence/identity.h"

#include <string.h>

#include "audit/evidence/words.h"

enum identity_address identity_address(struct span email)
{
	static const char *const made_up[] = { "localhost", ".invalid", ".test",
					       ".example" };
	size_t at = span_find(email, '@');
	struct span domain;

	if (at == email.len)
		return ADDRESS_NONE;
	domain = span_cut(email, at + 1, email.len);
	if (span_starts(domain, "example.") || !domain.len)
		return ADDRESS_MADE_UP;
	for (size_t i = 0; i < sizeof(made_up) / sizeof(*made_up); i++)
		if (span_ends(domain, made_up[i]))
			return ADDRESS_MADE_UP;
	if (span_ends(domain, ".local") || span_find(domain, '.') == domain.len)
		return ADDRESS_LOCAL;
	return ADDRESS_REAL;
}

/* "1234+login" and "login", before "@users.noreply.github.com". */
static const struct signal *find_slug(const struct catalogue *catalogue,
				      struct span email)
{
	static const char domain[] = "@users.noreply.github.com";
	const struct signal *row;
	struct span login;
	size_t n = 0;

	if (!span_ends(email, domain))
		return NULL;
	login = span_cut(email, 0, email.len - strlen(domain));
	row = catalogue_find(catalogue, SIGNAL_SLUG, login);
	while (n < login.len && ascii_is_digit(login.at[n]))
		n++;
	if (row || !n || n == login.len || login.at[n] != '+')
		return row;
	return catalogue_find(catalogue, SIGNAL_SLUG,
			      span_cut(login, n + 1, login.len));
}

/* Suffixes and starts are few, so they are gone through. */
static const struct signal *find_part(const struct catalogue *catalogue,
				      enum signal_kind kind, struct span name)
{
	size_t n;
	const size_t *rows = catalogue_of_kind(catalogue, kind, &n);

	for (size_t i = 0; i < n; i++) {
		const struct signal *row = catalogue_row(catalogue, rows[i]);

		if (kind == SIGNAL_SUFFIX ? span_ends(name, row->matcher)
					  : span_starts(name, row->matcher))
			return row;
	}
	return NULL;
}

static const struct signal *find_name(const struct catalogue *catalogue,
				      struct span name,
				      enum identity_address address,
				      const struct signal **maybe_out)
{
	const struct signal *row = catalogue_find(catalogue, SIGNAL_NAME, name);
	struct words words;

	if (row && (row->class != CLASS_MENTION || address == ADDRESS_MADE_UP))
		return row;
	words_read(catalogue, name, &words);
	if (words_are_tool(&words) ||
	    (words_are_shared(&words) && address == ADDRESS_MADE_UP))
		return words_tool(&words);
	if (row)
		*maybe_out = row;
	else if (words_are_shared(&words) || words.tool ||
		 (words.model && !words.is_model_shared))
		*maybe_out = words_tool(&words);
	return NULL;
}

const struct signal *identity_find(const struct catalogue *catalogue,
				   struct span name, struct span email,
				   const struct signal **maybe_out)
{
	const struct signal *row, *suffix;

	*maybe_out = NULL;
	name = span_strip(name, " \t\r\n\"'");
	email = span_trim(email);
	row = find_part(catalogue, SIGNAL_PREFIX, name);
	if (!row)
		row = catalogue_find(catalogue, SIGNAL_EMAIL, email);
	if (row && row->kind == SIGNAL_EMAIL && row->class == CLASS_MENTION)
		return NULL; /* known to be a person */
	if (!row)
		row = find_slug(catalogue, email);
	if (row)
		return row;
	/* "[bot]" says least, so that a name goes before it */
	suffix = find_part(catalogue, SIGNAL_SUFFIX, name);
	if (suffix && suffix->class != CLASS_AUTOMATION)
		return suffix;
	if (name.len)
		row = find_name(catalogue, name, identity_address(email),
				maybe_out);
	return row ? row : suffix;
}
