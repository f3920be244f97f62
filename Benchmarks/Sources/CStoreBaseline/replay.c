#include "replay.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// Each query gives the article's key and then the columns of the table's rows, in the order of the articles.
typedef struct {
    char *insert;
    int columns;
    int rows;
    sqlite3_int64 *articles;
    sqlite3_value **values;
    int next;
    sqlite3_stmt *statement;
} Table;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int fail(sqlite3 *db, const char *what) {
    fprintf(stderr, "replay: %s: %s\n", what, sqlite3_errmsg(db));
    return -1;
}

// `rows` is a query for the rows, NULL for those of the table as they are.
static int load(sqlite3 *db, const char *name, const char *article, const char *rows, Table *table) {
    char *source = rows == NULL ? sqlite3_mprintf("\"%w\"", name) : sqlite3_mprintf("(%s)", rows);
    char *query = sqlite3_mprintf("SELECT (%s), t.* FROM %s t ORDER BY 1, 2", article, source);
    sqlite3_free(source);
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, query, -1, &statement, NULL) != SQLITE_OK) return fail(db, query);
    sqlite3_free(query);
    table->columns = sqlite3_column_count(statement) - 1;
    sqlite3_str *insert = sqlite3_str_new(db);
    sqlite3_str_appendf(insert, "INSERT INTO \"%w\" (", name);
    for (int i = 1; i <= table->columns; i++) {
        sqlite3_str_appendf(insert, i == 1 ? "\"%w\"" : ", \"%w\"", sqlite3_column_name(statement, i));
    }
    sqlite3_str_appendall(insert, ") VALUES (");
    for (int i = 1; i <= table->columns; i++) sqlite3_str_appendall(insert, i == 1 ? "?" : ", ?");
    sqlite3_str_appendall(insert, ")");
    table->insert = sqlite3_str_finish(insert);
    int capacity = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        if (table->rows == capacity) {
            capacity = capacity ? capacity * 2 : 64;
            table->articles = realloc(table->articles, sizeof(sqlite3_int64) * (size_t)capacity);
            table->values = realloc(table->values, sizeof(sqlite3_value *) * (size_t)(capacity * table->columns));
        }
        table->articles[table->rows] = sqlite3_column_int64(statement, 0);
        for (int i = 0; i < table->columns; i++) {
            table->values[table->rows * table->columns + i] = sqlite3_value_dup(sqlite3_column_value(statement, i + 1));
        }
        table->rows++;
    }
    sqlite3_finalize(statement);
    return 0;
}

// Tables in the order of their foreign keys, and the article that each row belongs to.
static const char *const ofArticle = "t.article_key";
static const char *const ofClaim = "SELECT c.article_key FROM claim c WHERE c.claim_key = t.claim_key";
static const char *const ofEntity =
    "SELECT min(n.article_key) FROM entity_name n WHERE n.entity_key = t.entity_key";
static const char *const ofPair =
    "SELECT min(n.article_key) FROM entity_name n WHERE n.entity_key = max(t.left_key, t.right_key)";


// Derived rows as they are at first, before a later article changes what they point to.
static const char *const standings =
    "SELECT s.claim_key, s.state, s.judgement_id, s.confidence, s.question, s.answer, s.as_of, s.current_from,"
    " s.current_until, s.is_current, NULL AS superseded_by_key, NULL AS contradicted_by_key FROM claim_standing s";
static const char *const entities =
    "SELECT r.entity_key, CASE WHEN (SELECT min(article_key) FROM entity_name WHERE entity_key = r.canonical_key)"
    " > (SELECT min(article_key) FROM entity_name WHERE entity_key = r.entity_key)"
    " THEN r.entity_key ELSE r.canonical_key END AS canonical_key, r.entity_id, r.kind, r.name, r.reason"
    " FROM resolved_entity r";
static const char *const origins =
    "SELECT o.article_key, min(o.origin_key, o.article_key) AS origin_key, o.source, o.signature FROM article_origin o";

double dossier_replay(const char *source, const char *target) {
    sqlite3 *db;
    if (sqlite3_open_v2(source, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) return fail(db, source);
    enum { most = 64 };
    static Table tables[most];
    memset(tables, 0, sizeof tables);
    int count = 0;
#define LOAD_ROWS(name, article, rows) if (load(db, name, article, rows, &tables[count++]) != 0) return -1
#define LOAD(name, article) LOAD_ROWS(name, article, NULL)
    LOAD("article", ofArticle);
    LOAD("entity", ofEntity);
    LOAD("entity_name", ofArticle);
    LOAD("mention", ofArticle);
    LOAD("entity_attribute", ofArticle);
    LOAD("entity_alias", ofEntity);
    LOAD("claim", ofArticle);
    sqlite3_stmt *facts;
    sqlite3_prepare_v2(
        db, "SELECT name FROM sqlite_schema s WHERE type = 'table' AND name NOT IN ('claim', 'claim_standing', 'amendment')"
            " AND EXISTS (SELECT 1 FROM pragma_table_info(s.name) WHERE name = 'claim_key' AND pk = 1)", -1, &facts, NULL);
    while (sqlite3_step(facts) == SQLITE_ROW) LOAD((const char *)sqlite3_column_text(facts, 0), ofClaim);
    sqlite3_finalize(facts);
    LOAD_ROWS("claim_standing", ofClaim, standings);
    LOAD_ROWS("resolved_entity", ofEntity, entities);
    LOAD("entity_block", ofEntity);
    LOAD("entity_doubt", ofPair);
    LOAD_ROWS("article_origin", ofArticle, origins);
    LOAD("article_band", ofArticle);
#undef LOAD
#undef LOAD_ROWS
    sqlite3_close(db);

    if (sqlite3_open_v2(target, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) return fail(db, target);
    sqlite3_exec(db, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", NULL, NULL, NULL);
    for (int t = 0; t < count; t++) {
        if (sqlite3_prepare_v3(db, tables[t].insert, -1, SQLITE_PREPARE_PERSISTENT, &tables[t].statement, NULL) != SQLITE_OK) {
            return fail(db, tables[t].insert);
        }
    }
    double began = now();
    for (int a = 0; a < tables[0].rows; a++) {
        sqlite3_int64 article = tables[0].articles[a];
        // Of two rows of one article either may point to the other.
        if (sqlite3_exec(db, "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON", NULL, NULL, NULL) != SQLITE_OK) {
            return fail(db, "begin");
        }
        for (int t = 0; t < count; t++) {
            Table *table = &tables[t];
            for (; table->next < table->rows && table->articles[table->next] <= article; table->next++) {
                for (int i = 0; i < table->columns; i++) {
                    sqlite3_bind_value(table->statement, i + 1, table->values[table->next * table->columns + i]);
                }
                if (sqlite3_step(table->statement) != SQLITE_DONE) return fail(db, table->insert);
                sqlite3_reset(table->statement);
            }
        }
        if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) return fail(db, "commit");
    }
    double seconds = now() - began;
    for (int t = 0; t < count; t++) sqlite3_finalize(tables[t].statement);
    sqlite3_close(db);
    return seconds;
}
