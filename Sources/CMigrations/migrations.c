#include "CMigrations.h"

static const unsigned char initial[] = {
#embed "../../Migrations/0001_initial.sql"
};

static const unsigned char judgements[] = {
#embed "../../Migrations/0002_judgements.sql"
};

static const struct dossier_migration migrations[] = {
    {"0001_initial", initial, sizeof initial},
    {"0002_judgements", judgements, sizeof judgements},
};

const struct dossier_migration *dossier_migrations(size_t *count) {
    *count = sizeof migrations / sizeof migrations[0];
    return migrations;
}
