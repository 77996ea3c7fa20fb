/* SPDX-License-Identifier: MIT */
#include "audit/base/buf.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/base/xalloc.h"

char buf_empty[1] = "";

void buf_release(struct buf *buf)
{
	if (buf->n_alloc)
		free(buf->data);
	buf->data = buf_empty;
	buf->len = 0;
	buf->n_alloc = 0;
}

void buf_clear(struct buf *buf)
{
	buf_truncate(buf, 0);
}

void buf_reserve(struct buf *buf, size_t extra)
{
	size_t need = buf->len + extra + 1;
	size_t size = buf->n_alloc ? buf->n_alloc : 64;

	if (need <= buf->n_alloc)
		return;
	while (size < need)
		size += size / 2;
	buf->data = xreallocarray(buf->n_alloc ? buf->data : NULL, size, 1);
	buf->data[buf->len] = '\0';
	buf->n_alloc = size;
}

void buf_add(struct buf *buf, const void *data, size_t n)
{
	if (!n)
		return;
	buf_reserve(buf, n);
	memcpy(buf->data + buf->len, data, n);
	buf->len += n;
	buf->data[buf->len] = '\0';
}

void buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_add_str(struct buf *buf, const char *s)
{
	buf_add(buf, s, strlen(s));
}

void buf_addf(struct buf *buf, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	assert(n >= 0);
	buf_reserve(buf, (size_t)n);
	va_start(args, fmt);
	vsnprintf(buf->data + buf->len, (size_t)n + 1, fmt, args);
	va_end(args);
	buf->len += (size_t)n;
}

void buf_truncate(struct buf *buf, size_t len)
{
	assert(len <= buf->len);
	buf->len = len;
	if (buf->n_alloc)
		buf->data[len] = '\0';
}

char *buf_detach(struct buf *buf, size_t *len_out)
{
	char *data;

	buf_reserve(buf, 0);
	data = buf->data;
	if (len_out)
		*len_out = buf->len;
	buf->data = buf_empty;
	buf->len = 0;
	buf->n_alloc = 0;
	return data;
}
