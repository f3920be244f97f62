-- Who is who, what changed, and who corrected it.
-- Rows that reading made (article, entity, entity_name, mention, claim and the tables of facts) never change; what people
-- judge is appended to `judgement`; what follows from both stands in the derived tables and can be made anew at any time.

DROP VIEW claims;
DROP VIEW benchmarks;
DROP VIEW products;
DROP VIEW models;
DROP VIEW people;
DROP VIEW companies;
DROP VIEW relations;
DROP VIEW quotations;
DROP VIEW foundings;
DROP VIEW headcounts;
DROP VIEW usage_figures;
DROP VIEW roles;
DROP VIEW capabilities;
DROP VIEW model_specs;
DROP VIEW benchmark_scores;
DROP VIEW model_access;
DROP VIEW model_releases;
DROP VIEW partnerships;
DROP VIEW acquisitions;
DROP VIEW investments;
DROP VIEW funding_rounds;
DROP VIEW valuations;
DROP VIEW stock_moves;
DROP VIEW financial_figures;
DROP VIEW capex_figures;
DROP VIEW mentions;
DROP VIEW aliases;
DROP VIEW entities;

-- The name that reading gave an entity in an article. An entity that no article names any more is gone.
CREATE TABLE entity_name (
    entity_key INTEGER NOT NULL REFERENCES entity (entity_key),
    article_key INTEGER NOT NULL REFERENCES article (article_key) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    -- Whether a judgement gave the name, and not the reading.
    is_derived INTEGER NOT NULL DEFAULT 0 CHECK (is_derived IN (0, 1)),
    PRIMARY KEY (entity_key, name, article_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_name_by_article ON entity_name (article_key);

INSERT INTO entity_name (entity_key, article_key, name)
SELECT named.entity_key, named.article_key, e.name
FROM (
    SELECT entity_key, article_key FROM mention
    UNION SELECT entity_key, article_key FROM entity_attribute
    UNION SELECT f.company_key, c.article_key FROM capex_figure f JOIN claim c USING (claim_key)
    UNION SELECT f.company_key, c.article_key FROM financial_figure f JOIN claim c USING (claim_key)
    UNION SELECT f.company_key, c.article_key FROM stock_move f JOIN claim c USING (claim_key)
    UNION SELECT f.company_key, c.article_key FROM valuation f JOIN claim c USING (claim_key)
    UNION SELECT f.company_key, c.article_key FROM funding_round f JOIN claim c USING (claim_key)
    UNION SELECT f.investor_key, c.article_key FROM investment f JOIN claim c USING (claim_key)
    UNION SELECT f.company_key, c.article_key FROM investment f JOIN claim c USING (claim_key)
    UNION SELECT f.acquirer_key, c.article_key FROM acquisition f JOIN claim c USING (claim_key)
    UNION SELECT f.target_key, c.article_key FROM acquisition f JOIN claim c USING (claim_key)
    UNION SELECT f.company_key, c.article_key FROM partnership f JOIN claim c USING (claim_key)
    UNION SELECT f.partner_key, c.article_key FROM partnership f JOIN claim c USING (claim_key)
    UNION SELECT f.model_key, c.article_key FROM model_release f JOIN claim c USING (claim_key)
    UNION SELECT f.company_key, c.article_key FROM model_release f JOIN claim c USING (claim_key) WHERE f.company_key IS NOT NULL
    UNION SELECT f.model_key, c.article_key FROM access_policy f JOIN claim c USING (claim_key) WHERE f.model_key IS NOT NULL
    UNION SELECT f.company_key, c.article_key FROM access_policy f JOIN claim c USING (claim_key) WHERE f.company_key IS NOT NULL
    UNION SELECT f.model_key, c.article_key FROM benchmark_score f JOIN claim c USING (claim_key)
    UNION SELECT f.benchmark_key, c.article_key FROM benchmark_score f JOIN claim c USING (claim_key)
    UNION SELECT f.model_key, c.article_key FROM model_spec f JOIN claim c USING (claim_key)
    UNION SELECT f.model_key, c.article_key FROM capability f JOIN claim c USING (claim_key)
    UNION SELECT f.person_key, c.article_key FROM role f JOIN claim c USING (claim_key)
    UNION SELECT f.company_key, c.article_key FROM role f JOIN claim c USING (claim_key) WHERE f.company_key IS NOT NULL
    UNION SELECT f.subject_key, c.article_key FROM usage_figure f JOIN claim c USING (claim_key)
    UNION SELECT f.company_key, c.article_key FROM headcount f JOIN claim c USING (claim_key)
    UNION SELECT f.company_key, c.article_key FROM founding f JOIN claim c USING (claim_key)
    UNION SELECT f.speaker_key, c.article_key FROM quotation f JOIN claim c USING (claim_key) WHERE f.speaker_key IS NOT NULL
    UNION SELECT f.company_key, c.article_key FROM quotation f JOIN claim c USING (claim_key) WHERE f.company_key IS NOT NULL
    UNION SELECT f.subject_key, c.article_key FROM relation f JOIN claim c USING (claim_key)
    UNION SELECT f.object_key, c.article_key FROM relation f JOIN claim c USING (claim_key)
) named
JOIN entity e USING (entity_key);

-- The name of an entity is what most articles call it, which no single row can hold.
DROP INDEX entity_by_name;
DROP INDEX entity_by_kind;
ALTER TABLE entity DROP COLUMN name;

-- Surface forms of an entity, for finding others that go by one of them.
DROP INDEX mention_by_entity;
CREATE INDEX mention_by_entity ON mention (entity_key, text, article_key);

-- A figure told as what was before ("up from $4 billion") answers for another time than the article's.
ALTER TABLE claim ADD COLUMN is_background INTEGER NOT NULL DEFAULT 0 CHECK (is_background IN (0, 1));
CREATE INDEX claim_by_extractor ON claim (extractor);

-- What people decided. Rows are only ever added: one that undoes another names it.
CREATE TABLE judgement (
    judgement_key INTEGER PRIMARY KEY,
    -- A hash of all that follows, so that the same judgement brought from two files is one.
    judgement_id TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL CHECK (action IN (
        'merge', 'split', 'rename', 'add_alias', 'remove_alias', 'keep_apart', 'reject', 'confirm', 'amend', 'undo'
    )),
    -- Entities as read, by their identifiers: they need not be in the base (yet).
    entity_id TEXT,
    other_id TEXT,
    name TEXT,
    -- The judged claim, and as JSON all that is needed to find it again in another reading.
    claim_id TEXT,
    article_sha256 TEXT,
    article_url TEXT,
    claim TEXT CHECK (claim IS NULL OR json_valid(claim)),
    -- The columns that an amendment sets, as JSON.
    changes TEXT CHECK (changes IS NULL OR json_valid(changes)),
    undoes TEXT,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE INDEX judgement_by_entity ON judgement (entity_id);
CREATE INDEX judgement_by_other ON judgement (other_id);
CREATE INDEX judgement_by_article ON judgement (article_sha256);
CREATE INDEX judgement_by_url ON judgement (article_url);
CREATE INDEX judgement_by_claim ON judgement (claim_id);
CREATE INDEX judgement_by_undoes ON judgement (undoes);

-- Derived: what each entity as read counts as. A canonical entity is its own.
CREATE TABLE resolved_entity (
    entity_key INTEGER PRIMARY KEY REFERENCES entity (entity_key),
    canonical_key INTEGER NOT NULL REFERENCES entity (entity_key),
    entity_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Why the entity is one with the canonical one; NULL for the canonical one itself.
    reason TEXT
) STRICT;

CREATE INDEX resolved_entity_by_canonical ON resolved_entity (canonical_key);
CREATE INDEX resolved_entity_by_name ON resolved_entity (name, kind);
CREATE INDEX resolved_entity_by_kind ON resolved_entity (kind, name);
CREATE INDEX resolved_entity_by_id ON resolved_entity (entity_id);

-- Derived: the words under which entities look for each other; only those that share one are compared.
CREATE TABLE entity_block (
    block TEXT NOT NULL,
    entity_key INTEGER NOT NULL REFERENCES entity (entity_key),
    PRIMARY KEY (block, entity_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_block_by_entity ON entity_block (entity_key);

-- Derived: pairs that may be one, left apart for people to decide.
CREATE TABLE entity_doubt (
    left_key INTEGER NOT NULL REFERENCES entity (entity_key),
    right_key INTEGER NOT NULL REFERENCES entity (entity_key),
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    reason TEXT NOT NULL,
    PRIMARY KEY (left_key, right_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_doubt_by_right ON entity_doubt (right_key);

-- Derived: near-copies of one text share an origin, the earliest of them.
CREATE TABLE article_origin (
    article_key INTEGER PRIMARY KEY REFERENCES article (article_key) ON DELETE CASCADE,
    origin_key INTEGER NOT NULL REFERENCES article (article_key),
    -- Who stands behind the text: the origin's publisher, or its article where none is known.
    source TEXT NOT NULL,
    -- The MinHash signature of the text, 32 bits a function, little-endian.
    signature BLOB NOT NULL
) STRICT;

CREATE INDEX article_origin_by_origin ON article_origin (origin_key);

CREATE TABLE article_band (
    band INTEGER NOT NULL,
    article_key INTEGER NOT NULL REFERENCES article (article_key) ON DELETE CASCADE,
    PRIMARY KEY (band, article_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX article_band_by_article ON article_band (article_key);

-- Derived: the claims that amendments put in the place of others.
CREATE TABLE amendment (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    original_key INTEGER NOT NULL REFERENCES claim (claim_key) ON DELETE CASCADE,
    judgement_id TEXT NOT NULL
) STRICT;

CREATE INDEX amendment_by_original ON amendment (original_key);

-- Derived: what became of each claim.
CREATE TABLE claim_standing (
    claim_key INTEGER PRIMARY KEY REFERENCES claim (claim_key) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('stands', 'rejected', 'amended')),
    -- The judgement that decided so, or that confirmed the claim.
    judgement_id TEXT,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    -- What the claim answers and how: claims with one question and different answers replace or contradict each other.
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    -- The day for which the answer is given: that of publication, or the end of a period before it.
    as_of TEXT,
    -- From when the claim was the base's answer, and from when no longer.
    current_from TEXT,
    current_until TEXT,
    is_current INTEGER NOT NULL DEFAULT 0 CHECK (is_current IN (0, 1)),
    superseded_by_key INTEGER REFERENCES claim (claim_key) ON DELETE SET NULL,
    contradicted_by_key INTEGER REFERENCES claim (claim_key) ON DELETE SET NULL
) STRICT;

CREATE INDEX claim_standing_by_question ON claim_standing (question);
CREATE INDEX claim_standing_by_judgement ON claim_standing (judgement_id);
CREATE INDEX claim_standing_by_superseding ON claim_standing (superseded_by_key);
CREATE INDEX claim_standing_by_contradicting ON claim_standing (contradicted_by_key);

-- Derived: an entity as read that stands for another thing in some articles counts there as an entity of its own.
CREATE TABLE entity_split (
    article_key INTEGER NOT NULL REFERENCES article (article_key) ON DELETE CASCADE,
    entity_key INTEGER NOT NULL REFERENCES entity (entity_key),
    part_key INTEGER NOT NULL REFERENCES entity (entity_key),
    PRIMARY KEY (article_key, entity_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_split_by_entity ON entity_split (entity_key);
CREATE INDEX entity_split_by_part ON entity_split (part_key, article_key);

-- Mentions with the entity as read that each counts for.
CREATE VIEW assigned_mention AS
SELECT m.entity_key, m.article_key, m.text, m.start, m."end"
FROM mention m
WHERE NOT EXISTS (SELECT 1 FROM entity_split x WHERE x.article_key = m.article_key AND x.entity_key = m.entity_key)
UNION ALL
SELECT x.part_key, m.article_key, m.text, m.start, m."end"
FROM entity_split x
JOIN mention m ON m.article_key = x.article_key AND m.entity_key = x.entity_key;

-- Public views: entities. What other names an entity goes by, and where it is named, gathers all that count as it.

CREATE VIEW entities AS
SELECT e.entity_id, e.kind, e.name,
    (
        SELECT min(a.published_on)
        FROM resolved_entity member
        JOIN assigned_mention m USING (entity_key)
        JOIN article a USING (article_key)
        WHERE member.canonical_key = e.entity_key
    ) AS first_seen_on
FROM resolved_entity e
WHERE e.entity_key = e.canonical_key;

CREATE VIEW aliases AS
SELECT canonical.entity_id, names.alias
FROM (
    SELECT entity_key, alias FROM entity_alias
    UNION
    SELECT entity_key, text FROM assigned_mention
    UNION
    SELECT entity_key, name FROM entity_name
    UNION
    SELECT e.entity_key, j.name
    FROM judgement j
    JOIN entity e USING (entity_id)
    WHERE j.action = 'add_alias' AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.judgement_id)
) names
JOIN resolved_entity canonical USING (entity_key)
WHERE NOT EXISTS (
    SELECT 1
    FROM judgement j
    JOIN entity e ON e.entity_id = j.entity_id
    JOIN resolved_entity judged ON judged.entity_key = e.entity_key
    WHERE j.action = 'remove_alias' AND j.name = names.alias AND judged.canonical_key = canonical.canonical_key
        AND NOT EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.judgement_id)
)
GROUP BY canonical.entity_id, names.alias;

CREATE VIEW mentions AS
SELECT e.entity_id, a.article_id, m.text, m.start, m."end"
FROM assigned_mention m
JOIN resolved_entity e USING (entity_key)
JOIN article a USING (article_key);

-- Public views: facts. `all_*` keep what people rejected or replaced and say so in `state`; the views of the contract
-- show what stands, and `current_*` of that the latest claim for each question.

CREATE VIEW all_capex_figures AS
SELECT
    company.name AS company, f.low, f.high, f.currency, f.approximate, f.period, f.period_start, f.period_end,
    f.basis,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM capex_figure f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW capex_figures AS
SELECT
    company, low, high, currency, approximate, period, period_start, period_end, basis,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_capex_figures
WHERE state = 'stands';

CREATE VIEW current_capex_figures AS
SELECT
    company, low, high, currency, approximate, period, period_start, period_end, basis,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_capex_figures
WHERE is_current = 1;

CREATE VIEW all_financial_figures AS
SELECT
    company.name AS company, f.metric, f.segment, f.low, f.high, f.currency, f.approximate, f.period,
    f.period_start, f.period_end, f.basis, f.change_percent,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM financial_figure f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW financial_figures AS
SELECT
    company, metric, segment, low, high, currency, approximate, period, period_start, period_end, basis,
    change_percent,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_financial_figures
WHERE state = 'stands';

CREATE VIEW current_financial_figures AS
SELECT
    company, metric, segment, low, high, currency, approximate, period, period_start, period_end, basis,
    change_percent,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_financial_figures
WHERE is_current = 1;

CREATE VIEW all_stock_moves AS
SELECT
    company.name AS company, f.direction, f.low, f.high, f.approximate, f.session, f.period, f.period_start,
    f.period_end,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM stock_move f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW stock_moves AS
SELECT
    company, direction, low, high, approximate, session, period, period_start, period_end,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_stock_moves
WHERE state = 'stands';

CREATE VIEW current_stock_moves AS
SELECT
    company, direction, low, high, approximate, session, period, period_start, period_end,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_stock_moves
WHERE is_current = 1;

CREATE VIEW all_valuations AS
SELECT
    company.name AS company, f.low, f.high, f.currency, f.approximate, f.period, f.basis,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM valuation f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW valuations AS
SELECT
    company, low, high, currency, approximate, period, basis,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_valuations
WHERE state = 'stands';

CREATE VIEW current_valuations AS
SELECT
    company, low, high, currency, approximate, period, basis,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_valuations
WHERE is_current = 1;

CREATE VIEW all_funding_rounds AS
SELECT
    company.name AS company, f.low, f.high, f.currency, f.approximate, f.series, f.valuation, f.period, f.status,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM funding_round f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW funding_rounds AS
SELECT
    company, low, high, currency, approximate, series, valuation, period, status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_funding_rounds
WHERE state = 'stands';

CREATE VIEW current_funding_rounds AS
SELECT
    company, low, high, currency, approximate, series, valuation, period, status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_funding_rounds
WHERE is_current = 1;

CREATE VIEW all_investments AS
SELECT
    investor.name AS investor, company.name AS company, f.low, f.high, f.currency, f.approximate, f.period,
    f.status,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM investment f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity investor ON investor.entity_key = f.investor_key
JOIN resolved_entity company ON company.entity_key = f.company_key
WHERE investor.canonical_key <> company.canonical_key;

CREATE VIEW investments AS
SELECT
    investor, company, low, high, currency, approximate, period, status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_investments
WHERE state = 'stands';

CREATE VIEW current_investments AS
SELECT
    investor, company, low, high, currency, approximate, period, status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_investments
WHERE is_current = 1;

CREATE VIEW all_acquisitions AS
SELECT
    acquirer.name AS acquirer, target.name AS target, f.low, f.high, f.currency, f.approximate, f.period, f.status,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM acquisition f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity acquirer ON acquirer.entity_key = f.acquirer_key
JOIN resolved_entity target ON target.entity_key = f.target_key
WHERE acquirer.canonical_key <> target.canonical_key;

CREATE VIEW acquisitions AS
SELECT
    acquirer, target, low, high, currency, approximate, period, status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_acquisitions
WHERE state = 'stands';

CREATE VIEW current_acquisitions AS
SELECT
    acquirer, target, low, high, currency, approximate, period, status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_acquisitions
WHERE is_current = 1;

CREATE VIEW all_partnerships AS
SELECT
    company.name AS company, partner.name AS partner, f.subject, f.low, f.high, f.currency, f.approximate, f.period,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM partnership f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity company ON company.entity_key = f.company_key
JOIN resolved_entity partner ON partner.entity_key = f.partner_key
WHERE company.canonical_key <> partner.canonical_key;

CREATE VIEW partnerships AS
SELECT
    company, partner, subject, low, high, currency, approximate, period,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_partnerships
WHERE state = 'stands';

CREATE VIEW current_partnerships AS
SELECT
    company, partner, subject, low, high, currency, approximate, period,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_partnerships
WHERE is_current = 1;

CREATE VIEW all_model_releases AS
SELECT
    model.name AS model, company.name AS company, f.status, f.period, f.period_start, f.period_end,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM model_release f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity model ON model.entity_key = f.model_key
LEFT JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW model_releases AS
SELECT
    model, company, status, period, period_start, period_end,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_model_releases
WHERE state = 'stands';

CREATE VIEW current_model_releases AS
SELECT
    model, company, status, period, period_start, period_end,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_model_releases
WHERE is_current = 1;

CREATE VIEW all_model_access AS
SELECT
    model.name AS model, company.name AS company, f.scope, f.access,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM access_policy f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
LEFT JOIN resolved_entity model ON model.entity_key = f.model_key
LEFT JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW model_access AS
SELECT
    model, company, scope, access,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_model_access
WHERE state = 'stands';

CREATE VIEW current_model_access AS
SELECT
    model, company, scope, access,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_model_access
WHERE is_current = 1;

CREATE VIEW all_benchmark_scores AS
SELECT
    model.name AS model, benchmark.name AS benchmark, f.score, f.scale, f.unit, f.approximate,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM benchmark_score f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity model ON model.entity_key = f.model_key
JOIN resolved_entity benchmark ON benchmark.entity_key = f.benchmark_key;

CREATE VIEW benchmark_scores AS
SELECT
    model, benchmark, score, scale, unit, approximate,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_benchmark_scores
WHERE state = 'stands';

CREATE VIEW current_benchmark_scores AS
SELECT
    model, benchmark, score, scale, unit, approximate,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_benchmark_scores
WHERE is_current = 1;

CREATE VIEW all_model_specs AS
SELECT
    model.name AS model, f.property, f.value, f.unit, f.approximate,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM model_spec f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity model ON model.entity_key = f.model_key;

CREATE VIEW model_specs AS
SELECT
    model, property, value, unit, approximate,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_model_specs
WHERE state = 'stands';

CREATE VIEW current_model_specs AS
SELECT
    model, property, value, unit, approximate,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_model_specs
WHERE is_current = 1;

CREATE VIEW all_capabilities AS
SELECT
    model.name AS model, f.capability,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM capability f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity model ON model.entity_key = f.model_key;

CREATE VIEW capabilities AS
SELECT
    model, capability,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_capabilities
WHERE state = 'stands';

CREATE VIEW current_capabilities AS
SELECT
    model, capability,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_capabilities
WHERE is_current = 1;

CREATE VIEW all_roles AS
SELECT
    person.name AS person, company.name AS company, f.title, f.status, f.period,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM role f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity person ON person.entity_key = f.person_key
LEFT JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW roles AS
SELECT
    person, company, title, status, period,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_roles
WHERE state = 'stands';

CREATE VIEW current_roles AS
SELECT
    person, company, title, status, period,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_roles
WHERE is_current = 1;

CREATE VIEW all_usage_figures AS
SELECT
    subject.name AS subject, subject.kind AS subject_kind, f.metric, f.low, f.high, f.approximate, f.period,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM usage_figure f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity subject ON subject.entity_key = f.subject_key;

CREATE VIEW usage_figures AS
SELECT
    subject, subject_kind, metric, low, high, approximate, period,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_usage_figures
WHERE state = 'stands';

CREATE VIEW current_usage_figures AS
SELECT
    subject, subject_kind, metric, low, high, approximate, period,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_usage_figures
WHERE is_current = 1;

CREATE VIEW all_headcounts AS
SELECT
    company.name AS company, f.measure, f.low, f.high, f.unit, f.approximate, f.period,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM headcount f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW headcounts AS
SELECT
    company, measure, low, high, unit, approximate, period,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_headcounts
WHERE state = 'stands';

CREATE VIEW current_headcounts AS
SELECT
    company, measure, low, high, unit, approximate, period,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_headcounts
WHERE is_current = 1;

CREATE VIEW all_foundings AS
SELECT
    company.name AS company, f.period, f.period_start, f.period_end,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM founding f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW foundings AS
SELECT
    company, period, period_start, period_end,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_foundings
WHERE state = 'stands';

CREATE VIEW current_foundings AS
SELECT
    company, period, period_start, period_end,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_foundings
WHERE is_current = 1;

CREATE VIEW all_quotations AS
SELECT
    speaker.name AS speaker, company.name AS company, f.text,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM quotation f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
LEFT JOIN resolved_entity speaker ON speaker.entity_key = f.speaker_key
LEFT JOIN resolved_entity company ON company.entity_key = f.company_key;

CREATE VIEW quotations AS
SELECT
    speaker, company, text,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_quotations
WHERE state = 'stands';

CREATE VIEW current_quotations AS
SELECT
    speaker, company, text,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_quotations
WHERE is_current = 1;

CREATE VIEW all_relations AS
SELECT
    subject.name AS subject, subject.kind AS subject_kind, f.predicate, object.name AS object,
    object.kind AS object_kind,
    s.confidence, a.article_id, a.published_on, c.quote, c.quote_start, c.quote_end, c.extractor, c.claim_id,
    s.state, s.is_current,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    (
        SELECT count(DISTINCT origin.source)
        FROM claim_standing t
        JOIN claim k USING (claim_key)
        JOIN article_origin origin USING (article_key)
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS corroboration
FROM relation f
JOIN claim c USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN article a USING (article_key)
JOIN resolved_entity subject ON subject.entity_key = f.subject_key
JOIN resolved_entity object ON object.entity_key = f.object_key
WHERE subject.canonical_key <> object.canonical_key;

CREATE VIEW relations AS
SELECT
    subject, subject_kind, predicate, object, object_kind,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_relations
WHERE state = 'stands';

CREATE VIEW current_relations AS
SELECT
    subject, subject_kind, predicate, object, object_kind,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, claim_id
FROM all_relations
WHERE is_current = 1;

-- Public views: entities by kind, filled from the newest claims and, where there are none, from entity_attribute.

CREATE VIEW companies AS
SELECT e.entity_id, e.name,
    coalesce((
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND t.attribute = 'type'
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
        JOIN claim_standing s ON s.claim_key = c.claim_key AND s.state = 'stands'
            JOIN article a USING (article_key)
            JOIN resolved_entity parent ON parent.entity_key = r.object_key
            WHERE r.subject_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND r.predicate = 'part_of'
                AND parent.canonical_key <> e.entity_key
            ORDER BY a.published_on DESC NULLS LAST, s.confidence DESC, c.claim_id
            LIMIT 1
        ),
        (
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND t.attribute = 'parent' AND t.value <> e.name
            GROUP BY t.value
            ORDER BY max(t.source = 'lexicon') DESC, count(*) DESC, t.value
            LIMIT 1
        )
    ) AS parent,
    (
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND t.attribute = 'ticker'
            GROUP BY t.value
            ORDER BY max(t.source = 'lexicon') DESC, count(*) DESC, t.value
            LIMIT 1
        ) AS ticker
FROM resolved_entity e
WHERE e.entity_key = e.canonical_key AND e.kind = 'company';

CREATE VIEW people AS
SELECT e.entity_id, e.name, latest.title, employer.name AS company
FROM resolved_entity e
LEFT JOIN role latest ON latest.claim_key = (
    SELECT r.claim_key
    FROM role r
    JOIN claim c USING (claim_key)
        JOIN claim_standing s ON s.claim_key = c.claim_key AND s.state = 'stands'
    JOIN article a USING (article_key)
    WHERE r.person_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key)
    ORDER BY r.status IN ('current', 'joined') DESC, a.published_on DESC NULLS LAST, r.title IS NULL,
        s.confidence DESC, c.claim_id
    LIMIT 1
)
LEFT JOIN resolved_entity employer ON employer.entity_key = latest.company_key
WHERE e.entity_key = e.canonical_key AND e.kind = 'person';

CREATE VIEW models AS
SELECT e.entity_id, e.name,
    coalesce(
        (
            SELECT family.name
            FROM relation r
            JOIN claim c USING (claim_key)
        JOIN claim_standing s ON s.claim_key = c.claim_key AND s.state = 'stands'
            JOIN article a USING (article_key)
            JOIN resolved_entity family ON family.entity_key = r.object_key
            WHERE r.subject_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND r.predicate = 'version_of'
            ORDER BY a.published_on DESC NULLS LAST, s.confidence DESC, c.claim_id
            LIMIT 1
        ),
        (
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND t.attribute = 'family'
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
        JOIN claim_standing s ON s.claim_key = c.claim_key AND s.state = 'stands'
            JOIN article a USING (article_key)
            JOIN resolved_entity developer ON developer.entity_key = r.subject_key
            WHERE r.object_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND r.predicate = 'develops'
            ORDER BY a.published_on DESC NULLS LAST, s.confidence DESC, c.claim_id
            LIMIT 1
        ),
        (
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND t.attribute = 'developer'
            GROUP BY t.value
            ORDER BY max(t.source = 'lexicon') DESC, count(*) DESC, t.value
            LIMIT 1
        )
    ) AS developer,
    (
        SELECT p.access
        FROM access_policy p
        JOIN claim c USING (claim_key)
        JOIN claim_standing s ON s.claim_key = c.claim_key AND s.state = 'stands'
        JOIN article a USING (article_key)
        WHERE p.model_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key)
        ORDER BY a.published_on DESC NULLS LAST, s.confidence DESC, c.claim_id
        LIMIT 1
    ) AS access,
    (
        SELECT min(r.period_start)
        FROM model_release r
        JOIN claim_standing s ON s.claim_key = r.claim_key AND s.state = 'stands'
        WHERE r.model_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND r.status IN ('released', 'preview') AND r.period_start = r.period_end
    ) AS released_on
FROM resolved_entity e
WHERE e.entity_key = e.canonical_key AND e.kind = 'model';

CREATE VIEW products AS
SELECT e.entity_id, e.name,
    coalesce(
        (
            SELECT owner.name
            FROM relation r
            JOIN claim c USING (claim_key)
        JOIN claim_standing s ON s.claim_key = c.claim_key AND s.state = 'stands'
            JOIN article a USING (article_key)
            JOIN resolved_entity owner ON owner.entity_key = r.subject_key
            WHERE r.object_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND r.predicate = 'offers'
            ORDER BY a.published_on DESC NULLS LAST, s.confidence DESC, c.claim_id
            LIMIT 1
        ),
        (
            -- The lexicon's word first, then what most articles say; ties go to the alphabet.
            SELECT t.value
            FROM entity_attribute t
            WHERE t.entity_key IN (SELECT m.entity_key FROM resolved_entity m WHERE m.canonical_key = e.entity_key) AND t.attribute = 'company'
            GROUP BY t.value
            ORDER BY max(t.source = 'lexicon') DESC, count(*) DESC, t.value
            LIMIT 1
        )
    ) AS company
FROM resolved_entity e
WHERE e.entity_key = e.canonical_key AND e.kind = 'product';

CREATE VIEW benchmarks AS
SELECT entity_id, name
FROM resolved_entity
WHERE entity_key = canonical_key AND kind = 'benchmark';


-- Every fact of every view in one shape, also those that people rejected or replaced.
CREATE VIEW all_claims AS
SELECT claim_id, 'capex_figures' AS kind, company AS subject, 'capex' AS predicate, NULL AS object, low AS low, high AS high,
    currency AS unit, period AS period, basis AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_capex_figures
UNION ALL
SELECT claim_id, 'financial_figures' AS kind, company AS subject, metric AS predicate, segment AS object, low AS low, high AS high,
    currency AS unit, period AS period, basis AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_financial_figures
UNION ALL
SELECT claim_id, 'stock_moves' AS kind, company AS subject, direction AS predicate, session AS object, low AS low, high AS high,
    'percent' AS unit, period AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_stock_moves
UNION ALL
SELECT claim_id, 'valuations' AS kind, company AS subject, 'valuation' AS predicate, NULL AS object, low AS low, high AS high,
    currency AS unit, period AS period, basis AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_valuations
UNION ALL
SELECT claim_id, 'funding_rounds' AS kind, company AS subject, 'funding_round' AS predicate, series AS object, low AS low, high AS high,
    currency AS unit, period AS period, status AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_funding_rounds
UNION ALL
SELECT claim_id, 'investments' AS kind, investor AS subject, 'invests_in' AS predicate, company AS object, low AS low, high AS high,
    currency AS unit, period AS period, status AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_investments
UNION ALL
SELECT claim_id, 'acquisitions' AS kind, acquirer AS subject, 'acquires' AS predicate, target AS object, low AS low, high AS high,
    currency AS unit, period AS period, status AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_acquisitions
UNION ALL
SELECT claim_id, 'partnerships' AS kind, company AS subject, 'partners_with' AS predicate, partner AS object, low AS low, high AS high,
    currency AS unit, period AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_partnerships
UNION ALL
SELECT claim_id, 'model_releases' AS kind, model AS subject, 'release' AS predicate, company AS object, NULL AS low, NULL AS high,
    NULL AS unit, period AS period, status AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_model_releases
UNION ALL
SELECT claim_id, 'model_access' AS kind, coalesce(model, company) AS subject, scope AS predicate, access AS object, NULL AS low, NULL AS high,
    NULL AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_model_access
UNION ALL
SELECT claim_id, 'benchmark_scores' AS kind, model AS subject, 'score' AS predicate, benchmark AS object, score AS low, score AS high,
    unit AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_benchmark_scores
UNION ALL
SELECT claim_id, 'model_specs' AS kind, model AS subject, property AS predicate, NULL AS object, value AS low, value AS high,
    unit AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_model_specs
UNION ALL
SELECT claim_id, 'capabilities' AS kind, model AS subject, 'capability' AS predicate, capability AS object, NULL AS low, NULL AS high,
    NULL AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_capabilities
UNION ALL
SELECT claim_id, 'roles' AS kind, person AS subject, title AS predicate, company AS object, NULL AS low, NULL AS high,
    NULL AS unit, period AS period, status AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_roles
UNION ALL
SELECT claim_id, 'usage_figures' AS kind, subject AS subject, metric AS predicate, NULL AS object, low AS low, high AS high,
    NULL AS unit, period AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_usage_figures
UNION ALL
SELECT claim_id, 'headcounts' AS kind, company AS subject, measure AS predicate, NULL AS object, low AS low, high AS high,
    unit AS unit, period AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_headcounts
UNION ALL
SELECT claim_id, 'foundings' AS kind, company AS subject, 'founded' AS predicate, NULL AS object, NULL AS low, NULL AS high,
    NULL AS unit, period AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_foundings
UNION ALL
SELECT claim_id, 'quotations' AS kind, coalesce(speaker, company) AS subject, 'says' AS predicate, text AS object, NULL AS low, NULL AS high,
    NULL AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_quotations
UNION ALL
SELECT claim_id, 'relations' AS kind, subject AS subject, predicate AS predicate, object AS object, NULL AS low, NULL AS high,
    NULL AS unit, NULL AS period, NULL AS status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, state, is_current, superseded_by, corroboration
FROM all_relations;

CREATE VIEW claims AS
SELECT
    claim_id, kind, subject, predicate, object, low, high, unit, period, status,
    confidence, article_id, published_on, quote, quote_start, quote_end, extractor, superseded_by, corroboration
FROM all_claims
WHERE state = 'stands';

-- Which entities, as read, a claim names.
CREATE VIEW claim_entity AS
SELECT claim_key, company_key AS entity_key FROM capex_figure
UNION ALL SELECT claim_key, company_key AS entity_key FROM financial_figure
UNION ALL SELECT claim_key, company_key AS entity_key FROM stock_move
UNION ALL SELECT claim_key, company_key AS entity_key FROM valuation
UNION ALL SELECT claim_key, company_key AS entity_key FROM funding_round
UNION ALL SELECT claim_key, investor_key AS entity_key FROM investment
UNION ALL SELECT claim_key, company_key AS entity_key FROM investment
UNION ALL SELECT claim_key, acquirer_key AS entity_key FROM acquisition
UNION ALL SELECT claim_key, target_key AS entity_key FROM acquisition
UNION ALL SELECT claim_key, company_key AS entity_key FROM partnership
UNION ALL SELECT claim_key, partner_key AS entity_key FROM partnership
UNION ALL SELECT claim_key, model_key AS entity_key FROM model_release
UNION ALL SELECT claim_key, company_key AS entity_key FROM model_release WHERE company_key IS NOT NULL
UNION ALL SELECT claim_key, model_key AS entity_key FROM access_policy WHERE model_key IS NOT NULL
UNION ALL SELECT claim_key, company_key AS entity_key FROM access_policy WHERE company_key IS NOT NULL
UNION ALL SELECT claim_key, model_key AS entity_key FROM benchmark_score
UNION ALL SELECT claim_key, benchmark_key AS entity_key FROM benchmark_score
UNION ALL SELECT claim_key, model_key AS entity_key FROM model_spec
UNION ALL SELECT claim_key, model_key AS entity_key FROM capability
UNION ALL SELECT claim_key, person_key AS entity_key FROM role
UNION ALL SELECT claim_key, company_key AS entity_key FROM role WHERE company_key IS NOT NULL
UNION ALL SELECT claim_key, subject_key AS entity_key FROM usage_figure
UNION ALL SELECT claim_key, company_key AS entity_key FROM headcount
UNION ALL SELECT claim_key, company_key AS entity_key FROM founding
UNION ALL SELECT claim_key, speaker_key AS entity_key FROM quotation WHERE speaker_key IS NOT NULL
UNION ALL SELECT claim_key, company_key AS entity_key FROM quotation WHERE company_key IS NOT NULL
UNION ALL SELECT claim_key, subject_key AS entity_key FROM relation
UNION ALL SELECT claim_key, object_key AS entity_key FROM relation;

-- Public views: time, agreement, people's work.

-- From when until when each claim was the answer to its question: what the base believed on a day D are the rows with
-- `current_from <= D AND (current_until IS NULL OR current_until > D)`.
CREATE VIEW claim_history AS
SELECT
    c.claim_id, c.kind, s.question, s.answer, s.as_of, s.current_from, s.current_until, s.is_current,
    (
        SELECT min(t.current_from)
        FROM claim_standing t
        WHERE t.question = s.question AND t.answer = s.answer AND t.state = 'stands'
    ) AS since,
    (SELECT o.claim_id FROM claim o WHERE o.claim_key = s.superseded_by_key) AS superseded_by,
    c.is_background, a.article_id, a.published_on, a.publisher
FROM claim_standing s
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
WHERE s.state = 'stands';

CREATE VIEW timeline AS
SELECT
    e.entity_id, e.name AS entity, s.as_of AS day, c.kind, c.subject, c.predicate, c.object, c.low, c.high, c.unit,
    c.period, c.status, c.superseded_by, c.confidence, c.article_id, c.published_on, c.quote, c.claim_id
FROM (
    SELECT DISTINCT named.claim_key, r.canonical_key
    FROM claim_entity named
    JOIN resolved_entity r USING (entity_key)
) involved
JOIN resolved_entity e ON e.entity_key = involved.canonical_key
JOIN claim k USING (claim_key)
JOIN claim_standing s USING (claim_key)
JOIN claims c ON c.claim_id = k.claim_id;

-- Claims that answer a question otherwise than the base's present answer, where time does not explain it.
CREATE VIEW disagreements AS
SELECT
    c.kind, s.question, c.claim_id, s.answer, a.publisher, a.published_on, c.quote, a.article_id,
    other.claim_id AS other_claim_id, o.answer AS other_answer, oa.publisher AS other_publisher,
    oa.published_on AS other_published_on, other.quote AS other_quote, oa.article_id AS other_article_id
FROM claim_standing s
JOIN claim c USING (claim_key)
JOIN article a USING (article_key)
JOIN claim other ON other.claim_key = s.contradicted_by_key
JOIN claim_standing o ON o.claim_key = other.claim_key
JOIN article oa ON oa.article_key = other.article_key;

-- Which entities as read count as which, and why.
CREATE VIEW entity_links AS
SELECT canonical.entity_id, canonical.name, member.entity_id AS member_id, r.reason
FROM resolved_entity r
JOIN entity member USING (entity_key)
JOIN resolved_entity canonical ON canonical.entity_key = r.canonical_key
WHERE r.reason IS NOT NULL;

-- Pairs of entities that may be one; `dossier review` asks about them.
CREATE VIEW doubtful_pairs AS
SELECT l.entity_id AS left_id, l.name AS left_name, r.entity_id AS right_id, r.name AS right_name, l.kind, d.score, d.reason
FROM entity_doubt d
JOIN resolved_entity l ON l.entity_key = d.left_key
JOIN resolved_entity r ON r.entity_key = d.right_key;

-- What people decided, oldest first.
CREATE VIEW judgements AS
SELECT
    j.judgement_id, j.action, j.entity_id, j.other_id, j.name, j.claim_id, j.changes, j.undoes, j.reason, j.made_by,
    j.made_at, EXISTS (SELECT 1 FROM judgement u WHERE u.undoes = j.judgement_id) AS is_undone
FROM judgement j;

-- How the claims of each rule fared with people.
CREATE VIEW rule_precision AS
SELECT extractor, confirmed, rejected, amended,
    CAST(confirmed AS REAL) / (confirmed + rejected + amended) AS precision
FROM (
    SELECT c.extractor,
        count(*) FILTER (WHERE j.action = 'confirm') AS confirmed,
        count(*) FILTER (WHERE j.action = 'reject') AS rejected,
        count(*) FILTER (WHERE j.action = 'amend') AS amended
    FROM claim_standing s
    JOIN judgement j USING (judgement_id)
    JOIN claim c USING (claim_key)
    WHERE j.action IN ('confirm', 'reject', 'amend')
        AND NOT EXISTS (SELECT 1 FROM amendment m WHERE m.claim_key = c.claim_key)
    GROUP BY c.extractor
);
