/* SPDX-License-Identifier: MIT */
/* Who a trailer names, and who kept an area at a time. */
#include "tests/policy_tables.h"

#include "audit/policy/landed.h"
#include "audit/policy/owners_at.h"

static struct people *people_of(struct db *db)
{
	struct people *people = NULL;
	struct err err = ERR_INIT;

	assert_int_equal(people_read(db, 1, &people, &err), 0);
	return people;
}

/* What is written, and who is meant; id 0: nobody that commits. */
static const struct {
	const char *value;
	int64_t id;
	const char *name, *email;
} named[] = {
	{ "Jane <jane@example.org>", 1, "Jane", "jane@example.org" },
	{ "J. <JANE@HOME>", 1, "Jane", "jane@example.org" },
	{ "jane@home", 1, "Jane", "jane@example.org" },
	{ "\"Jane\" <jane@home> # dutifully", 1, "Jane", "jane@example.org" },
	{ "Jane <jane@home", 1, "Jane", "jane@example.org" },
	{ "Eve <eve@example.org>", 0, "Eve", "eve@example.org" },
	{ "  Eve Hacker  ", 0, "Eve Hacker", "" },
	{ "eve@example.org", 0, "", "eve@example.org" },
	{ "<eve@example.org>", 0, "", "eve@example.org" },
	{ "", 0, "", "" },
	{ "<>", 0, "", "" },
};

static void values_name_people(void **state)
{
	struct db *db = new_db("");
	struct people *people = people_of(db);

	(void)state;
	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++) {
		const struct person person =
			people_find(people, named[i].value);

		assert_int_equal(person.id, named[i].id);
		assert_string_equal(person.name, named[i].name);
		assert_string_equal(person.email, named[i].email);
	}
	people_free(people);
	db_close(db);
}

/* Two people, and whether they are one. */
static const struct {
	struct person a, b;
	bool is_one;
} pairs[] = {
	{ { 1, "Jane", "a@b" }, { 1, "J", "c@d" }, true },
	{ { 1, "Jane", "a@b" }, { 2, "Joe", "c@d" }, false },
	{ { 1, "Jane", "a@b" }, { 0, "", "A@B" }, true },
	{ { 1, "Jane", "a@b" }, { 0, "JANE", "x@y" }, true },
	{ { 0, "", "" }, { 0, "", "" }, false },
	{ { 0, "", "a@b" }, { 0, "", "" }, false },
	{ { 0, "Jane", "" }, { 0, "", "a@b" }, false },
};

static void people_are_compared_by_mail_and_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		assert_int_equal(person_is(&pairs[i].a, &pairs[i].b),
				 pairs[i].is_one);
		assert_int_equal(person_is(&pairs[i].b, &pairs[i].a),
				 pairs[i].is_one);
	}
}

/* "Core:Mia Net:Ned": the areas of a path, and who of two kept each. */
static void kept_by(struct owners_at *owners, const char *path, int64_t at,
		    struct buf *out)
{
	static const struct person asked[] = { { 0, "Mia", "" },
					       { 0, "Max", "" },
					       { 0, "Ned Net", "" },
					       { 0, "devel", "" } };
	const size_t *areas;
	struct err err = ERR_INIT;
	bool is_known;
	size_t n;

	buf_clear(out);
	assert_int_equal(owners_at_go(owners, at, &is_known, &err), 0);
	n = owners_at_areas(owners, slice_of(path), &areas);
	for (size_t i = 0; is_known && i < n; i++) {
		buf_addf(out, "%s%s", i ? " " : "",
			 owners_at_name(owners, areas[i]));
		for (size_t k = 0; k < sizeof(asked) / sizeof(*asked); k++)
			if (owners_at_is_kept(owners, areas[i], &asked[k]))
				buf_addf(out, ":%s", asked[k].name);
	}
}

static void owners_are_those_of_a_time(void **state)
{
	struct db *db = new_db("P 1 0 core/a\nP 1 0 net/b\n");
	struct people *people = people_of(db);
	struct owners_at *owners;
	struct buf kept = BUF_INIT;

	(void)state;
	run_sql(db, "INSERT INTO area_patterns VALUES"
		    " (2, 1, 'F', 'core/', 1699991000, 1699992000)");
	owners = owners_at_new(db, 1, people);
	kept_by(owners, "core/a", 1699989999, &kept);
	assert_string_equal(kept.data, "Core:Mia");
	kept_by(owners, "core/a", 1699990000, &kept);
	assert_string_equal(kept.data, "Core:Max");
	kept_by(owners, "core/a", 1699991000, &kept);
	assert_string_equal(kept.data, "Core:Max Network devices:Ned Net");
	kept_by(owners, "core/a", 1699992000, &kept);
	assert_string_equal(kept.data, "Core:Max");
	/* back again */
	kept_by(owners, "core/a", 0, &kept);
	assert_string_equal(kept.data, "Core:Mia");
	kept_by(owners, "core/nvm", 0, &kept);
	assert_string_equal(kept.data, "Memory");
	kept_by(owners, "elsewhere", 0, &kept);
	assert_string_equal(kept.data, "");
	buf_release(&kept);
	owners_at_free(owners);
	people_free(people);
	db_close(db);
}

static void without_patterns_nothing_is_known(void **state)
{
	struct db *db = new_db("");
	struct people *people = people_of(db);
	struct owners_at *owners = owners_at_new(db, 1, people);
	struct err err = ERR_INIT;
	bool is_known = true;

	(void)state;
	run_sql(db, "UPDATE area_patterns SET to_at = 1000");
	assert_int_equal(owners_at_go(owners, 2000, &is_known, &err), 0);
	assert_false(is_known);
	assert_int_equal(owners_at_go(owners, 500, &is_known, &err), 0);
	assert_true(is_known);
	owners_at_free(owners);
	people_free(people);
	db_close(db);
}

static void landed_changes_are_found_by_time(void **state)
{
	struct db *db = new_db("");
	struct landed *landed = NULL;
	struct err err = ERR_INIT;
	const struct change change = { .commit_id = 3, .author = { .id = 1 } };

	(void)state;
	add_commit(db, 2, 1, 2, false);
	add_commit(db, 3, 1, 3, false);
	run_sql(db, "UPDATE commits SET author_id = 3 WHERE commit_id = 2;"
		    "INSERT INTO commit_areas VALUES (1, 1, 1, 1, 0),"
		    " (3, 1, 1, 1, 0), (3, 2, 1, 1, 0), (2, 3, 1, 1, 0)");
	assert_int_equal(landed_read(db, 1, &landed, &err), 0);
	assert_int_equal(landed_end(landed, 1699919999), 0);
	assert_int_equal(landed_end(landed, 1699920000), 1);
	assert_int_equal(landed_end(landed, 1699920000 + 86400), 3);
	assert_int_equal(landed_end(landed, INT64_MAX), 3);
	assert_int_equal(landed_at(landed, 1)->commit_id, 2);
	for (size_t i = 0; i < 3; i++) {
		const struct landed_change *other = landed_at(landed, i);

		assert_true(landed_is_kin(landed, &change, other,
					  RULE_OVER_PROJECT));
		assert_int_equal(
			landed_is_kin(landed, &change, other, RULE_OVER_PERSON),
			i != 1);
		assert_int_equal(
			landed_is_kin(landed, &change, other, RULE_OVER_AREA),
			i != 1);
	}
	landed_free(landed);
	db_close(db);
}

/* The verdict on the only change by a policy of one rule. */
static void judged(const char *rule, const char *change, struct buf *out)
{
	struct db *db = new_db(change);
	struct buf text = BUF_INIT;

	buf_addf(&text,
		 "[era \"e\"]\nsince = 2020-01-01\nrule = r\n"
		 "[rule \"r\"]\n%s",
		 rule);
	judge(db, text.data);
	read_verdict(db, 1, 0, out);
	buf_release(&text);
	db_close(db);
}

static void a_sign_off_without_a_name_is_the_authors(void **state)
{
	struct buf verdict = BUF_INIT;

	(void)state;
	judged("kind = require-sign-off\nmatch = author\n",
	       "T block 4 Signed-off-by: <jane@home>\n", &verdict);
	assert_string_equal(verdict.data, "pass: ");
	buf_release(&verdict);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_name_people),
		cmocka_unit_test(people_are_compared_by_mail_and_name),
		cmocka_unit_test(owners_are_those_of_a_time),
		cmocka_unit_test(without_patterns_nothing_is_known),
		cmocka_unit_test(landed_changes_are_found_by_time),
		cmocka_unit_test(a_sign_off_without_a_name_is_the_authors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
