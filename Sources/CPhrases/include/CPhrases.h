#ifndef DOSSIER_CPHRASES_H
#define DOSSIER_CPHRASES_H

#include <stddef.h>

/// One file of `Sources/QuestionAnswering/Phrases/`, in the binary.
struct dossier_phrase_file {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
};

/// All files of phrases; `*count` gets their number.
const struct dossier_phrase_file *_Nonnull dossier_phrase_files(size_t *_Nonnull count);

#endif
