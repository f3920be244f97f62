#include "CModelWeights.h"

static const _Alignas(64) unsigned char english[] = {
#embed "weights/english.bin"
};

const unsigned char *dossier_model_weights(size_t *count) {
    *count = sizeof english;
    return english;
}
