/* SPDX-License-Identifier: MIT */
/*
 * The names are a trie, a byte a node; its nodes are in one array:
 *
 *	root --child--> 'a' --child--> 'n' ...
 *	                 |next
 *	                'b' ...
 */
#include "audit/base/alias.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/arena.h"
#include "audit/base/ascii.h"
#include "audit/base/xalloc.h"

/* A name as it was added, and what stands for it; in the arena. */
struct spelling {
	const char *name, *what;
	struct spelling *next;
};

struct node {
	uint32_t child, next; /* places in nodes; 0: none */
	unsigned char byte;   /* folded */
	struct spelling
		*spellings; /* of names that end here, the first first */
};

struct alias {
	struct node *nodes; /* nodes[0] is the root */
	size_t n_nodes, n_alloc;
	struct arena texts; /* what nodes point at */
};

/* A piece of a text, and what is put in its place. */
struct piece {
	size_t len; /* 0: nothing was found */
	const char *what;
};

static const char an_address[] = "[e-mail]";
static const char a_link[] = "[address]";
static const char a_login[] = "[login]";

static char fold(char c)
{
	return ascii_is_space(c) ? ' ' : ascii_lower(c);
}

/* A letter or digit; of other scripts nobody knows here. */
static bool is_word(char c)
{
	return ascii_is_alnum(c) || c == '_';
}

static bool is_high(char c)
{
	return (unsigned char)c >= 0x80;
}

static uint32_t add_node(struct alias *alias, char byte)
{
	alias->nodes = xgrow(alias->nodes, alias->n_nodes, &alias->n_alloc,
			     sizeof(*alias->nodes));
	alias->nodes[alias->n_nodes] =
		(struct node){ .byte = (unsigned char)byte };
	return (uint32_t)alias->n_nodes++;
}

struct alias *alias_new(void)
{
	struct alias *alias = xcalloc(1, sizeof(*alias));

	add_node(alias, '\0');
	return alias;
}

void alias_free(struct alias *alias)
{
	if (!alias)
		return;
	arena_release(&alias->texts);
	free(alias->nodes);
	free(alias);
}

/* The child of a node for a byte; 0: none. */
static uint32_t child_of(const struct alias *alias, uint32_t at, char byte)
{
	uint32_t child = alias->nodes[at].child;

	while (child && alias->nodes[child].byte != (unsigned char)byte)
		child = alias->nodes[child].next;
	return child;
}

static void add_spelling(struct alias *alias, uint32_t at, const char *name,
			 const char *what)
{
	struct spelling **end = &alias->nodes[at].spellings;
	struct spelling *added;

	for (; *end; end = &(*end)->next)
		if (strcmp((*end)->name, name) == 0)
			return;
	added = arena_alloc(&alias->texts, sizeof(*added));
	added->name = arena_copy(&alias->texts, name, strlen(name));
	added->what = arena_copy(&alias->texts, what, strlen(what));
	added->next = NULL;
	*end = added;
}

void alias_add(struct alias *alias, const char *name, const char *what)
{
	uint32_t at = 0;

	for (const char *c = name; *c; c++) {
		uint32_t child = child_of(alias, at, fold(*c));

		if (!child) {
			child = add_node(alias, fold(*c));
			alias->nodes[child].next = alias->nodes[at].child;
			alias->nodes[at].child = child;
		}
		at = child;
	}
	if (at)
		add_spelling(alias, at, name, what);
}

/* True if the first len bytes of text may stand for the name. */
static bool is_meant(const char *name, const char *text, size_t len,
		     bool is_whole, enum alias_depth depth)
{
	if (strpbrk(name, " @"))
		return true;
	return depth == ALIAS_ALL && (is_whole || len >= 3) &&
	       memcmp(name, text, len) == 0;
}

/* What stands for the len bytes at text + at, whose node is known; NULL. */
static const char *find_spelling(const struct node *node, const char *text,
				 size_t at, size_t len, enum alias_depth depth)
{
	const bool is_whole = at == 0 && !text[len];

	for (const struct spelling *one = node->spellings; one; one = one->next)
		if (is_meant(one->name, text + at, len, is_whole, depth))
			return one->what;
	return NULL;
}

/* The longest name that begins at text + at. */
static struct piece find_name(const struct alias *alias, const char *text,
			      size_t at, enum alias_depth depth)
{
	struct piece longest = { 0, NULL };
	const char *from = text + at;
	uint32_t node = 0;

	if (at > 0 && is_word(text[at - 1]) && is_word(*from))
		return longest;
	for (size_t len = 0; from[len];) {
		const char *what = NULL;

		node = child_of(alias, node, fold(from[len]));
		if (!node)
			break;
		len++;
		if (!is_word(from[len - 1]) || !is_word(from[len]))
			what = find_spelling(&alias->nodes[node], text, at, len,
					     depth);
		if (what)
			longest = (struct piece){ len, what };
	}
	return longest;
}

/* What may stand before the @ of an address, and behind it. */
static bool is_local(char c)
{
	return c && (ascii_is_alnum(c) || is_high(c) ||
		     strchr(".!#$%&'*+/=?^_`{|}~[]-", c));
}

static bool is_domain(char c)
{
	return c && (ascii_is_alnum(c) || is_high(c) || c == '.' || c == '-');
}

/* A dot, and two letters or more behind the last: no version, no ref. */
static bool is_host(const char *domain, size_t len)
{
	size_t n = 0;

	while (n < len && (ascii_is_alpha(domain[len - 1 - n]) ||
			   is_high(domain[len - 1 - n])))
		n++;
	return n >= 2 && n + 1 < len && domain[len - 1 - n] == '.';
}

/* An address that nobody is known by, from at on. */
static struct piece find_address(const char *text, size_t at)
{
	struct piece none = { 0, NULL };
	const char *from = text + at;
	size_t local = 0, len;

	if (!ascii_is_alnum(*from) && !is_high(*from))
		return none;
	if (at > 0 && (is_word(text[at - 1]) || is_high(text[at - 1])))
		return none;
	while (is_local(from[local]))
		local++;
	if (from[local] != '@')
		return none;
	for (len = local + 1; is_domain(from[len]);)
		len++;
	while (from[len - 1] == '.' || from[len - 1] == '-')
		len--;
	if (!is_host(from + local + 1, len - local - 1))
		return none;
	return (struct piece){ len, an_address };
}

/* "https://example.org/jane": its path may name somebody. */
static struct piece find_link(const char *text, size_t at)
{
	static const char end[] = " \t\r\n<>\"'`)]";
	const char *from = text + at;
	size_t scheme = 0;

	if (at > 0 && is_word(text[at - 1]))
		return (struct piece){ 0, NULL };
	while (ascii_is_alpha(from[scheme]) || from[scheme] == '+')
		scheme++;
	if (scheme < 2 || strncmp(from + scheme, "://", 3) != 0)
		return (struct piece){ 0, NULL };
	return (struct piece){ strcspn(from, end), a_link };
}

/* "@jane", but neither "x@1" nor "@ 1". */
static struct piece find_login(const char *text, size_t at)
{
	size_t len = 1;

	if (text[at] != '@' ||
	    (at > 0 && (is_word(text[at - 1]) || is_high(text[at - 1]))) ||
	    !ascii_is_alpha(text[at + 1]))
		return (struct piece){ 0, NULL };
	while (ascii_is_alnum(text[at + len]) ||
	       (text[at + len] && strchr("-_/", text[at + len])))
		len++;
	return (struct piece){ len, a_login };
}

/* "jane" of "Merge pull request #1 from jane/topic". */
static struct piece find_owner(const char *text, size_t at)
{
	static const char start[] = "Merge pull request #";
	static const char from[] = " from ";
	const size_t n_from = sizeof(from) - 1;
	size_t len = strcspn(text + at, "/ \n");

	if (at < n_from || strncmp(text, start, sizeof(start) - 1) != 0 ||
	    strncmp(text + at - n_from, from, n_from) != 0 ||
	    text[at + len] != '/' || text[at] == '[')
		return (struct piece){ 0, NULL };
	return (struct piece){ len, a_login };
}

/* What is to be taken out at this place. */
static struct piece find_piece(const struct alias *alias, const char *text,
			       size_t at, enum alias_depth depth)
{
	struct piece address = find_address(text, at);
	struct piece found = find_name(alias, text, at, depth);

	if (address.len > found.len)
		return address;
	if (!found.len && depth == ALIAS_ALL)
		found = find_link(text, at);
	if (!found.len && depth == ALIAS_ALL)
		found = find_login(text, at);
	if (!found.len && depth == ALIAS_ALL)
		found = find_owner(text, at);
	return found;
}

void alias_apply(const struct alias *alias, enum alias_depth depth,
		 const char *text, struct buf *out)
{
	for (size_t at = 0; text[at];) {
		struct piece piece = find_piece(alias, text, at, depth);

		if (piece.len)
			buf_add_str(out, piece.what);
		else
			buf_add_char(out, text[at]);
		at += piece.len ? piece.len : 1;
	}
}
