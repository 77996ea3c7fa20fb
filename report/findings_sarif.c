/* SPDX-License-Identifier: MIT */
/*
 * SARIF 2.1.0: a rule of the policy is a reportingDescriptor, a failure or
 * an open question is a result, and its place is a line of the message of a
 * commit, which is named as commit/OID.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report/findings.h"
#include "report/json.h"

static void sarif_begin(const struct findings_about *about, struct buf *out)
{
	buf_add_str(out,
		    "{\"$schema\":\"https://json.schemastore.org/"
		    "sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n"
		    "\"tool\":{\"driver\":{\"name\":\"git-provenance\","
		    "\"version\":\"" VERSION "\",\"rules\":[");
	for (size_t i = 0; i < about->n_rules; i++) {
		const struct findings_rule *rule = &about->rules[i];

		buf_addf(out, "%s\n{\"id\":", i ? "," : "");
		json_add_string(out, rule->name);
		buf_add_str(out, ",\"shortDescription\":{\"text\":");
		json_add_string(out, rule->says);
		buf_add_str(out, "},\"help\":{\"text\":");
		json_add_string(out,
				*rule->message ? rule->message : rule->says);
		buf_add_str(out, "},\"defaultConfiguration\":{\"level\":");
		json_add_string(out, rule->severity);
		buf_add_str(out, "}}");
	}
	buf_add_str(out, "]}},\n\"properties\":{\"policy\":");
	json_add_string(out, about->policy);
	buf_add_str(out, ",\"policyHash\":");
	json_add_string(out, about->hash);
	buf_add_str(out, "},\n\"results\":[");
}

/* The line of the message that a reason names; 1: it names none. */
static int64_t line_of(const char *why)
{
	static const char words[] = " on line ";
	const char *at = strstr(why, words);
	const int64_t line = at ? strtoll(at + strlen(words), NULL, 10) : 1;

	return line > 0 ? line : 1;
}

static void sarif_add(const struct finding *finding,
		      const struct findings_sums *sums, struct buf *out)
{
	const bool fails = strcmp(finding->outcome, "fail") == 0;
	struct buf text = BUF_INIT;

	if (!fails && strcmp(finding->outcome, "undecidable") != 0)
		return;
	buf_addf(out, "%s\n{\"ruleId\":",
		 sums->fail + sums->undecidable > 1 ? "," : "");
	json_add_string(out, finding->rule);
	buf_addf(out, ",\"ruleIndex\":%zu", finding->rule_index);
	buf_add_str(out, fails ? ",\"kind\":\"fail\",\"level\":"
			       : ",\"kind\":\"open\",\"level\":");
	json_add_string(out, fails ? finding->severity : "none");
	buf_addf(&text, "%s: %s", finding->subject, finding->why);
	buf_add_str(out, ",\"message\":{\"text\":");
	json_add_string(out, text.data);
	buf_addf(out,
		 "},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
		 "{\"uri\":\"commit/%s\"},\"region\":{\"startLine\":%" PRId64
		 "}}}]}",
		 finding->oid, line_of(finding->why));
	buf_release(&text);
}

static void sarif_end(const struct findings_sums *sums, struct buf *out)
{
	(void)sums;
	buf_add_str(out, "]\n}]}\n");
}

const struct findings_format findings_sarif = {
	"sarif",
	sarif_begin,
	sarif_add,
	sarif_end,
};
