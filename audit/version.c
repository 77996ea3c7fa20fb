/* SPDX-License-Identifier: MIT */
#include "audit/version.h"

#include <stddef.h>

#include "audit/base/buf.h"
#include "audit/base/confine.h"
#include "audit/db/db.h"
#include "audit/git/libraries.h"
#include "plots/libraries.h"

/* What the compiler says that it did; what the linker did, readelf tells. */
static const char *const hardening[] = {
#ifdef __PIE__
	"position independent",
#endif
#if defined(__SSP_STRONG__) || defined(__SSP_ALL__)
	"stack protector",
#endif
#if defined(_FORTIFY_SOURCE) && _FORTIFY_SOURCE > 1
	"checked copies",
#endif
#ifdef __CET__
	"control flow protection",
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	"sanitizer",
#endif
	NULL,
};

static void print_hardening(FILE *out)
{
	fputs("hardening:", out);
	for (size_t i = 0; hardening[i]; i++)
		fprintf(out, "%s %s", i ? "," : "", hardening[i]);
	fputs(hardening[0] ? "\n" : " none\n", out);
}

/* As a command has it: what can be had is not known before it is tried. */
static void print_sandbox(FILE *out)
{
	struct buf text = BUF_INIT;

	confine_say(confine_beside(NULL), &text);
	fprintf(out, "sandbox: %s\n", text.data);
	buf_release(&text);
}

void version_print(FILE *out, bool more)
{
	struct buf text = BUF_INIT;

	fputs("git-provenance " VERSION "\n", out);
	if (!more)
		return;
	db_library(&text);
	libraries_git(&text);
	libraries_plots(&text);
	fprintf(out, "schema %d\n%s", (int)DB_SCHEMA_VERSION, text.data);
	fputs("compiler " __VERSION__ "\n", out);
	print_hardening(out);
	print_sandbox(out);
	buf_release(&text);
}
