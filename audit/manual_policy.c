/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "audit/base/buf.h"
#include "audit/manual.h"
#include "audit/policy/policy_language.h"
#include "audit/policy/rules/kinds.h"
#include "audit/roff.h"

static const char about[] =
	"A policy file says what a project asks of changes that AI helped to "
	"make: rules, the days from which they are in force, and the paths "
	"that they are about. It has the syntax of git-config(1) files: "
	"sections in brackets, keys with values below them, comments after ; "
	"or #.\n\n"
	"Names of sections tie them together: an era names its rules, a rule "
	"its tiers and approvals. An unknown section or key, a key of another "
	"kind of rule, a rule that no era uses, a bad date and two eras on one "
	"day are errors, said with file and line. 'git provenance policy FILE' "
	"checks a file and says it in English. In what a key takes, | stands "
	"between words of which one is chosen, and ... after what may be "
	"repeated.\n\n"
	"Each rule has an outcome for each change of its era: pass, fail, "
	"not-applicable, or undecidable where git does not hold what it "
	"speaks of.";

static const char example[] = "  [policy]\n"
			      "      name = Example\n"
			      "  [tier \"core\"]\n"
			      "      path = /src/\n"
			      "  [tier \"other\"]\n"
			      "      default = true\n"
			      "  [era \"start\"]\n"
			      "      since = 2025-01-01\n"
			      "      rule = no-ai\n"
			      "  [rule \"no-ai\"]\n"
			      "      kind = forbid-ai\n"
			      "      tier = core\n";

static void write_type(FILE *out, const struct section_key *key)
{
	struct buf type = BUF_INIT;

	policy_language_type(key, &type);
	roff_font(out, 'I', type.data, type.len);
	putc('\n', out);
	buf_release(&type);
}

static void write_section(FILE *out, const struct policy_section *section)
{
	fprintf(out, ".SS \"[%s%s]\"\n", section->name,
		section->has_name ? " \\(dqNAME\\(dq" : "");
	roff_prose(out, section->about);
	for (const struct section_key *key = section->keys; key->name; key++) {
		fputs(".TP\n", out);
		roff_font(out, 'B', key->name, strlen(key->name));
		fputs(" = ", out);
		write_type(out, key);
		roff_prose(out, key->about);
	}
}

static void write_kind(FILE *out, const struct rule_kind *kind)
{
	roff_item(out, kind->name);
	roff_prose(out, kind->about);
	fputs(".br\n", out);
	fprintf(out, "Keys: %s",
		*kind->takes ? kind->takes : "none of its own");
	fprintf(out, *kind->needs ? "; needed: %s.\n" : ".\n", kind->needs);
}

void manual_policy(FILE *out)
{
	roff_title(out, "git-provenance-policy", '5');
	roff_heading(out, "NAME");
	fputs("git\\-provenance\\-policy \\- what a policy file may say\n",
	      out);
	roff_heading(out, "DESCRIPTION");
	roff_prose(out, about);
	roff_heading(out, "EXAMPLE");
	roff_prose(out, example);
	roff_heading(out, "SECTIONS");
	for (const struct policy_section *section = policy_sections;
	     section->name; section++)
		write_section(out, section);
	roff_heading(out, "KINDS OF RULES");
	for (size_t i = 0; rule_kinds[i]; i++)
		write_kind(out, rule_kinds[i]);
	roff_heading(out, "SEE ALSO");
	fputs(".BR git\\-provenance\\-policy (1),\n"
	      ".BR git\\-provenance\\-check (1)\n",
	      out);
}
