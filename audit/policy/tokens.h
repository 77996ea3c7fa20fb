/* SPDX-License-Identifier: MIT */
#ifndef POLICY_TOKENS_H
#define POLICY_TOKENS_H
/*
 * tokens - what path patterns are made of: bytes, classes, wildcards.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit/policy/char_class.h"

/* Below TOKEN_ANY: that byte itself. */
enum {
	TOKEN_ANY = 256, /* any one byte */
	TOKEN_STAR,      /* any bytes, what ends them is up to the pattern */
	TOKEN_END,       /* never stored: what stands behind the last one */
	TOKEN_CLASS,     /* and above: TOKEN_CLASS + number of a class */
};

/* An embedded value; { 0 } is empty. */
struct tokens {
	uint16_t *items;
	size_t n_items, n_alloc;
	struct char_class *classes;
	size_t n_classes, n_classes_alloc;
};

/* Free what tokens owns; it is empty afterwards. */
void tokens_release(struct tokens *tokens);

/* Append a byte, TOKEN_ANY or TOKEN_STAR. */
void tokens_add(struct tokens *tokens, unsigned token);

/*
 * Append a class; text starts after its "[".  Returns how many bytes of
 * text it takes, 0 if char_class_read refuses it or there are too many.
 */
size_t tokens_add_class(struct tokens *tokens, struct slice text,
			enum char_class_syntax syntax);

/* True if token number i (not a star) takes the byte c. */
bool tokens_take(const struct tokens *tokens, size_t i, char c);

#endif
