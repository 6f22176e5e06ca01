-- What the fourth schema adds to the third, statement by statement, as released.

CREATE TABLE blob (
    sha256 TEXT NOT NULL, 
    data BLOB NOT NULL, 
    PRIMARY KEY (sha256)
);

CREATE TABLE attachment (
    id TEXT NOT NULL, 
    evidence TEXT NOT NULL, 
    ordinal INTEGER NOT NULL, 
    blob TEXT NOT NULL, 
    name TEXT DEFAULT '' NOT NULL, 
    media_type TEXT DEFAULT '' NOT NULL, 
    bytes INTEGER NOT NULL, 
    author TEXT DEFAULT '' NOT NULL, 
    added TEXT DEFAULT '' NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(evidence) REFERENCES evidence (id) DEFERRABLE INITIALLY DEFERRED, 
    FOREIGN KEY(blob) REFERENCES blob (sha256) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX attachment_evidence ON attachment (evidence);

CREATE TRIGGER blob_keeps_update BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, 'blob is append-only'); END;

CREATE TRIGGER blob_keeps_delete BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, 'blob is append-only'); END;
