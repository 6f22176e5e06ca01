-- What the second schema adds to the first, statement by statement, as released.

CREATE TABLE dismissal (
    document TEXT NOT NULL,
    finding TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    author TEXT DEFAULT '' NOT NULL,
    changed TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (document, finding),
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE checked (
    document TEXT NOT NULL,
    contradictions INTEGER NOT NULL,
    questions INTEGER NOT NULL,
    checks TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (document),
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);
