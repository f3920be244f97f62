#include "CMigrations.h"

static const unsigned char initial[] = {
#embed "../../Migrations/0001_initial.sql"
};

static const struct dossier_migration migrations[] = {
    {"0001_initial", initial, sizeof initial},
};

const struct dossier_migration *dossier_migrations(size_t *count) {
    *count = sizeof migrations / sizeof migrations[0];
    return migrations;
}
