/* SPDX-License-Identifier: MIT */
/* Any note, as git-ai, agentblame or agent-trace write them. */
#include "audit/base/buf.h"
#include "audit/evidence/json.h"
#include "audit/evidence/note_text.h"
#include "audit/evidence/trace_text.h"
#include "tests/fuzz/fuzz.h"

/* The note, to know that what is told of it is a part of it. */
struct look {
	struct span note;
	struct buf text;
};

static void must_be_inside(const struct look *look, struct span span)
{
	if (span.len)
		fuzz_must(span.at >= look->note.at &&
			  span.at + span.len <= look->note.at + look->note.len);
}

static void agent(void *context, struct span tool, struct span model)
{
	must_be_inside(context, tool);
	must_be_inside(context, model);
}

static void lines(void *context, struct span path, int64_t n_lines)
{
	struct look *look = context;

	must_be_inside(look, path);
	fuzz_must(n_lines >= 0);
	buf_clear(&look->text);
	json_text(path, &look->text);
}

static void claim(void *context, const struct trace_claim *trace)
{
	agent(context, trace->tool, trace->model);
	lines(context, trace->path, trace->n_lines);
}

static void record(void *context, struct span text)
{
	trace_text_read(text, claim, context);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span note = { size ? (const char *)data : "", size };
	struct look look = { note, BUF_INIT };
	const struct note_reader reader = { &look, agent, lines };

	note_text_read(note, &reader);
	trace_text_records(note, record, &look);
	trace_text_new_lines(span_cut(note, 0, size / 2),
			     span_cut(note, size / 2, size), record, &look);
	buf_release(&look.text);
	return 0;
}
