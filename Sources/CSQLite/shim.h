#ifndef DOSSIER_CSQLITE_SHIM_H
#define DOSSIER_CSQLITE_SHIM_H

#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

// Swift sees neither variadic C functions nor macros that cast an integer to a pointer.

static inline int dossier_sqlite3_enable_defensive(sqlite3 *db) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

static inline int dossier_sqlite3_disable_double_quoted_strings(sqlite3 *db) {
    int code = sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
    return code == SQLITE_OK ? sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0) : code;
}

static inline int dossier_sqlite3_distrust_schema(sqlite3 *db) {
    return sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
}

// The text must stay until the parameter is bound anew.
static inline int dossier_sqlite3_bind_static_text(
    sqlite3_stmt *statement, int index, const unsigned char *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, (const char *)text, count, SQLITE_STATIC, SQLITE_UTF8);
}

static inline int dossier_sqlite3_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes, count, SQLITE_TRANSIENT);
}

static inline void dossier_sqlite3_result_text(sqlite3_context *context, const char *text, sqlite3_uint64 count) {
    sqlite3_result_text64(context, text == NULL ? "" : text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline void dossier_sqlite3_result_blob(sqlite3_context *context, const void *bytes, sqlite3_uint64 count) {
    sqlite3_result_blob64(context, bytes == NULL ? "" : bytes, count, SQLITE_TRANSIENT);
}

static inline bool dossier_memory_equal(const unsigned char *left, const unsigned char *right, long count) {
    return memcmp(left, right, (size_t)count) == 0;
}

#endif
