/* SPDX-License-Identifier: MIT */
/* Any CSV file of people's corrections. */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "report/records.h"
#include "tests/fuzz/fuzz.h"

static const struct records_column columns[] = {
	{ "commit", true }, { "verdict", true }, { "tool", false },
	{ "why", true },    { "source", false }, { NULL, false },
};

static void look_at(const struct records *records)
{
	for (size_t row = 0; row < records->n_rows; row++) {
		fuzz_must(records->lines[row] > 0);
		for (size_t i = 0; columns[i].name; i++)
			fuzz_must(records_text(records, row, i) != NULL);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct records records = { 0 };
	struct err err = ERR_INIT;
	char path[64];
	int file = memfd_create("csv", MFD_CLOEXEC);

	fuzz_must(file >= 0 && write(file, data, size) == (ssize_t)size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	if (records_read(path, columns, &records, &err) < 0) {
		fuzz_must(err.kind == FAIL_USAGE && *err.msg);
	} else {
		look_at(&records);
		records_release(&records);
	}
	close(file);
	return 0;
}
