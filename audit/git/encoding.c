/* SPDX-License-Identifier: MIT */
#include "audit/git/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/ascii.h"
#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"
#include "audit/git/message.h"

#define NO_ICONV ((iconv_t)-1)

struct encoding {
	char *name;  /* the last name asked for; NULL: none yet */
	iconv_t icv; /* from that to UTF-8; NO_ICONV: unknown */
};

struct encoding *encoding_new(void)
{
	struct encoding *encoding = xcalloc(1, sizeof(*encoding));

	encoding->icv = NO_ICONV;
	return encoding;
}

void encoding_free(struct encoding *encoding)
{
	if (!encoding)
		return;
	if (encoding->icv != NO_ICONV)
		iconv_close(encoding->icv);
	free(encoding->name);
	free(encoding);
}

const char *encoding_header(const char *commit, size_t len, size_t *len_out)
{
	const char key[] = "encoding ";
	const size_t n_key = sizeof(key) - 1;
	const char *end = commit + len;

	while (commit < end && *commit != '\n') {
		const char *eol = memchr(commit, '\n', (size_t)(end - commit));
		size_t n = (size_t)((eol ? eol : end) - commit);

		if (n >= n_key && memcmp(commit, key, n_key) == 0) {
			*len_out = n - n_key;
			return commit + n_key;
		}
		if (!eol)
			break;
		commit = eol + 1;
	}
	return NULL;
}

/* "utf", then "-" or not, then "8", in any case. */
static bool is_utf8_name(const char *name)
{
	return ascii_casecmp(name, "utf-8") == 0 ||
	       ascii_casecmp(name, "utf8") == 0;
}

/*
 * glibc drops blanks and quotes from a name, and takes one that is empty
 * then for that of the locale.
 */
static bool names_a_locale(const char *name)
{
	while (*name && *name != '/' && !ascii_is_alnum(*name))
		name++;
	return !*name || *name == '/';
}

static iconv_t open_iconv(const char *name)
{
	iconv_t icv;

	if (names_a_locale(name))
		return NO_ICONV;
	if (ascii_casecmp(name, "utf-16le-bom") == 0 ||
	    ascii_casecmp(name, "utf16le-bom") == 0)
		name = "UTF-16";
	icv = iconv_open("UTF-8", name);
	if (icv == NO_ICONV && ascii_casecmp(name, "latin-1") == 0)
		icv = iconv_open("UTF-8", "ISO-8859-1");
	return icv;
}

static iconv_t icv_for(struct encoding *encoding, const char *name)
{
	if (encoding->name && strcmp(encoding->name, name) == 0)
		return encoding->icv;
	if (encoding->icv != NO_ICONV)
		iconv_close(encoding->icv);
	free(encoding->name);
	encoding->name = xstrdup(name);
	encoding->icv = open_iconv(name);
	return encoding->icv;
}

/*
 * As git: the end of the input is not announced to iconv, so a character
 * that an encoding with combining marks (CP1258) holds back is not written.
 */
bool encoding_convert(struct encoding *encoding, const char *name,
		      const void *data, size_t len, struct buf *out)
{
	const size_t len_before = out->len;
	char *in = (char *)(uintptr_t)data;
	iconv_t icv;

	if (is_utf8_name(name))
		return false;
	icv = icv_for(encoding, name);
	if (icv == NO_ICONV)
		return false;
	iconv(icv, NULL, NULL, NULL, NULL);
	for (;;) {
		size_t room = len + len / 2 + 32;
		char *to;
		size_t n;

		buf_reserve(out, room);
		to = out->data + out->len;
		n = iconv(icv, &in, &len, &to, &room);
		out->len = (size_t)(to - out->data);
		out->data[out->len] = '\0';
		if (n != (size_t)-1)
			return true;
		if (errno != E2BIG)
			break;
	}
	buf_truncate(out, len_before);
	return false;
}

/* True if text starts with the same first line as commit. */
static bool same_first_line(const char *commit, size_t len,
			    const struct buf *text)
{
	const char *newline = memchr(commit, '\n', len);
	size_t n = newline ? (size_t)(newline - commit) + 1 : len;

	return text->len >= n && memcmp(commit, text->data, n) == 0;
}

bool encoding_convert_commit(struct encoding *encoding, const char *commit,
			     size_t len, struct buf *out)
{
	struct buf text = BUF_INIT;
	bool is_converted = false;
	const char *header;
	size_t n_name;
	char *name;

	len = message_len(commit, len);
	header = encoding_header(commit, len, &n_name);
	if (!header)
		return false;
	name = xmemdup0(header, n_name);
	if (encoding_convert(encoding, name, commit, len, &text) &&
	    same_first_line(commit, len, &text)) {
		buf_add(out, text.data, message_len(text.data, text.len));
		is_converted = true;
	}
	free(name);
	buf_release(&text);
	return is_converted;
}

void encoding_decode_commit(struct encoding *encoding, const char *commit,
			    size_t len, struct buf *out)
{
	if (!encoding_convert_commit(encoding, commit, len, out))
		buf_add(out, commit, message_len(commit, len));
}
