/* SPDX-License-Identifier: MIT */
#include "report/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A plain file for reading, or NULL with the reason in errno. */
static FILE *open_plain(const char *path)
{
	/* O_NONBLOCK: a pipe that nobody fills must not stop us */
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	FILE *file = NULL;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode))
		errno = EINVAL;
	else
		file = fdopen(fd, "rb");
	if (!file)
		close(fd);
	return file;
}

int digest_file(const char *path, char hex_out[DIGEST_HEX + 1],
		int64_t *n_bytes_out, struct err *err)
{
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
	FILE *file = open_plain(path);
	unsigned char bytes[65536];
	int64_t n_bytes = 0;
	size_t n;
	int ret = -1;

	while (file && (n = fread(bytes, 1, sizeof(bytes), file)) > 0) {
		g_checksum_update(sum, bytes, (gssize)n);
		n_bytes += (int64_t)n;
	}
	if (!file || ferror(file)) {
		err_set(err, FAIL_WORLD, "cannot read '%s': %s; %s", path,
			strerror(errno), hint_of(errno));
		goto out;
	}
	memcpy(hex_out, g_checksum_get_string(sum), DIGEST_HEX + 1);
	*n_bytes_out = n_bytes;
	ret = 0;
out:
	if (file)
		fclose(file);
	g_checksum_free(sum);
	return ret;
}
