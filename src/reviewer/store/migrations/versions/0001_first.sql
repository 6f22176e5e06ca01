-- The library's first schema, statement by statement, as released.

CREATE TABLE source (
    sha256 TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (sha256)
);

CREATE TABLE original (
    sha256 TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (sha256)
);

CREATE TABLE tag (
    name TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    colour TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE verdict (
    "key" TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    colour TEXT DEFAULT '' NOT NULL,
    label TEXT,
    PRIMARY KEY ("key")
);

CREATE TABLE action (
    seq INTEGER NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    who TEXT DEFAULT '' NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    code TEXT DEFAULT '' NOT NULL,
    "values" TEXT DEFAULT '[]' NOT NULL,
    target INTEGER,
    undo_next INTEGER,
    redo_next INTEGER,
    below INTEGER,
    PRIMARY KEY (seq),
    FOREIGN KEY(target) REFERENCES action (seq)
);

CREATE INDEX action_target ON action (target);

CREATE TABLE document (
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    original TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    media_type TEXT DEFAULT '' NOT NULL,
    encoding TEXT DEFAULT '' NOT NULL,
    encoding_reason TEXT DEFAULT '' NOT NULL,
    bytes INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    script TEXT DEFAULT 'keep' NOT NULL,
    engine TEXT DEFAULT '' NOT NULL,
    imported TEXT DEFAULT '' NOT NULL,
    done INTEGER DEFAULT '0' NOT NULL CHECK (done IN (0, 1)),
    note TEXT DEFAULT '' NOT NULL,
    removed INTEGER DEFAULT '0' NOT NULL CHECK (removed IN (0, 1)),
    PRIMARY KEY (id),
    FOREIGN KEY(source) REFERENCES source (sha256) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(original) REFERENCES original (sha256) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE action_document (
    seq INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (seq, document),
    FOREIGN KEY(seq) REFERENCES action (seq)
);

CREATE INDEX action_document_document ON action_document (document);

CREATE TABLE change (
    seq INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    PRIMARY KEY (seq, ordinal),
    FOREIGN KEY(seq) REFERENCES action (seq)
);

CREATE TABLE repair (
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL,
    original TEXT DEFAULT '' NOT NULL,
    replacement TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    rule TEXT DEFAULT '' NOT NULL,
    rule_version INTEGER NOT NULL,
    confidence REAL NOT NULL,
    reasons TEXT DEFAULT '[]' NOT NULL,
    alternatives TEXT DEFAULT '[]' NOT NULL,
    proposed TEXT DEFAULT '' NOT NULL,
    decided TEXT,
    rewritten TEXT,
    manual INTEGER DEFAULT '0' NOT NULL CHECK (manual IN (0, 1)),
    author TEXT DEFAULT '' NOT NULL,
    changed TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    CHECK ("end" >= start),
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX repair_place ON repair (document, start);

CREATE TABLE loss (
    document TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    lost TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (document, ordinal),
    CHECK ("end" >= start),
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE figure (
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL,
    exact TEXT DEFAULT '' NOT NULL,
    prefix TEXT DEFAULT '' NOT NULL,
    suffix TEXT DEFAULT '' NOT NULL,
    lead INTEGER DEFAULT '0' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    value TEXT,
    low TEXT,
    high TEXT,
    unit TEXT,
    measured TEXT,
    basis TEXT,
    direction TEXT,
    qualifiers TEXT DEFAULT '[]' NOT NULL,
    trust TEXT DEFAULT '' NOT NULL,
    checkable INTEGER DEFAULT '0' NOT NULL CHECK (checkable IN (0, 1)),
    origin TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    corrected TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    removed INTEGER DEFAULT '0' NOT NULL CHECK (removed IN (0, 1)),
    author TEXT DEFAULT '' NOT NULL,
    changed TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    CHECK ("end" >= start),
    CHECK (trust = 'sound' OR (value IS NULL AND low IS NULL AND high IS NULL AND checkable = 0)),
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX figure_place ON figure (document, start);

CREATE TABLE claim (
    id TEXT NOT NULL,
    document TEXT NOT NULL,
    verdict TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    author TEXT DEFAULT '' NOT NULL,
    created TEXT DEFAULT '' NOT NULL,
    changed TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX claim_document ON claim (document);

CREATE TABLE tally (
    document TEXT NOT NULL,
    repairs INTEGER NOT NULL,
    repairs_open INTEGER NOT NULL,
    figures INTEGER NOT NULL,
    figures_open INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    claims_open INTEGER NOT NULL,
    losses INTEGER NOT NULL,
    PRIMARY KEY (document),
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE claim_anchor (
    claim TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL,
    exact TEXT DEFAULT '' NOT NULL,
    prefix TEXT DEFAULT '' NOT NULL,
    suffix TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (claim, ordinal),
    CHECK ("end" >= start),
    FOREIGN KEY(claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE evidence (
    id TEXT NOT NULL,
    claim TEXT,
    figure TEXT,
    ordinal INTEGER NOT NULL,
    address TEXT DEFAULT '' NOT NULL,
    stance TEXT DEFAULT '' NOT NULL,
    archive TEXT DEFAULT '' NOT NULL,
    quotation TEXT DEFAULT '' NOT NULL,
    read_on TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (id),
    CHECK ((claim IS NULL) <> (figure IS NULL)),
    FOREIGN KEY(claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(figure) REFERENCES figure (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX evidence_figure ON evidence (figure);

CREATE INDEX evidence_claim ON evidence (claim);

CREATE TABLE link (
    id TEXT NOT NULL,
    claim TEXT NOT NULL,
    other_claim TEXT,
    figure TEXT,
    PRIMARY KEY (id),
    CHECK ((other_claim IS NULL) <> (figure IS NULL)),
    FOREIGN KEY(claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(other_claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(figure) REFERENCES figure (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX link_figure ON link (figure);

CREATE INDEX link_claim ON link (claim);

CREATE INDEX link_other_claim ON link (other_claim);

CREATE TABLE claim_tag (
    claim TEXT NOT NULL,
    tag TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (claim, tag),
    FOREIGN KEY(claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag) REFERENCES tag (name) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX claim_tag_tag ON claim_tag (tag);

CREATE TABLE figure_tag (
    figure TEXT NOT NULL,
    tag TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    PRIMARY KEY (figure, tag),
    FOREIGN KEY(figure) REFERENCES figure (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag) REFERENCES tag (name) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX figure_tag_tag ON figure_tag (tag);

CREATE TRIGGER repair_counts_insert AFTER INSERT ON repair BEGIN UPDATE tally SET repairs = repairs + (1), repairs_open = repairs_open + (coalesce(new.decided, new.proposed) = 'proposed') WHERE document = new.document; END;

CREATE TRIGGER repair_counts_delete AFTER DELETE ON repair BEGIN UPDATE tally SET repairs = repairs - (1), repairs_open = repairs_open - (coalesce(old.decided, old.proposed) = 'proposed') WHERE document = old.document; END;

CREATE TRIGGER repair_counts_update AFTER UPDATE ON repair BEGIN UPDATE tally SET repairs = repairs - (1), repairs_open = repairs_open - (coalesce(old.decided, old.proposed) = 'proposed') WHERE document = old.document; UPDATE tally SET repairs = repairs + (1), repairs_open = repairs_open + (coalesce(new.decided, new.proposed) = 'proposed') WHERE document = new.document; END;

CREATE TRIGGER figure_counts_insert AFTER INSERT ON figure BEGIN UPDATE tally SET figures = figures + (new.removed = 0), figures_open = figures_open + (new.removed = 0 AND new.state = 'unchecked') WHERE document = new.document; END;

CREATE TRIGGER figure_counts_delete AFTER DELETE ON figure BEGIN UPDATE tally SET figures = figures - (old.removed = 0), figures_open = figures_open - (old.removed = 0 AND old.state = 'unchecked') WHERE document = old.document; END;

CREATE TRIGGER figure_counts_update AFTER UPDATE ON figure BEGIN UPDATE tally SET figures = figures - (old.removed = 0), figures_open = figures_open - (old.removed = 0 AND old.state = 'unchecked') WHERE document = old.document; UPDATE tally SET figures = figures + (new.removed = 0), figures_open = figures_open + (new.removed = 0 AND new.state = 'unchecked') WHERE document = new.document; END;

CREATE TRIGGER claim_counts_insert AFTER INSERT ON claim BEGIN UPDATE tally SET claims = claims + (1), claims_open = claims_open + (new.verdict = 'not-yet-checked') WHERE document = new.document; END;

CREATE TRIGGER claim_counts_delete AFTER DELETE ON claim BEGIN UPDATE tally SET claims = claims - (1), claims_open = claims_open - (old.verdict = 'not-yet-checked') WHERE document = old.document; END;

CREATE TRIGGER claim_counts_update AFTER UPDATE ON claim BEGIN UPDATE tally SET claims = claims - (1), claims_open = claims_open - (old.verdict = 'not-yet-checked') WHERE document = old.document; UPDATE tally SET claims = claims + (1), claims_open = claims_open + (new.verdict = 'not-yet-checked') WHERE document = new.document; END;

CREATE TRIGGER loss_counts_insert AFTER INSERT ON loss BEGIN UPDATE tally SET losses = losses + (1) WHERE document = new.document; END;

CREATE TRIGGER loss_counts_delete AFTER DELETE ON loss BEGIN UPDATE tally SET losses = losses - (1) WHERE document = old.document; END;

CREATE TRIGGER loss_counts_update AFTER UPDATE ON loss BEGIN UPDATE tally SET losses = losses - (1) WHERE document = old.document; UPDATE tally SET losses = losses + (1) WHERE document = new.document; END;

CREATE TRIGGER document_counts_insert AFTER INSERT ON document BEGIN INSERT INTO tally VALUES (new.id, 0, 0, 0, 0, 0, 0, 0); END;

CREATE TRIGGER source_keeps_update BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;

CREATE TRIGGER source_keeps_delete BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;

CREATE TRIGGER original_keeps_update BEFORE UPDATE ON original BEGIN SELECT RAISE(ABORT, 'original is append-only'); END;

CREATE TRIGGER original_keeps_delete BEFORE DELETE ON original BEGIN SELECT RAISE(ABORT, 'original is append-only'); END;

CREATE TRIGGER action_keeps_update BEFORE UPDATE ON action BEGIN SELECT RAISE(ABORT, 'action is append-only'); END;

CREATE TRIGGER action_keeps_delete BEFORE DELETE ON action BEGIN SELECT RAISE(ABORT, 'action is append-only'); END;

CREATE TRIGGER action_document_keeps_update BEFORE UPDATE ON action_document BEGIN SELECT RAISE(ABORT, 'action_document is append-only'); END;

CREATE TRIGGER action_document_keeps_delete BEFORE DELETE ON action_document BEGIN SELECT RAISE(ABORT, 'action_document is append-only'); END;

CREATE TRIGGER change_keeps_update BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'change is append-only'); END;

CREATE TRIGGER change_keeps_delete BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'change is append-only'); END;
