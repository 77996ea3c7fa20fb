/* SPDX-License-Identifier: MIT */
/* What a database knows of a history comes back as a graph, and is kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "audit/base/buf.h"
#include "audit/facts/history.h"

/* A commit's id is one digit, forty times: that of its row number. */
#define HEX(digit) digit digit digit digit digit digit digit digit digit digit
#define OID(digit) HEX(digit) HEX(digit) HEX(digit) HEX(digit)

/* Two repositories whose commits have ids in turn; e and f are not here. */
static const char stored[] =
	"INSERT INTO repos (repo_id, name, path) VALUES (1, 'a', '/a'),"
	" (2, 'b', '/b'), (3, 'empty', '/c');"
	"INSERT INTO people VALUES (1, 1, 'n', 'e');"
	"INSERT INTO identities VALUES (1, 1, 'n', 'e', 1, 0, x'');"
	"INSERT INTO commits (commit_id, repo_id, oid, author_id,"
	" authored_zone, committer_id, committed_zone, committed_at, n_parents,"
	" reachable, mainline, foxtrot, landing_id, landed_at, diff, subject,"
	" message) VALUES"
	" (1, 1, '" OID(
		"1") "', 1, '', 1, '', 10, 0, 1, 1, 0, 1, 10, 'done',"
		     "  'root', ''),"
		     " (2, 2, '" OID(
			     "2") "', 1, '', 1, '', 20, 0, 1, 1, 0, 2, 20, "
				  "'done',"
				  "  'root', ''),"
				  " (3, 1, '" OID(
					  "3") "', 1, '', 1, '', 30, 1, 1, 0, "
					       "0, 6, 60, 'done',"
					       "  'topic', ''),"
					       " (4, 2, '" OID(
						       "4") "', 1, '', 1, '', "
							    "40, 2, 1, 1, 0, "
							    "4, 40, 'done',"
							    "  'Merge x', ''),"
							    " (5, 1, '" OID(
								    "5") "', "
									 "1, "
									 "'', "
									 "1, "
									 "'', "
									 "50, "
									 "2, "
									 "0, "
									 "0, "
									 "0, "
									 "NULL,"
									 " NULL"
									 ","
									 "  "
									 "'none"
									 "', "
									 "'Merg"
									 "e "
									 "branc"
									 "h "
									 "''"
									 "main'"
									 "'', "
									 "''),"
									 " (6, "
									 "1, "
									 "'" OID("6") "', 1, '', 1, '', 60, 2, 1, 1, 1, 6, 60, 'done',"
										      "  'Merge branch ''main''', '');"
										      "INSERT INTO commit_parents VALUES"
										      " (3, 0, '" OID(
											      "1") "', 1),"
												   " (4, 0, '" OID("2") "', 2), (4, 1, '" OID(
													   "f") "', NULL),"
														" (5, 0, '" OID("3") "', 3), (5, 1, '" OID(
															"e") "', NULL),"
															     " (6, 0, '" OID("3") "', 3), (6, 1, '" OID(
																     "1") "', 1);";

static struct db *open_db(void)
{
	struct err err = ERR_INIT;
	struct db *db;

	assert_int_equal(db_open("test", DB_MEMORY, &db, &err), 0);
	if (db_script(db, stored, &err) < 0)
		fail_msg("%s", err.msg);
	return db;
}

/* "6 < 3 1" for each node with parents, by the first digits of the ids. */
static void describe(const struct graph *graph, struct buf *out)
{
	char hex[OID_HEX + 1];

	for (uint32_t at = 0; at < graph->n_nodes; at++) {
		oid_to_hex(&graph->nodes[at].oid, hex);
		buf_addf(out, "%c", hex[0]);
		for (uint32_t i = 0; i < graph->nodes[at].n_parents; i++) {
			uint32_t parent = graph_parent(graph, at, i);

			oid_to_hex(&graph->nodes[parent].oid, hex);
			buf_addf(out, "%s%c", i ? "" : "<", hex[0]);
		}
		buf_add_str(out, " ");
	}
}

static void test_load(void **state)
{
	static const struct {
		int64_t repo_id;
		const char *boundary; /* an id of it, or NULL */
		const char *graph;
		size_t n_stored;
	} rows[] = {
		{ 1, NULL, "1 3<1 5<3e 6<31 e ", 4 },
		{ 1, OID("3"), "1 3 5<3e 6<31 e ", 4 },
		{ 1, OID("5"), "1 3<1 5 6<31 ", 4 },
		{ 1, OID("9"), "1 3<1 5<3e 6<31 e ", 4 },
		{ 2, NULL, "2 4<2f f ", 2 },
		{ 2, OID("4"), "2 4 ", 2 },
		{ 3, NULL, "", 0 },
	};
	struct db *db = open_db();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct history history = { 0 };
		struct buf graph = BUF_INIT;
		struct err err = ERR_INIT;
		struct oid oid;
		size_t n = rows[i].boundary != NULL;

		assert_true(!n || oid_from_hex(rows[i].boundary, &oid));
		assert_int_equal(history_load(db, rows[i].repo_id, &oid, n,
					      &history, &err),
				 0);
		describe(&history.graph, &graph);
		assert_string_equal(graph.data, rows[i].graph);
		assert_int_equal(history.n_stored, rows[i].n_stored);
		assert_int_equal(history.first_free_id, 7);
		buf_release(&graph);
		history_release(&history);
	}
	db_close(db);
}

/* What a mainline merge follows is known; of others it is to be asked. */
static void test_merges(void **state)
{
	static const struct {
		bool names_default, is_known_foxtrot, is_mainline;
		int64_t landing_id;
	} nodes[] = { { false, false, true, 1 },
		      { false, false, false, 6 },
		      { true, false, false, 0 },
		      { false, true, true, 6 } };
	struct history history = { 0 };
	struct db *db = open_db();
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(history_load(db, 1, NULL, 0, &history, &err), 0);
	for (size_t i = 0; i < sizeof(nodes) / sizeof(*nodes); i++) {
		const struct graph_node *node = &history.graph.nodes[i];
		const struct history_place *place = &history.places[i];

		assert_true(node->is_stored && node->is_read);
		assert_int_equal(node->names_default, nodes[i].names_default);
		assert_int_equal(node->is_known_foxtrot,
				 nodes[i].is_known_foxtrot);
		assert_int_equal(place->is_mainline, nodes[i].is_mainline);
		assert_int_equal(place->landing_id, nodes[i].landing_id);
	}
	history_release(&history);
	db_close(db);
}

/* Only what changed is written, and to the repository's rows alone. */
static void test_places(void **state)
{
	struct history history = { 0 };
	struct db *db = open_db();
	struct err err = ERR_INIT;
	int64_t n_before, n;

	(void)state;
	assert_int_equal(history_load(db, 1, NULL, 0, &history, &err), 0);
	for (size_t i = 0; i < history.n_stored; i++) {
		struct graph_node *node = &history.graph.nodes[i];

		node->is_reachable = i != 2;
		node->is_mainline = i == 0 || i == 3;
		node->followed = i == 3;
		node->landing = (const uint32_t[]){ 0, 3, GRAPH_NONE, 3 }[i];
	}
	assert_int_equal(
		db_get_int(db, "SELECT total_changes()", 0, &n_before, &err),
		0);
	assert_int_equal(history_save_places(db, &history, &err), 0);
	assert_int_equal(db_get_int(db, "SELECT total_changes()", 0, &n, &err),
			 0);
	assert_int_equal(n, n_before);
	/* 5 is the tip now: it lands itself, and 6 left */
	history.graph.nodes[2].is_reachable = true;
	history.graph.nodes[2].is_mainline = true;
	history.graph.nodes[2].landing = 2;
	history.graph.nodes[3].is_reachable = false;
	history.graph.nodes[3].is_mainline = false;
	assert_int_equal(history_save_places(db, &history, &err), 0);
	assert_int_equal(db_get_int(db, "SELECT total_changes()", 0, &n, &err),
			 0);
	assert_int_equal(n, n_before + 2);
	assert_int_equal(
		db_get_int(db,
			   "SELECT count(*) FROM commits WHERE commit_id = 5"
			   " AND landing_id = 5 AND landed_at = 50"
			   " AND mainline = 1 AND foxtrot = 0",
			   0, &n, &err),
		0);
	assert_int_equal(n, 1);
	assert_int_equal(
		db_get_int(
			db,
			"SELECT count(*) FROM commits WHERE commit_id = 6"
			" AND landing_id IS NULL AND landed_at IS NULL"
			" AND reachable = 0 AND mainline = 0 AND foxtrot = 0",
			0, &n, &err),
		0);
	assert_int_equal(n, 1);
	history_release(&history);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_load),
		cmocka_unit_test(test_merges),
		cmocka_unit_test(test_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
