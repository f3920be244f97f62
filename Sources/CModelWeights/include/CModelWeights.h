#ifndef DOSSIER_CMODELWEIGHTS_H
#define DOSSIER_CMODELWEIGHTS_H

#include <stddef.h>

/// The trained weights of `weights/english.bin`, in the binary; `*count` gets their number of bytes. Aligned to 64.
const unsigned char *_Nonnull dossier_model_weights(size_t *_Nonnull count);

/// The trained weights of `weights/boundaries.bin`, one byte each; `*count` gets their number.
const signed char *_Nonnull dossier_boundary_weights(size_t *_Nonnull count);

#endif
