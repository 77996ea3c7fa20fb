/* SPDX-License-Identifier: MIT */
#include "audit/policy/rules/kinds.h"

#include <string.h>

extern const struct rule_kind kind_forbid_ai, kind_require_trailer,
	kind_forbid_trailer, kind_trailer_place, kind_require_sign_off,
	kind_forbid_agent_identity, kind_limit_lines, kind_limit_files,
	kind_require_approval, kind_require_review, kind_forbid_self_approval,
	kind_claim_matches_paths, kind_require_companion, kind_forbid_text,
	kind_rate, kind_outside_git;

const struct rule_kind *const rule_kinds[] = {
	&kind_forbid_ai,
	&kind_require_trailer,
	&kind_forbid_trailer,
	&kind_trailer_place,
	&kind_require_sign_off,
	&kind_forbid_agent_identity,
	&kind_limit_lines,
	&kind_limit_files,
	&kind_require_approval,
	&kind_require_review,
	&kind_forbid_self_approval,
	&kind_claim_matches_paths,
	&kind_require_companion,
	&kind_forbid_text,
	&kind_rate,
	&kind_outside_git,
	NULL,
};

const struct rule_kind *rule_kind_find(const char *name)
{
	for (size_t i = 0; rule_kinds[i]; i++)
		if (strcmp(rule_kinds[i]->name, name) == 0)
			return rule_kinds[i];
	return NULL;
}
