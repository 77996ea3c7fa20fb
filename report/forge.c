/* SPDX-License-Identifier: MIT */
#include "report/forge.h"

#include <string.h>

static const char scheme[] = "https://";
static const char slot[] = "{oid}";

enum { SCHEME_LEN = sizeof(scheme) - 1, SLOT_LEN = sizeof(slot) - 1 };

static bool is_plain(const char *template)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/?#&=+%:@";

	while (*template) {
		template += strspn(template, plain);
		if (strncmp(template, slot, SLOT_LEN) == 0)
			template += SLOT_LEN;
		else if (*template)
			return false;
	}
	return true;
}

/* A host, and the place of the commit behind it; nobody's password. */
static bool has_host(const char *template)
{
	const char *host = template + SCHEME_LEN;
	size_t len = strcspn(host, "/?#{");

	return len > 0 && host[len] == '/' && !memchr(host, '@', len) &&
	       strstr(host + len, slot);
}

/* Where the template begins in an option. */
static const char *template_of(const char *option)
{
	const char *equals = strstr(option, "=https://");

	if (strncmp(option, scheme, SCHEME_LEN) == 0 || !equals)
		return option;
	return equals + 1;
}

static int check(const char *template, struct err *err)
{
	if (strncmp(template, scheme, SCHEME_LEN) == 0 && is_plain(template) &&
	    has_host(template))
		return 0;
	return err_set(err, FAIL_USAGE,
		       "--commit-url wants an address such as "
		       "https://example.org/project/commit/{oid}, not '%s'",
		       template);
}

int forge_check(const struct opt_texts *options, struct err *err)
{
	for (size_t i = 0; i < options->n_items; i++)
		if (check(template_of(options->items[i]), err) < 0)
			return -1;
	return 0;
}

const char *forge_find(const struct opt_texts *options, const char *repo)
{
	for (size_t i = options->n_items; i > 0; i--) {
		const char *option = options->items[i - 1];
		const char *template = template_of(option);
		size_t len = strlen(repo);

		if (template == option || (strncmp(option, repo, len) == 0 &&
					   option + len + 1 == template))
			return template;
	}
	return NULL;
}

void forge_add_url(const char *template, const char *oid, struct buf *out)
{
	const char *at;

	while ((at = strstr(template, slot))) {
		buf_add(out, template, (size_t)(at - template));
		buf_add_str(out, oid);
		template = at + SLOT_LEN;
	}
	buf_add_str(out, template);
}
