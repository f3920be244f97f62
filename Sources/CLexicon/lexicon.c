#include "CLexicon.h"

static const unsigned char companies[] = {
#embed "../Extraction/Lexicon/companies.tsv"
};
static const unsigned char people[] = {
#embed "../Extraction/Lexicon/people.tsv"
};
static const unsigned char model_families[] = {
#embed "../Extraction/Lexicon/model_families.tsv"
};
static const unsigned char products[] = {
#embed "../Extraction/Lexicon/products.tsv"
};
static const unsigned char benchmarks[] = {
#embed "../Extraction/Lexicon/benchmarks.tsv"
};
static const unsigned char outlets[] = {
#embed "../Extraction/Lexicon/outlets.tsv"
};
static const unsigned char places[] = {
#embed "../Extraction/Lexicon/places.tsv"
};
static const unsigned char given_names[] = {
#embed "../Extraction/Lexicon/given_names.txt"
};
static const unsigned char common_words[] = {
#embed "../Extraction/Lexicon/common_words.txt"
};

static const struct dossier_lexicon_file files[] = {
    {"companies.tsv", companies, sizeof companies},
    {"people.tsv", people, sizeof people},
    {"model_families.tsv", model_families, sizeof model_families},
    {"products.tsv", products, sizeof products},
    {"benchmarks.tsv", benchmarks, sizeof benchmarks},
    {"outlets.tsv", outlets, sizeof outlets},
    {"places.tsv", places, sizeof places},
    {"given_names.txt", given_names, sizeof given_names},
    {"common_words.txt", common_words, sizeof common_words},
};

const struct dossier_lexicon_file *dossier_lexicon_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}
