#ifndef DOSSIER_CLEXICON_H
#define DOSSIER_CLEXICON_H

#include <stddef.h>

/// One data file of `Sources/Extraction/Lexicon/`, in the binary.
struct dossier_lexicon_file {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
};

/// All files of `Sources/Extraction/RuleFiles/`; `*count` gets their number.
const struct dossier_lexicon_file *_Nonnull dossier_rule_files(size_t *_Nonnull count);

/// The table of `Sources/Extraction/Calibration/`; `*count` gets its size in bytes.
const unsigned char *_Nonnull dossier_calibration_file(size_t *_Nonnull count);

/// All files of the lexicon; `*count` gets their number.
const struct dossier_lexicon_file *_Nonnull dossier_lexicon_files(size_t *_Nonnull count);

#endif
