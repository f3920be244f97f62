#ifndef DOSSIER_CMIGRATIONS_H
#define DOSSIER_CMIGRATIONS_H

#include <stddef.h>

/// One SQL script of `Migrations/`, in the binary.
struct dossier_migration {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
};

/// The scripts in the order in which they apply; `*count` gets their number.
const struct dossier_migration *_Nonnull dossier_migrations(size_t *_Nonnull count);

#endif
