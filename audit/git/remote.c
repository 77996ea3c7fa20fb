/* SPDX-License-Identifier: MIT */
#include "audit/git/remote.h"

#include <stdbool.h>
#include <string.h>

enum { MAX_LEN = 1000 };

static bool is_visible(const char *url)
{
	size_t len = 0;

	for (; url[len]; len++)
		if (url[len] <= ' ' || url[len] > '~')
			return false;
	return len > 0 && len <= MAX_LEN;
}

/* The length of the scheme and what parts it from the host; 0: none. */
static size_t scheme_of(const char *url)
{
	static const char *const schemes[] = { "https://", "http://", "ssh://",
					       "git://" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (strncmp(url, schemes[i], strlen(schemes[i])) == 0)
			return strlen(schemes[i]);
	return 0;
}

/* What follows the user and the password, of len bytes. */
static const char *skip_user(const char *host, size_t *len)
{
	for (size_t i = *len; i > 0; i--) {
		if (host[i - 1] != '@')
			continue;
		*len -= i;
		return host + i;
	}
	return host;
}

/* "user@host:path", but neither "C:\path" nor "host://". */
static void clean_short(const char *url, struct buf *out)
{
	size_t len = strcspn(url, ":/");
	const char *host = url, *path = url + len + 1;

	if (url[len] != ':' || strncmp(url + len, "://", 3) == 0)
		return;
	host = skip_user(host, &len);
	if (len < 2)
		return;
	buf_add_str(out, "ssh://");
	buf_add(out, host, len);
	path += *path == '/';
	buf_addf(out, "/%.*s", (int)strcspn(path, "?#"), path);
}

void remote_clean(const char *url, struct buf *out)
{
	size_t scheme, len;
	const char *host;

	if (!is_visible(url))
		return;
	scheme = scheme_of(url);
	if (!scheme) {
		clean_short(url, out);
		return;
	}
	len = strcspn(url + scheme, "/?#");
	host = skip_user(url + scheme, &len);
	if (!len)
		return;
	buf_add(out, url, scheme);
	buf_add(out, host, len + strcspn(host + len, "?#"));
}
