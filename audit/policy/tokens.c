/* SPDX-License-Identifier: MIT */
#include "audit/policy/tokens.h"

#include <stdlib.h>

#include "audit/base/xalloc.h"

void tokens_release(struct tokens *tokens)
{
	free(tokens->items);
	free(tokens->classes);
	*tokens = (struct tokens){ 0 };
}

void tokens_add(struct tokens *tokens, unsigned token)
{
	tokens->items = xgrow(tokens->items, tokens->n_items, &tokens->n_alloc,
			      sizeof(*tokens->items));
	tokens->items[tokens->n_items++] = (uint16_t)token;
}

size_t tokens_add_class(struct tokens *tokens, struct slice text,
			enum char_class_syntax syntax)
{
	struct char_class class;
	const size_t n = char_class_read(text, syntax, &class);

	if (n == 0 || tokens->n_classes == UINT16_MAX - TOKEN_CLASS)
		return 0;
	tokens->classes =
		xgrow(tokens->classes, tokens->n_classes,
		      &tokens->n_classes_alloc, sizeof(*tokens->classes));
	tokens->classes[tokens->n_classes] = class;
	tokens_add(tokens, TOKEN_CLASS + (unsigned)tokens->n_classes++);
	return n;
}

bool tokens_take(const struct tokens *tokens, size_t i, char c)
{
	const unsigned token = tokens->items[i];

	if (token == TOKEN_ANY)
		return true;
	if (token >= TOKEN_CLASS)
		return char_class_has(&tokens->classes[token - TOKEN_CLASS],
				      (unsigned char)c);
	return token == (unsigned char)c;
}
