-- The first schema: articles, entities, claims and the public views of docs/schema.md.
-- Tables are private and may change with a later migration; views are the contract.

CREATE TABLE article (
    article_key INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    title TEXT,
    publisher TEXT,
    author TEXT,
    url TEXT,
    published_on TEXT CHECK (published_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    ingested_at TEXT NOT NULL
) STRICT;

CREATE INDEX article_by_published_on ON article (published_on);
CREATE INDEX article_by_url ON article (url);

CREATE TABLE entity (
    entity_key INTEGER PRIMARY KEY,
    entity_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('company', 'person', 'model', 'product', 'benchmark')),
    name TEXT NOT NULL CHECK (name <> '')
) STRICT;

CREATE INDEX entity_by_name ON entity (name, kind);
CREATE INDEX entity_by_kind ON entity (kind, name);

-- What one article, or the lexicon when one article named the entity, says of a column that entity views show.
CREATE TABLE entity_attribute (
    entity_key INTEGER NOT NULL REFERENCES entity (entity_key),
    attribute TEXT NOT NULL CHECK (attribute IN ('type', 'parent', 'ticker', 'family', 'developer', 'company')),
    value TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('lexicon', 'article')),
    article_key INTEGER NOT NULL REFERENCES article (article_key) ON DELETE CASCADE,
    PRIMARY KEY (entity_key, attribute, value, source, article_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_attribute_by_article ON entity_attribute (article_key);

-- Names by which an entity goes besides those that mentions show.
CREATE TABLE entity_alias (
    entity_key INTEGER NOT NULL REFERENCES entity (entity_key),
    alias TEXT NOT NULL CHECK (alias <> ''),
    PRIMARY KEY (entity_key, alias)
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_alias_by_alias ON entity_alias (alias);

-- "start" and "end" count Unicode scalars of article.text, 0-based, end excluded.
CREATE TABLE mention (
    article_key INTEGER NOT NULL REFERENCES article (article_key) ON DELETE CASCADE,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    entity_key INTEGER NOT NULL REFERENCES entity (entity_key),
    text TEXT NOT NULL,
    PRIMARY KEY (article_key, start, "end", entity_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX mention_by_entity ON mention (entity_key, article_key);

CREATE TABLE claim (
    claim_key INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL UNIQUE,
    article_key INTEGER NOT NULL REFERENCES article (article_key) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    quote TEXT NOT NULL CHECK (quote <> ''),
    quote_start INTEGER NOT NULL CHECK (quote_start >= 0),
    quote_end INTEGER NOT NULL CHECK (quote_end > quote_start),
    extractor TEXT NOT NULL
) STRICT;

CREATE INDEX claim_by_article ON claim (article_key);
CREATE INDEX claim_by_kind ON claim (kind);

CREATE TABLE capex_figure (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    company_key INTEGER NOT NULL REFERENCES entity (entity_key),
    low REAL,
    high REAL,
    currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    period_start TEXT CHECK (period_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    period_end TEXT CHECK (period_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    basis TEXT CHECK (basis IN ('actual', 'guidance', 'estimate', 'commitment')),
    CHECK (low IS NULL OR high IS NULL OR low <= high)
) STRICT;

CREATE INDEX capex_figure_by_company ON capex_figure (company_key);
CREATE INDEX capex_figure_by_period ON capex_figure (period);

CREATE TABLE financial_figure (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    company_key INTEGER NOT NULL REFERENCES entity (entity_key),
    metric TEXT NOT NULL CHECK (metric IN (
        'revenue', 'run_rate_revenue', 'net_income', 'operating_income', 'operating_loss', 'net_loss',
        'eps', 'eps_impact', 'expenses', 'free_cash_flow', 'backlog', 'bookings', 'debt_raised', 'cash',
        'gross_margin'
    )),
    segment TEXT CHECK (segment <> ''),
    low REAL,
    high REAL,
    currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    period_start TEXT CHECK (period_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    period_end TEXT CHECK (period_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    basis TEXT CHECK (basis IN ('actual', 'guidance', 'estimate', 'commitment')),
    change_percent REAL,
    CHECK (low IS NULL OR high IS NULL OR low <= high)
) STRICT;

CREATE INDEX financial_figure_by_company ON financial_figure (company_key);
CREATE INDEX financial_figure_by_period ON financial_figure (period);
CREATE INDEX financial_figure_by_metric ON financial_figure (metric);

CREATE TABLE stock_move (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    company_key INTEGER NOT NULL REFERENCES entity (entity_key),
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down', 'flat')),
    low REAL,
    high REAL,
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    session TEXT CHECK (session IN ('regular', 'after_hours', 'premarket')),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    period_start TEXT CHECK (period_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    period_end TEXT CHECK (period_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    CHECK (low IS NULL OR high IS NULL OR low <= high)
) STRICT;

CREATE INDEX stock_move_by_company ON stock_move (company_key);
CREATE INDEX stock_move_by_period ON stock_move (period);

CREATE TABLE valuation (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    company_key INTEGER NOT NULL REFERENCES entity (entity_key),
    low REAL,
    high REAL,
    currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    basis TEXT CHECK (basis IN ('private', 'market_cap')),
    CHECK (low IS NULL OR high IS NULL OR low <= high)
) STRICT;

CREATE INDEX valuation_by_company ON valuation (company_key);
CREATE INDEX valuation_by_period ON valuation (period);

CREATE TABLE funding_round (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    company_key INTEGER NOT NULL REFERENCES entity (entity_key),
    low REAL,
    high REAL,
    currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    series TEXT CHECK (series <> ''),
    valuation REAL,
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    status TEXT CHECK (status IN ('closed', 'in_talks', 'planned')),
    CHECK (low IS NULL OR high IS NULL OR low <= high)
) STRICT;

CREATE INDEX funding_round_by_company ON funding_round (company_key);
CREATE INDEX funding_round_by_period ON funding_round (period);

CREATE TABLE investment (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    investor_key INTEGER NOT NULL REFERENCES entity (entity_key),
    company_key INTEGER NOT NULL REFERENCES entity (entity_key),
    low REAL,
    high REAL,
    currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    status TEXT CHECK (status IN ('closed', 'in_talks', 'planned')),
    CHECK (low IS NULL OR high IS NULL OR low <= high),
    CHECK (investor_key <> company_key)
) STRICT;

CREATE INDEX investment_by_investor ON investment (investor_key);
CREATE INDEX investment_by_company ON investment (company_key);
CREATE INDEX investment_by_period ON investment (period);

CREATE TABLE acquisition (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    acquirer_key INTEGER NOT NULL REFERENCES entity (entity_key),
    target_key INTEGER NOT NULL REFERENCES entity (entity_key),
    low REAL,
    high REAL,
    currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    status TEXT CHECK (status IN ('completed', 'announced', 'in_talks', 'blocked')),
    CHECK (low IS NULL OR high IS NULL OR low <= high),
    CHECK (acquirer_key <> target_key)
) STRICT;

CREATE INDEX acquisition_by_acquirer ON acquisition (acquirer_key);
CREATE INDEX acquisition_by_target ON acquisition (target_key);
CREATE INDEX acquisition_by_period ON acquisition (period);

CREATE TABLE partnership (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    company_key INTEGER NOT NULL REFERENCES entity (entity_key),
    partner_key INTEGER NOT NULL REFERENCES entity (entity_key),
    subject TEXT CHECK (subject <> ''),
    low REAL,
    high REAL,
    currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    CHECK (low IS NULL OR high IS NULL OR low <= high),
    CHECK (company_key <> partner_key)
) STRICT;

CREATE INDEX partnership_by_company ON partnership (company_key);
CREATE INDEX partnership_by_partner ON partnership (partner_key);
CREATE INDEX partnership_by_period ON partnership (period);

CREATE TABLE model_release (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    model_key INTEGER NOT NULL REFERENCES entity (entity_key),
    company_key INTEGER REFERENCES entity (entity_key),
    status TEXT NOT NULL CHECK (status IN ('released', 'announced', 'preview', 'expected', 'delayed', 'retired')),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    period_start TEXT CHECK (period_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    period_end TEXT CHECK (period_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE INDEX model_release_by_model ON model_release (model_key);
CREATE INDEX model_release_by_company ON model_release (company_key);
CREATE INDEX model_release_by_period ON model_release (period);

CREATE TABLE access_policy (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    model_key INTEGER REFERENCES entity (entity_key),
    company_key INTEGER REFERENCES entity (entity_key),
    scope TEXT NOT NULL CHECK (scope IN ('model', 'frontier', 'all')),
    access TEXT NOT NULL CHECK (access IN ('open_weights', 'api', 'proprietary', 'limited', 'unreleased')),
    CHECK ((scope = 'model') = (model_key IS NOT NULL)),
    CHECK (model_key IS NOT NULL OR company_key IS NOT NULL)
) STRICT;

CREATE INDEX access_policy_by_model ON access_policy (model_key);
CREATE INDEX access_policy_by_company ON access_policy (company_key);
CREATE INDEX access_policy_by_access ON access_policy (access, scope);

CREATE TABLE benchmark_score (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    model_key INTEGER NOT NULL REFERENCES entity (entity_key),
    benchmark_key INTEGER NOT NULL REFERENCES entity (entity_key),
    score REAL NOT NULL,
    scale REAL,
    unit TEXT CHECK (unit IN ('percent', 'points', 'elo')),
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1))
) STRICT;

CREATE INDEX benchmark_score_by_model ON benchmark_score (model_key);
CREATE INDEX benchmark_score_by_benchmark ON benchmark_score (benchmark_key);

CREATE TABLE model_spec (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    model_key INTEGER NOT NULL REFERENCES entity (entity_key),
    property TEXT NOT NULL CHECK (property IN (
        'parameters', 'active_parameters', 'context_window', 'max_output', 'input_price', 'output_price',
        'training_cost', 'training_tokens', 'knowledge_cutoff'
    )),
    value REAL,
    unit TEXT CHECK (unit <> ''),
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    CHECK ((value IS NULL) = (property = 'knowledge_cutoff'))
) STRICT;

CREATE INDEX model_spec_by_model ON model_spec (model_key);
CREATE INDEX model_spec_by_property ON model_spec (property);

CREATE TABLE capability (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    model_key INTEGER NOT NULL REFERENCES entity (entity_key),
    capability TEXT NOT NULL CHECK (capability <> '')
) STRICT;

CREATE INDEX capability_by_model ON capability (model_key);

CREATE TABLE role (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    person_key INTEGER NOT NULL REFERENCES entity (entity_key),
    company_key INTEGER REFERENCES entity (entity_key),
    title TEXT CHECK (title <> ''),
    status TEXT NOT NULL CHECK (status IN ('current', 'former', 'joined', 'left')),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*')
) STRICT;

CREATE INDEX role_by_person ON role (person_key);
CREATE INDEX role_by_company ON role (company_key);
CREATE INDEX role_by_period ON role (period);

CREATE TABLE usage_figure (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    subject_key INTEGER NOT NULL REFERENCES entity (entity_key),
    metric TEXT NOT NULL CHECK (metric IN (
        'monthly_users', 'weekly_users', 'daily_users', 'users', 'paying_users', 'customers',
        'developers', 'downloads', 'queries', 'tokens'
    )),
    low REAL,
    high REAL,
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    CHECK (low IS NULL OR high IS NULL OR low <= high)
) STRICT;

CREATE INDEX usage_figure_by_subject ON usage_figure (subject_key);
CREATE INDEX usage_figure_by_period ON usage_figure (period);
CREATE INDEX usage_figure_by_metric ON usage_figure (metric);

CREATE TABLE headcount (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    company_key INTEGER NOT NULL REFERENCES entity (entity_key),
    measure TEXT NOT NULL CHECK (measure IN ('employees', 'layoffs', 'hires')),
    low REAL,
    high REAL,
    unit TEXT CHECK (unit IN ('people', 'percent')),
    approximate INTEGER NOT NULL CHECK (approximate IN (0, 1)),
    period TEXT CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    CHECK (low IS NULL OR high IS NULL OR low <= high)
) STRICT;

CREATE INDEX headcount_by_company ON headcount (company_key);
CREATE INDEX headcount_by_period ON headcount (period);

CREATE TABLE founding (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    company_key INTEGER NOT NULL REFERENCES entity (entity_key),
    period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]*'),
    period_start TEXT CHECK (period_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    period_end TEXT CHECK (period_end GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;

CREATE INDEX founding_by_company ON founding (company_key);
CREATE INDEX founding_by_period ON founding (period);

CREATE TABLE quotation (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    speaker_key INTEGER REFERENCES entity (entity_key),
    company_key INTEGER REFERENCES entity (entity_key),
    text TEXT NOT NULL CHECK (text <> ''),
    CHECK (speaker_key IS NOT NULL OR company_key IS NOT NULL)
) STRICT;

CREATE INDEX quotation_by_speaker ON quotation (speaker_key);
CREATE INDEX quotation_by_company ON quotation (company_key);

CREATE TABLE relation (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    subject_key INTEGER NOT NULL REFERENCES entity (entity_key),
    predicate TEXT NOT NULL CHECK (predicate IN (
        'develops', 'offers', 'part_of', 'version_of', 'powers', 'competes_with', 'uses'
    )),
    object_key INTEGER NOT NULL REFERENCES entity (entity_key),
    CHECK (subject_key <> object_key)
) STRICT;

CREATE INDEX relation_by_subject ON relation (subject_key);
CREATE INDEX relation_by_object ON relation (object_key);
CREATE INDEX relation_by_predicate ON relation (predicate);

-- Full-text search over articles and quotes; the text itself stays in its own table.

CREATE VIRTUAL TABLE article_search USING fts5 (
    title, text, content = 'article', content_rowid = 'article_key', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER article_search_insert AFTER INSERT ON article BEGIN
    INSERT INTO article_search (rowid, title, text) VALUES (new.article_key, new.title, new.text);
END;

CREATE TRIGGER article_search_delete AFTER DELETE ON article BEGIN
    INSERT INTO article_search (article_search, rowid, title, text)
    VALUES ('delete', old.article_key, old.title, old.text);
END;

CREATE VIRTUAL TABLE quote_search USING fts5 (
    quote, content = 'claim', content_rowid = 'claim_key', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER quote_search_insert AFTER INSERT ON claim BEGIN
    INSERT INTO quote_search (rowid, quote) VALUES (new.claim_key, new.quote);
END;

CREATE TRIGGER quote_search_delete AFTER DELETE ON claim BEGIN
    INSERT INTO quote_search (quote_search, rowid, quote) VALUES ('delete', old.claim_key, old.quote);
END;

-- Public views: documents and entities.

CREATE VIEW articles AS
SELECT article_id, title, publisher, author, url, published_on, text, sha256, ingested_at
FROM article;

CREATE VIEW entities AS
SELECT e.entity_id, e.kind, e.name,
    (SELECT min(a.published_on) FROM mention m JOIN article a USING (article_key) WHERE m.entity_key = e.entity_key)
        AS first_seen_on
FROM entity e;

CREATE VIEW aliases AS
SELECT e.entity_id, names.alias
FROM (
    SELECT entity_key, alias FROM entity_alias
    UNION
    SELECT entity_key, text FROM mention
) names
JOIN entity e USING (entity_key);

CREATE VIEW mentions AS
SELECT e.entity_id, a.article_id, m.text, m.start, m."end"
FROM mention m
JOIN entity e USING (entity_key)
JOIN article a USING (article_key);

-- Public views: facts. Each ends with the columns that lead to its evidence.

CREATE VIEW capex_figures AS
SELECT
    company.name AS company, f.low, f.high, f.currency, f.approximate, f.period, f.period_start, f.period_end,
    f.basis,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM capex_figure f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW financial_figures AS
SELECT
    company.name AS company, f.metric, f.segment, f.low, f.high, f.currency, f.approximate, f.period,
    f.period_start, f.period_end, f.basis, f.change_percent,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM financial_figure f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW stock_moves AS
SELECT
    company.name AS company, f.direction, f.low, f.high, f.approximate, f.session, f.period, f.period_start,
    f.period_end,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM stock_move f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW valuations AS
SELECT
    company.name AS company, f.low, f.high, f.currency, f.approximate, f.period, f.basis,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM valuation f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW funding_rounds AS
SELECT
    company.name AS company, f.low, f.high, f.currency, f.approximate, f.series, f.valuation, f.period,
    f.status,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM funding_round f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW investments AS
SELECT
    investor.name AS investor, company.name AS company, f.low, f.high, f.currency, f.approximate, f.period,
    f.status,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM investment f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity investor ON investor.entity_key = f.investor_key
JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW acquisitions AS
SELECT
    acquirer.name AS acquirer, target.name AS target, f.low, f.high, f.currency, f.approximate, f.period,
    f.status,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM acquisition f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity acquirer ON acquirer.entity_key = f.acquirer_key
JOIN entity target ON target.entity_key = f.target_key;

CREATE VIEW partnerships AS
SELECT
    company.name AS company, partner.name AS partner, f.subject, f.low, f.high, f.currency, f.approximate,
    f.period,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM partnership f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity company ON company.entity_key = f.company_key
JOIN entity partner ON partner.entity_key = f.partner_key;

CREATE VIEW model_releases AS
SELECT
    model.name AS model, company.name AS company, f.status, f.period, f.period_start, f.period_end,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM model_release f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity model ON model.entity_key = f.model_key
LEFT JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW model_access AS
SELECT
    model.name AS model, company.name AS company, f.scope, f.access,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM access_policy f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
LEFT JOIN entity model ON model.entity_key = f.model_key
LEFT JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW benchmark_scores AS
SELECT
    model.name AS model, benchmark.name AS benchmark, f.score, f.scale, f.unit, f.approximate,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM benchmark_score f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity model ON model.entity_key = f.model_key
JOIN entity benchmark ON benchmark.entity_key = f.benchmark_key;

CREATE VIEW model_specs AS
SELECT
    model.name AS model, f.property, f.value, f.unit, f.approximate,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM model_spec f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity model ON model.entity_key = f.model_key;

CREATE VIEW capabilities AS
SELECT
    model.name AS model, f.capability,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM capability f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity model ON model.entity_key = f.model_key;

CREATE VIEW roles AS
SELECT
    person.name AS person, company.name AS company, f.title, f.status, f.period,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM role f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity person ON person.entity_key = f.person_key
LEFT JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW usage_figures AS
SELECT
    subject.name AS subject, subject.kind AS subject_kind, f.metric, f.low, f.high, f.approximate, f.period,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM usage_figure f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity subject ON subject.entity_key = f.subject_key;

CREATE VIEW headcounts AS
SELECT
    company.name AS company, f.measure, f.low, f.high, f.unit, f.approximate, f.period,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM headcount f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW foundings AS
SELECT
    company.name AS company, f.period, f.period_start, f.period_end,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM founding f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW quotations AS
SELECT
    speaker.name AS speaker, company.name AS company, f.text,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM quotation f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
LEFT JOIN entity speaker ON speaker.entity_key = f.speaker_key
LEFT JOIN entity company ON company.entity_key = f.company_key;

CREATE VIEW relations AS
SELECT
    subject.name AS subject, subject.kind AS subject_kind, f.predicate, object.name AS object,
    object.kind AS object_kind,
    c.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id
FROM relation f
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN entity subject ON subject.entity_key = f.subject_key
JOIN entity object ON object.entity_key = f.object_key;

-- Public views: entities by kind, filled from the newest claims and, where there are none, from entity_attribute.

CREATE VIEW companies AS
SELECT e.entity_id, e.name,
    coalesce((
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key = e.entity_key AND t.attribute = 'type'
            GROUP BY t.value
            ORDER BY max(t.source = 'lexicon') DESC, count(*) DESC, t.value
            LIMIT 1
        ), 'company')
        AS type,
    coalesce(
        (
            SELECT parent.name
            FROM relation r
            JOIN claim c USING (claim_key)
            JOIN article a USING (article_key)
            JOIN entity parent ON parent.entity_key = r.object_key
            WHERE r.subject_key = e.entity_key AND r.predicate = 'part_of'
            ORDER BY a.published_on DESC NULLS LAST, c.confidence DESC, c.claim_id
            LIMIT 1
        ),
        (
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key = e.entity_key AND t.attribute = 'parent'
            GROUP BY t.value
            ORDER BY max(t.source = 'lexicon') DESC, count(*) DESC, t.value
            LIMIT 1
        )
    ) AS parent,
    (
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key = e.entity_key AND t.attribute = 'ticker'
            GROUP BY t.value
            ORDER BY max(t.source = 'lexicon') DESC, count(*) DESC, t.value
            LIMIT 1
        ) AS ticker
FROM entity e
WHERE e.kind = 'company';

CREATE VIEW people AS
SELECT e.entity_id, e.name, latest.title, employer.name AS company
FROM entity e
LEFT JOIN role latest ON latest.claim_key = (
    SELECT r.claim_key
    FROM role r
    JOIN claim c USING (claim_key)
    JOIN article a USING (article_key)
    WHERE r.person_key = e.entity_key
    ORDER BY r.status IN ('current', 'joined') DESC, a.published_on DESC NULLS LAST, r.title IS NULL,
        c.confidence DESC, c.claim_id
    LIMIT 1
)
LEFT JOIN entity employer ON employer.entity_key = latest.company_key
WHERE e.kind = 'person';

CREATE VIEW models AS
SELECT e.entity_id, e.name,
    coalesce(
        (
            SELECT family.name
            FROM relation r
            JOIN claim c USING (claim_key)
            JOIN article a USING (article_key)
            JOIN entity family ON family.entity_key = r.object_key
            WHERE r.subject_key = e.entity_key AND r.predicate = 'version_of'
            ORDER BY a.published_on DESC NULLS LAST, c.confidence DESC, c.claim_id
            LIMIT 1
        ),
        (
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key = e.entity_key AND t.attribute = 'family'
            GROUP BY t.value
            ORDER BY max(t.source = 'lexicon') DESC, count(*) DESC, t.value
            LIMIT 1
        )
    ) AS family,
    coalesce(
        (
            SELECT developer.name
            FROM relation r
            JOIN claim c USING (claim_key)
            JOIN article a USING (article_key)
            JOIN entity developer ON developer.entity_key = r.subject_key
            WHERE r.object_key = e.entity_key AND r.predicate = 'develops'
            ORDER BY a.published_on DESC NULLS LAST, c.confidence DESC, c.claim_id
            LIMIT 1
        ),
        (
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key = e.entity_key AND t.attribute = 'developer'
            GROUP BY t.value
            ORDER BY max(t.source = 'lexicon') DESC, count(*) DESC, t.value
            LIMIT 1
        )
    ) AS developer,
    (
        SELECT p.access
        FROM access_policy p
        JOIN claim c USING (claim_key)
        JOIN article a USING (article_key)
        WHERE p.model_key = e.entity_key
        ORDER BY a.published_on DESC NULLS LAST, c.confidence DESC, c.claim_id
        LIMIT 1
    ) AS access,
    (
        SELECT min(r.period_start)
        FROM model_release r
        WHERE r.model_key = e.entity_key AND r.status IN ('released', 'preview') AND r.period_start = r.period_end
    ) AS released_on
FROM entity e
WHERE e.kind = 'model';

CREATE VIEW products AS
SELECT e.entity_id, e.name,
    coalesce(
        (
            SELECT owner.name
            FROM relation r
            JOIN claim c USING (claim_key)
            JOIN article a USING (article_key)
            JOIN entity owner ON owner.entity_key = r.subject_key
            WHERE r.object_key = e.entity_key AND r.predicate = 'offers'
            ORDER BY a.published_on DESC NULLS LAST, c.confidence DESC, c.claim_id
            LIMIT 1
        ),
        (
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key = e.entity_key AND t.attribute = 'company'
            GROUP BY t.value
            ORDER BY max(t.source = 'lexicon') DESC, count(*) DESC, t.value
            LIMIT 1
        )
    ) AS company
FROM entity e
WHERE e.kind = 'product';

CREATE VIEW benchmarks AS
SELECT entity_id, name
FROM entity
WHERE kind = 'benchmark';

-- Every fact of every view in one shape.
CREATE VIEW claims AS
SELECT claim_id, 'capex_figures' AS kind, company AS subject, 'capex' AS predicate, NULL AS object, low AS low, high AS high,
    currency AS unit, period AS period, basis AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM capex_figures
UNION ALL
SELECT claim_id, 'financial_figures' AS kind, company AS subject, metric AS predicate, segment AS object, low AS low, high AS high,
    currency AS unit, period AS period, basis AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM financial_figures
UNION ALL
SELECT claim_id, 'stock_moves' AS kind, company AS subject, direction AS predicate, session AS object, low AS low, high AS high,
    'percent' AS unit, period AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM stock_moves
UNION ALL
SELECT claim_id, 'valuations' AS kind, company AS subject, 'valuation' AS predicate, NULL AS object, low AS low, high AS high,
    currency AS unit, period AS period, basis AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM valuations
UNION ALL
SELECT claim_id, 'funding_rounds' AS kind, company AS subject, 'funding_round' AS predicate, series AS object, low AS low, high AS high,
    currency AS unit, period AS period, status AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM funding_rounds
UNION ALL
SELECT claim_id, 'investments' AS kind, investor AS subject, 'invests_in' AS predicate, company AS object, low AS low, high AS high,
    currency AS unit, period AS period, status AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM investments
UNION ALL
SELECT claim_id, 'acquisitions' AS kind, acquirer AS subject, 'acquires' AS predicate, target AS object, low AS low, high AS high,
    currency AS unit, period AS period, status AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM acquisitions
UNION ALL
SELECT claim_id, 'partnerships' AS kind, company AS subject, 'partners_with' AS predicate, partner AS object, low AS low, high AS high,
    currency AS unit, period AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM partnerships
UNION ALL
SELECT claim_id, 'model_releases' AS kind, model AS subject, 'release' AS predicate, company AS object, NULL AS low, NULL AS high,
    NULL AS unit, period AS period, status AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM model_releases
UNION ALL
SELECT claim_id, 'model_access' AS kind, coalesce(model, company) AS subject, scope AS predicate, access AS object, NULL AS low, NULL AS high,
    NULL AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM model_access
UNION ALL
SELECT claim_id, 'benchmark_scores' AS kind, model AS subject, 'score' AS predicate, benchmark AS object, score AS low, score AS high,
    unit AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM benchmark_scores
UNION ALL
SELECT claim_id, 'model_specs' AS kind, model AS subject, property AS predicate, NULL AS object, value AS low, value AS high,
    unit AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM model_specs
UNION ALL
SELECT claim_id, 'capabilities' AS kind, model AS subject, 'capability' AS predicate, capability AS object, NULL AS low, NULL AS high,
    NULL AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM capabilities
UNION ALL
SELECT claim_id, 'roles' AS kind, person AS subject, title AS predicate, company AS object, NULL AS low, NULL AS high,
    NULL AS unit, period AS period, status AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM roles
UNION ALL
SELECT claim_id, 'usage_figures' AS kind, subject AS subject, metric AS predicate, NULL AS object, low AS low, high AS high,
    NULL AS unit, period AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM usage_figures
UNION ALL
SELECT claim_id, 'headcounts' AS kind, company AS subject, measure AS predicate, NULL AS object, low AS low, high AS high,
    unit AS unit, period AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM headcounts
UNION ALL
SELECT claim_id, 'foundings' AS kind, company AS subject, 'founded' AS predicate, NULL AS object, NULL AS low, NULL AS high,
    NULL AS unit, period AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM foundings
UNION ALL
SELECT claim_id, 'quotations' AS kind, coalesce(speaker, company) AS subject, 'says' AS predicate, text AS object, NULL AS low, NULL AS high,
    NULL AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM quotations
UNION ALL
SELECT claim_id, 'relations' AS kind, subject AS subject, predicate AS predicate, object AS object, NULL AS low, NULL AS high,
    NULL AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor
FROM relations;
