/* SPDX-License-Identifier: MIT */
/*
 * text_oracle - prints what the project reads out of commits in the words of
 * git, so that shell tests can compare the two.
 *
 *   text_oracle commits [MAILMAP]...  `git cat-file --batch` on stdin; prints
 *       as git log --date=raw --format=%H%x00%an%x00%ae%x00%aN%x00%aE%x00%cn
 *       %x00%ce%x00%ad%x00%cd%x00%s%x00%(trailers:only,unfold)%x00
 *   text_oracle trailers              messages on stdin, each ended by a NUL;
 *       prints git's trailers of each, then a NUL
 *   text_oracle places                the same with all trailers, as
 *       "line place key: value"
 *   text_oracle mailmap [MAILMAP]...  "Name <mail>" lines on stdin; prints as
 *       git check-mailmap --stdin
 *   text_oracle utf8                  stdin as valid UTF-8
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/buf.h"
#include "audit/base/utf8.h"
#include "audit/base/xalloc.h"
#include "audit/git/encoding.h"
#include "audit/git/mailmap.h"
#include "audit/git/message.h"
#include "audit/git/signature.h"
#include "audit/git/trailers.h"

/* Everything that one mode keeps from item to item. */
struct oracle {
	struct mailmap *map;
	struct encoding *encoding;
	struct trailers trailers;
	struct buf text, subject;
};

static void read_all(FILE *in, struct buf *buf)
{
	char block[65536];
	size_t n;

	while ((n = fread(block, 1, sizeof(block), in)) > 0)
		buf_add(buf, block, n);
}

static void add_mailmap(struct mailmap *map, const char *path)
{
	struct buf text = BUF_INIT;
	FILE *in = fopen(path, "rb");

	if (!in) {
		perror(path);
		exit(3);
	}
	read_all(in, &text);
	fclose(in);
	mailmap_add(map, text.data, text.len);
	buf_release(&text);
}

static void print_trailers(struct oracle *oracle, const char *message,
			   size_t len, bool places)
{
	const struct trailers *trailers = &oracle->trailers;

	trailers_read(&oracle->trailers, message, len);
	for (size_t i = 0; i < trailers->n_items; i++) {
		const struct trailer *item = &trailers->items[i];

		if (places)
			printf("%zu %s ", item->line,
			       trailers_place_name(item->place));
		if (places || item->place == TRAILER_BLOCK)
			printf("%s: %s\n", item->key, item->value);
	}
}

/* The last header of that name, as git log takes it. */
static bool find_signature(const char *commit, const char *key,
			   struct signature *signature)
{
	const char *line = commit, *value = "";
	size_t len = 0;

	while (*line && *line != '\n') {
		size_t n = strcspn(line, "\n");

		if (strncmp(line, key, strlen(key)) == 0) {
			value = line + strlen(key);
			len = n - strlen(key);
		}
		line += n + (line[n] != '\0');
	}
	return signature_read(value, len, signature);
}

static void print_mapped(const struct mailmap *map,
			 const struct signature *signature, const char *fmt)
{
	char *name = xmemdup0(signature->name, signature->name_len);
	char *email = xmemdup0(signature->email, signature->email_len);
	const char *new_name, *new_email;

	mailmap_resolve(map, name, email, &new_name, &new_email);
	if (!*fmt)
		printf("%s%c%s%c", new_name, 0, new_email, 0);
	else if (*new_name)
		printf("%s <%s>\n", new_name, new_email);
	else
		printf("<%s>\n", new_email);
	free(name);
	free(email);
}

static void print_person(const struct signature *signature)
{
	fwrite(signature->name, 1, signature->name_len, stdout);
	putchar(0);
	fwrite(signature->email, 1, signature->email_len, stdout);
	putchar(0);
}

static void print_time(const struct signature *signature)
{
	if (signature->has_time)
		printf("%" PRId64 " %s", signature->at, signature->zone);
	putchar(0);
}

static void print_commit(struct oracle *oracle, const char *commit, size_t len)
{
	struct signature author, committer;
	const char *message;
	bool has_author;

	len = message_len(commit, len);
	buf_clear(&oracle->text);
	buf_clear(&oracle->subject);
	if (!encoding_convert_commit(oracle->encoding, commit, len,
				     &oracle->text))
		buf_add(&oracle->text, commit, len);
	has_author = find_signature(oracle->text.data, "author ", &author);
	find_signature(oracle->text.data, "committer ", &committer);
	message = strstr(oracle->text.data, "\n\n");
	message = message ? message + 2 : "";
	print_person(&author);
	if (has_author)
		print_mapped(oracle->map, &author, "");
	else
		printf("%%aN%c%%aE%c", 0, 0); /* git prints the format itself */
	print_person(&committer);
	print_time(&author);
	print_time(&committer);
	message_subject(message, strlen(message), &oracle->subject);
	printf("%s%c", oracle->subject.data, 0);
	print_trailers(oracle, message, strlen(message), false);
	printf("%c\n", 0);
}

static int commits(struct oracle *oracle)
{
	char header[256], oid[128];
	size_t size;

	while (fgets(header, sizeof(header), stdin)) {
		char *commit;

		if (sscanf(header, "%127s commit %zu", oid, &size) != 2)
			return 3;
		commit = xcalloc(size + 2, 1);
		if (fread(commit, 1, size + 1, stdin) != size + 1)
			return 3;
		printf("%s%c", oid, 0);
		print_commit(oracle, commit, size);
		free(commit);
	}
	return 0;
}

static void messages(struct oracle *oracle, bool places)
{
	struct buf all = BUF_INIT;
	size_t n;

	read_all(stdin, &all);
	for (size_t at = 0; at < all.len; at += n + 1) {
		n = message_len(all.data + at, all.len - at);
		print_trailers(oracle, all.data + at, n, places);
		putchar(0);
	}
	buf_release(&all);
}

static void contacts(struct oracle *oracle)
{
	struct buf all = BUF_INIT;
	struct signature person;
	size_t n;

	read_all(stdin, &all);
	for (size_t at = 0; at < all.len; at += n + 1) {
		n = strcspn(all.data + at, "\n");
		signature_read(all.data + at, n, &person);
		print_mapped(oracle->map, &person, "line");
	}
	buf_release(&all);
}

static void utf8(struct oracle *oracle)
{
	struct buf all = BUF_INIT;

	read_all(stdin, &all);
	utf8_add(&oracle->text, all.data, all.len);
	fwrite(oracle->text.data, 1, oracle->text.len, stdout);
	buf_release(&all);
}

static int run(struct oracle *oracle, const char *mode)
{
	if (strcmp(mode, "commits") == 0)
		return commits(oracle);
	if (strcmp(mode, "mailmap") == 0)
		contacts(oracle);
	else if (strcmp(mode, "utf8") == 0)
		utf8(oracle);
	else
		messages(oracle, strcmp(mode, "places") == 0);
	return 0;
}

int main(int argc, char **argv)
{
	struct oracle oracle = { mailmap_new(), encoding_new(), TRAILERS_INIT,
				 BUF_INIT, BUF_INIT };
	int status = 2;

	for (int i = 2; i < argc; i++)
		add_mailmap(oracle.map, argv[i]);
	if (argc > 1)
		status = run(&oracle, argv[1]);
	mailmap_free(oracle.map);
	encoding_free(oracle.encoding);
	trailers_release(&oracle.trailers);
	buf_release(&oracle.text);
	buf_release(&oracle.subject);
	return status;
}
