#include "CModelWeights.h"

static const _Alignas(64) unsigned char english[] = {
#embed "weights/english.bin"
};

static const signed char boundaries[] = {
#embed "weights/boundaries.bin"
};

const signed char *dossier_boundary_weights(size_t *count) {
    *count = sizeof boundaries;
    return boundaries;
}

const unsigned char *dossier_model_weights(size_t *count) {
    *count = sizeof english;
    return english;
}
