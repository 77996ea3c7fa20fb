/* SPDX-License-Identifier: MIT */
#ifndef BASE_BUF_H
#define BASE_BUF_H
/*
 * buf - bytes that grow.
 *
 * Invariant: data[len] is NUL, so a buf without inner NULs is a C string;
 * data is never NULL (an empty buf points at a shared empty string).
 */
#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *data;     /* len bytes and a NUL; owned if n_alloc > 0 */
	size_t len;     /* bytes in use, the NUL not counted */
	size_t n_alloc; /* bytes owned; 0: nothing is owned */
};

/* The value of an empty buf that owns nothing. */
#define BUF_INIT \
	{ \
		buf_empty, 0, 0 \
	}

/* What an empty buf points at; never written. */
extern char buf_empty[1];

/* Free what buf owns; it is an empty buf afterwards. */
void buf_release(struct buf *buf);

/* Forget the content, keep the memory. */
void buf_clear(struct buf *buf);

/* Make room for extra bytes more, beside the NUL. */
void buf_reserve(struct buf *buf, size_t extra);

/* Append n bytes, one byte, a C string, formatted text. */
void buf_add(struct buf *buf, const void *data, size_t n);
void buf_add_char(struct buf *buf, char c);
void buf_add_str(struct buf *buf, const char *s);
void buf_addf(struct buf *buf, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Cut the content to its first len bytes; len <= buf->len. */
void buf_truncate(struct buf *buf, size_t len);

/*
 * The content as memory that the caller frees; its length goes to *len_out
 * unless that is NULL.  buf is empty afterwards.
 */
char *buf_detach(struct buf *buf, size_t *len_out);

#endif
