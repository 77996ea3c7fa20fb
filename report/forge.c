/* SPDX-License-Identifier: MIT */
#include "report/forge.h"

#include <string.h>

static const char scheme[] = "https://";
static const char slot[] = "{oid}";
static const char nowhere[] = "none";

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
	const char *last = strrchr(option, '=');

	if (strncmp(option, scheme, SCHEME_LEN) == 0)
		return option;
	if (!equals && last && strcmp(last + 1, nowhere) == 0)
		equals = last;
	return equals ? equals + 1 : option;
}

static bool is_template(const char *text)
{
	return strncmp(text, scheme, SCHEME_LEN) == 0 && is_plain(text) &&
	       has_host(text);
}

static int check(const char *template, struct err *err)
{
	if (is_template(template) || strcmp(template, nowhere) == 0)
		return 0;
	return err_set(err, FAIL_USAGE,
		       "--commit-url wants an address such as "
		       "https://example.org/project/commit/{oid}, or none, not "
		       "'%s'",
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
			return strcmp(template, nowhere) == 0 ? "" : template;
	}
	return NULL;
}

/* A site, and where it shows a commit of a repository. */
struct site {
	const char *host;  /* ends in a dot: whatever begins so */
	const char *below; /* what a path begins with; "" : anything */
	const char *commit;
	bool keeps_git; /* ".git" at the end of the path */
};

static const struct site sites[] = {
	{ "github.com", "", "/commit/{oid}", false },
	{ "gitlab.", "", "/-/commit/{oid}", false },
	{ "codeberg.org", "", "/commit/{oid}", false },
	{ "bitbucket.org", "", "/commits/{oid}", false },
	{ "git.sr.ht", "~", "/commit/{oid}", false },
	{ "git.kernel.org", "pub/scm/", "/commit/?id={oid}", true },
	{ 0 },
};

static bool is_of(const struct site *site, const char *host, size_t len,
		  const char *path)
{
	size_t n = strlen(site->host);
	bool is_family = site->host[n - 1] == '.';

	return (is_family ? len > n : len == n) &&
	       strncmp(host, site->host, n) == 0 &&
	       strncmp(path, site->below, strlen(site->below)) == 0;
}

/* "owner/name", perhaps deeper, of which no part is empty or begins so: "." */
static bool is_path(const char *path, size_t len)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~+/";

	if (!len || path[len - 1] == '/' || !memchr(path, '/', len) ||
	    strspn(path, plain) < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((i == 0 || path[i - 1] == '/') &&
		    (path[i] == '.' || path[i] == '/'))
			return false;
	return true;
}

static void add_guess(const struct site *site, const char *host, size_t n_host,
		      const char *path, struct buf *out)
{
	static const char git[] = ".git";
	size_t len = strlen(path);

	while (len && path[len - 1] == '/')
		len--;
	if (!site->keeps_git && len >= sizeof(git) &&
	    strncmp(path + len - (sizeof(git) - 1), git, sizeof(git) - 1) == 0)
		len -= sizeof(git) - 1;
	if (!is_path(path, len))
		return;
	buf_add_str(out, scheme);
	buf_add(out, host, n_host);
	buf_add_char(out, '/');
	buf_add(out, path, len);
	buf_add_str(out, site->commit);
}

void forge_guess(const char *remote, struct buf *out)
{
	const char *host = strstr(remote, "://");
	const char *path;
	size_t len;

	if (!host)
		return;
	host += 3;
	len = strcspn(host, "/");
	path = host + len + (host[len] == '/');
	if (memchr(host, ':', len))
		len = (size_t)((const char *)memchr(host, ':', len) - host);
	for (const struct site *site = sites; site->host; site++)
		if (is_of(site, host, len, path)) {
			add_guess(site, host, len, path, out);
			break;
		}
	if (out->len && !is_template(out->data))
		buf_clear(out);
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
