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
static const unsigned char homonyms[] = {
#embed "../Extraction/Lexicon/homonyms.tsv"
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
    {"homonyms.tsv", homonyms, sizeof homonyms},
    {"given_names.txt", given_names, sizeof given_names},
    {"common_words.txt", common_words, sizeof common_words},
};

const struct dossier_lexicon_file *dossier_lexicon_files(size_t *count) {
    *count = sizeof files / sizeof files[0];
    return files;
}

static const unsigned char money_rules[] = {
#embed "../Extraction/RuleFiles/money.rules"
};
static const unsigned char deals_rules[] = {
#embed "../Extraction/RuleFiles/deals.rules"
};
static const unsigned char people_rules[] = {
#embed "../Extraction/RuleFiles/people.rules"
};
static const unsigned char models_rules[] = {
#embed "../Extraction/RuleFiles/models.rules"
};
static const unsigned char relations_rules[] = {
#embed "../Extraction/RuleFiles/relations.rules"
};

static const struct dossier_lexicon_file rule_files[] = {
    {"money.rules", money_rules, sizeof money_rules},
    {"deals.rules", deals_rules, sizeof deals_rules},
    {"people.rules", people_rules, sizeof people_rules},
    {"models.rules", models_rules, sizeof models_rules},
    {"relations.rules", relations_rules, sizeof relations_rules},
};

const struct dossier_lexicon_file *dossier_rule_files(size_t *count) {
    *count = sizeof rule_files / sizeof rule_files[0];
    return rule_files;
}

static const unsigned char calibration[] = {
#embed "../Extraction/Calibration/calibration.tsv"
};

const unsigned char *dossier_calibration_file(size_t *count) {
    *count = sizeof calibration;
    return calibration;
}
