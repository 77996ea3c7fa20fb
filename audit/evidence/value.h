/* SPDX-License-Identifier: MIT */
#ifndef EVIDENCE_VALUE_H
#define EVIDENCE_VALUE_H
/*
 * value - the value of a trailer that a person or a tool may stand in.
 *
 * Shapes: "Agent:Model [tools]", "Tool (model)", "Model via Tool", "Tool with
 * Model", "agent/model", "Name <address>", with the ">" or both brackets
 * missing, "Name <model>", a bare name, a URL, and several of them with ", ",
 * "; ", " and ", " & " or " + " between.  Time is linear in the value.
 */
#include "audit/evidence/catalogue.h"

enum value_says {
	VALUE_OTHER, /* a person, or what is not known to be a tool */
	VALUE_TOOL,
	VALUE_MAYBE, /* speaks of a tool, proves nothing */
};

/* One of the parts of a value; spans are pieces of it or of the catalogue. */
struct value_claim {
	enum value_says says;
	const struct signal *by; /* the row that shows the tool; NULL: only
				  * the form does, or no tool */
	struct span tool;        /* as the catalogue names it, or as written;
				  * empty: AI, but which is not said */
	struct span model;       /* as written; empty: none is stated */
};

/*
 * Read the next part of *rest and cut it off there; false at the end.
 * is_person says that the key stands for people, so that tools need a proof;
 * with the others a tool or a model may be named in any form.
 */
bool value_next(const struct catalogue *catalogue, struct span *rest,
		bool is_person, struct value_claim *claim_out);

/* True for "none", "no", "n/a", "no AI was used" and their like. */
bool value_is_no(struct span value);

/* True for a form to be filled in: "AGENT_NAME:MODEL_VERSION". */
bool value_is_template(struct span value);

/* The model that a name states, empty where it states none. */
struct span value_model(const struct catalogue *catalogue, struct span name);

#endif
