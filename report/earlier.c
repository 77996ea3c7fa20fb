/* SPDX-License-Identifier: MIT */
/* SQLite reads the JSON: it stands any text, and any depth. */
#include "report/earlier.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audit/base/date.h"
#include "audit/base/xalloc.h"
#include "audit/db/anonymous.h"
#include "report/json_report.h"

/* The largest file; that of QEMU has 5 MB. */
enum { MAX_BYTES = 256 << 20 };

/* One repository; owned. */
struct earlier_repo {
	char *name;
	struct buf then, after; /* "then=JSON", "after=N" */
	struct buf words;
};

struct earlier {
	struct buf before,
		after;    /* "before=N", "after=N" of a day, else empty */
	struct buf words; /* of a day */
	struct earlier_repo *repos; /* of a file; owned */
	size_t n_repos, n_alloc;
};

/* The file while it is read; all but earlier is the caller's. */
struct reading {
	const char *path;
	const struct earlier_subject *subject;
	struct db *db;
	struct buf json;
	struct buf title,
		others; /* of the file: title; names of repositories */
	struct earlier *earlier;
};

static int refuse(const struct reading *reading, const char *why,
		  struct err *err)
{
	return err_set(err, FAIL_USAGE,
		       "--compare-to: '%s' %s; name a day as YYYY-MM-DD, or "
		       "the report.json of an earlier report of the same",
		       reading->path, why);
}

static int read_bytes(struct reading *reading, struct err *err)
{
	int fd = open(reading->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	char bytes[65536];
	ssize_t n = 0;
	int ret = 0;

	while (fd >= 0 && reading->json.len <= MAX_BYTES &&
	       (n = read(fd, bytes, sizeof(bytes))) > 0)
		buf_add(&reading->json, bytes, (size_t)n);
	if (fd < 0 || n < 0)
		ret = refuse(reading, strerror(errno), err);
	else if (reading->json.len > MAX_BYTES)
		ret = refuse(reading, "is too large", err);
	if (fd >= 0)
		close(fd);
	return ret;
}

/* Run fn for each row of a statement whose ?1 is the file. */
static int each_row(struct reading *reading, const char *sql,
		    int (*fn)(struct reading *reading,
			      const struct db_stmt *row, struct err *err),
		    struct err *err)
{
	struct db_stmt *stmt = NULL;
	int more = -1;

	if (db_prepare(reading->db, sql, &stmt, err) < 0)
		return -1;
	db_bind_text_n(stmt, 1, reading->json.data, reading->json.len);
	while ((more = db_step(stmt, err)) > 0)
		if (fn(reading, stmt, err) < 0) {
			more = -1;
			break;
		}
	db_stmt_free(stmt);
	return more;
}

static int check_json(struct reading *reading, const struct db_stmt *row,
		      struct err *err)
{
	return db_int(row, 0) ? 0 : refuse(reading, "is no JSON", err);
}

static int read_head(struct reading *reading, const struct db_stmt *row,
		     struct err *err)
{
	if (strcmp(db_text(row, 0), JSON_REPORT_FORMAT) != 0)
		return refuse(reading, "is no report of git-provenance", err);
	if (db_int(row, 1) != JSON_REPORT_VERSION)
		return refuse(reading,
			      "is of a version of the format that "
			      "git-provenance " VERSION " does not read",
			      err);
	buf_add_char(&reading->title, '"');
	anonymous_add(reading->db, db_text(row, 2), &reading->title);
	buf_addf(&reading->title, "\" of %s",
		 db_is_null(row, 3) ? "an unknown day" : db_text(row, 3));
	return 0;
}

static bool is_wanted(const struct reading *reading, const char *name)
{
	const struct earlier_subject *subject = reading->subject;

	for (size_t i = 0; i < subject->n_repos; i++)
		if (strcmp(subject->repos[i], name) == 0)
			return true;
	return false;
}

/* Columns of a row that is about a repository of the file. */
enum {
	OF_NAME,
	OF_TIP,
	OF_AREA,
	OF_PATH,
	OF_AUTHOR,
	OF_TIER,
	OF_POLICY,
	OF_UPTO,
	OF_THEN,
};

static const char measures_sql[] =
	"SELECT json_extract(r.value, '$.name'),"
	"       (SELECT json_extract(w.value, '$.value')"
	"          FROM json_each(r.value, '$.parts') AS q,"
	"               json_each(q.value, '$.sections') AS u,"
	"               json_each(u.value, '$.rows') AS w"
	"         WHERE json_extract(u.value, '$.id') = 'summary'"
	"           AND json_extract(w.value, '$.fact') = 'tip'),"
	"       json_extract(s.value, '$.scope.area'),"
	"       json_extract(s.value, '$.scope.path'),"
	"       json_extract(s.value, '$.scope.author'),"
	"       json_extract(s.value, '$.scope.tier'),"
	"       json_extract(s.value, '$.scope.policy'),"
	"       max(CAST(json_extract(m.value, '$.upto_at') AS INTEGER)),"
	"       json_object("
	"         'since',"
	"         unixepoch(json_extract(s.value, '$.scope.since')),"
	"         'upto',"
	"         max(CAST(json_extract(m.value, '$.upto_at') AS INTEGER)),"
	"         'measures',"
	"         json_group_array(json_array("
	"           json_extract(m.value, '$.measure'),"
	"           json_extract(m.value, '$.policy'),"
	"           CAST(json_extract(m.value, '$.n') AS INTEGER),"
	"           CAST(json_extract(m.value, '$.of_n') AS INTEGER))))"
	"  FROM json_each(?1, '$.repositories') AS r,"
	"       json_each(r.value, '$.parts') AS p,"
	"       json_each(p.value, '$.sections') AS s,"
	"       json_each(s.value, '$.rows') AS m"
	" WHERE json_extract(s.value, '$.id') = 'measures'"
	"   AND r.type = 'object' AND p.type = 'object'"
	"   AND s.type = 'object' AND m.type = 'object'"
	" GROUP BY r.id, p.id, s.id"
	" ORDER BY r.id, p.id, s.id";

static const char *text_or_null(const struct db_stmt *row, int n)
{
	return db_is_null(row, n) ? NULL : db_text(row, n);
}

static bool is_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* What reports are of, but for repository and time. */
static int check_scope(const struct reading *reading, const struct db_stmt *row,
		       struct err *err)
{
	const struct scope *own = reading->subject->scope;
	const struct scope other = { .area = text_or_null(row, OF_AREA),
				     .path = text_or_null(row, OF_PATH),
				     .author = text_or_null(row, OF_AUTHOR),
				     .tier = text_or_null(row, OF_TIER),
				     .policy = text_or_null(row, OF_POLICY) };
	struct scope wanted = *own;
	struct buf why = BUF_INIT;

	if (is_same(own->area, other.area) && is_same(own->path, other.path) &&
	    is_same(own->author, other.author) &&
	    is_same(own->tier, other.tier) &&
	    is_same(own->policy, other.policy))
		return 0;
	wanted.repo = NULL;
	wanted.since.is_set = wanted.until.is_set = 0;
	buf_add_str(&why, "is a report of another scope (");
	scope_describe(&other, &why);
	buf_add_str(&why, ", not ");
	scope_describe(&wanted, &why);
	buf_add_char(&why, ')');
	refuse(reading, why.data, err);
	buf_release(&why);
	return -1;
}

/* The tip of then has to be a commit of now: else it is another history. */
static int check_tip(const struct reading *reading, const char *name,
		     const char *tip, struct err *err)
{
	struct db_stmt *stmt = NULL;
	struct buf why = BUF_INIT;
	int more;

	if (db_prepare(reading->db,
		       "SELECT 1 FROM commits AS c"
		       "  JOIN repos AS r ON r.repo_id = c.repo_id"
		       " WHERE r.name = ?1 AND c.oid = ?2",
		       &stmt, err) < 0)
		return -1;
	db_bind_text(stmt, 1, name);
	db_bind_text(stmt, 2, tip);
	more = db_step(stmt, err);
	db_stmt_free(stmt);
	if (more)
		return more < 0 ? -1 : 0;
	buf_addf(&why,
		 "is a report of another history of '%s' (its tip %.12s is "
		 "not in the database)",
		 name, tip);
	refuse(reading, why.data, err);
	buf_release(&why);
	return -1;
}

static void add_repo(struct reading *reading, const struct db_stmt *row)
{
	struct earlier *earlier = reading->earlier;
	const int64_t upto = db_int(row, OF_UPTO);
	struct earlier_repo *repo;
	char day[DATE_TEXT_MAX];

	earlier->repos = xgrow(earlier->repos, earlier->n_repos,
			       &earlier->n_alloc, sizeof(*earlier->repos));
	repo = &earlier->repos[earlier->n_repos++];
	*repo = (struct earlier_repo){ xstrdup(db_text(row, OF_NAME)), BUF_INIT,
				       BUF_INIT, BUF_INIT };
	buf_addf(&repo->then, "then=%s", db_text(row, OF_THEN));
	buf_addf(&repo->after, "after=%" PRId64, upto + 1);
	date_format_day(upto, day);
	buf_addf(&repo->words,
		 "Then is the report %s, in which the last change of this "
		 "scope landed on %s; now is this report.",
		 reading->title.data, day);
}

static int read_repo(struct reading *reading, const struct db_stmt *row,
		     struct err *err)
{
	const char *name = db_text(row, OF_NAME);

	buf_addf(&reading->others, "%s'%s'", reading->others.len ? ", " : "",
		 name);
	if (!is_wanted(reading, name))
		return 0;
	if (check_scope(reading, row, err) < 0 ||
	    check_tip(reading, name, db_text(row, OF_TIP), err) < 0)
		return -1;
	add_repo(reading, row);
	return 0;
}

static int check_any(const struct reading *reading, struct err *err)
{
	struct buf why = BUF_INIT;

	if (reading->earlier->n_repos)
		return 0;
	if (!reading->others.len)
		return refuse(reading,
			      "holds no measures: nothing landed in it, or an "
			      "older git-provenance wrote it",
			      err);
	buf_addf(&why, "is a report of other repositories (%s)",
		 reading->others.data);
	refuse(reading, why.data, err);
	buf_release(&why);
	return -1;
}

static int read_file(struct reading *reading, struct err *err)
{
	if (read_bytes(reading, err) < 0 ||
	    each_row(reading, "SELECT json_valid(?1)", check_json, err) < 0 ||
	    each_row(reading,
		     "SELECT json_extract(?1, '$.format'),"
		     " json_extract(?1, '$.version'),"
		     " json_extract(?1, '$.title'),"
		     " json_extract(?1, '$.subject_date')",
		     read_head, err) < 0 ||
	    each_row(reading, measures_sql, read_repo, err) < 0)
		return -1;
	return check_any(reading, err);
}

static void take_day(struct earlier *earlier, long long at)
{
	char day[DATE_TEXT_MAX];

	if (at % 86400)
		date_format_second(at, day);
	else
		date_format_day(at, day);
	buf_addf(&earlier->before, "before=%lld", at);
	buf_addf(&earlier->after, "after=%lld", at);
	buf_addf(&earlier->words,
		 "Then is what landed before %s, now is what landed since; "
		 "both as this database knows them today.",
		 day);
}

int earlier_open(const char *what, const struct earlier_subject *subject,
		 struct db *db, struct earlier **earlier_out, struct err *err)
{
	struct reading reading = { .path = what,
				   .subject = subject,
				   .db = db,
				   .json = BUF_INIT,
				   .title = BUF_INIT,
				   .others = BUF_INIT };
	struct earlier *earlier = xcalloc(1, sizeof(*earlier));
	long long at;
	int ret = 0;

	earlier->before = earlier->after = earlier->words =
		(struct buf)BUF_INIT;
	reading.earlier = earlier;
	if (opt_read_date(what, &at) == 0)
		take_day(earlier, at);
	else
		ret = read_file(&reading, err);
	buf_release(&reading.json);
	buf_release(&reading.title);
	buf_release(&reading.others);
	if (ret < 0)
		earlier_free(earlier);
	else
		*earlier_out = earlier;
	return ret;
}

void earlier_free(struct earlier *earlier)
{
	if (!earlier)
		return;
	for (size_t i = 0; i < earlier->n_repos; i++) {
		free(earlier->repos[i].name);
		buf_release(&earlier->repos[i].then);
		buf_release(&earlier->repos[i].after);
		buf_release(&earlier->repos[i].words);
	}
	free(earlier->repos);
	buf_release(&earlier->before);
	buf_release(&earlier->after);
	buf_release(&earlier->words);
	free(earlier);
}

/* What the file holds of a repository, or NULL. */
static const struct earlier_repo *find(const struct earlier *earlier,
				       const char *repo)
{
	for (size_t i = 0; repo && i < earlier->n_repos; i++)
		if (strcmp(earlier->repos[i].name, repo) == 0)
			return &earlier->repos[i];
	return NULL;
}

/* Add "NAME=VALUE" where it is not empty and the question takes NAME. */
static void add_param(const struct question *question, const struct buf *text,
		      struct opt_texts *params)
{
	size_t len = strcspn(text->data, "=");

	for (size_t i = 0; text->len && i < question->n_params; i++)
		if (strlen(question->params[i].name) == len &&
		    strncmp(question->params[i].name, text->data, len) == 0)
			opt_texts_add(params, text->data);
}

void earlier_params(const struct earlier *earlier, const char *repo,
		    const struct question *question, struct opt_texts *params)
{
	const struct earlier_repo *of = find(earlier, repo);

	add_param(question, &earlier->before, params);
	add_param(question, &earlier->after, params);
	if (!of)
		return;
	add_param(question, &of->then, params);
	add_param(question, &of->after, params);
}

void earlier_describe(const struct earlier *earlier, const char *repo,
		      struct buf *out)
{
	const struct earlier_repo *of = find(earlier, repo);

	if (earlier->before.len)
		buf_add_str(out, earlier->words.data);
	else if (of)
		buf_add_str(out, of->words.data);
	else
		buf_add_str(out, "The earlier report does not hold this "
				 "repository.");
}
