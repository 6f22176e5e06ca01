-- What the sixth schema adds to the fifth, statement by statement, as released.

CREATE TABLE template (
    id TEXT NOT NULL, 
    ordinal INTEGER NOT NULL, 
    name TEXT DEFAULT '' NOT NULL, 
    uses TEXT DEFAULT '[]' NOT NULL, 
    text TEXT DEFAULT '' NOT NULL, 
    "key" TEXT DEFAULT '' NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE checklist (
    id TEXT NOT NULL, 
    ordinal INTEGER NOT NULL, 
    name TEXT DEFAULT '' NOT NULL, 
    usual INTEGER DEFAULT '0' NOT NULL CHECK (usual IN (0, 1)), 
    PRIMARY KEY (id)
);

CREATE TABLE checklist_item (
    id TEXT NOT NULL, 
    checklist TEXT NOT NULL, 
    ordinal INTEGER NOT NULL, 
    text TEXT DEFAULT '' NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(checklist) REFERENCES checklist (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX checklist_item_checklist ON checklist_item (checklist);

CREATE TABLE document_checklist (
    document TEXT NOT NULL, 
    checklist TEXT, 
    PRIMARY KEY (document), 
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED, 
    FOREIGN KEY(checklist) REFERENCES checklist (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX document_checklist_checklist ON document_checklist (checklist);

CREATE TABLE tick (
    document TEXT NOT NULL, 
    item TEXT NOT NULL, 
    author TEXT DEFAULT '' NOT NULL, 
    ticked TEXT DEFAULT '' NOT NULL, 
    PRIMARY KEY (document, item), 
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED, 
    FOREIGN KEY(item) REFERENCES checklist_item (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX tick_item ON tick (item);

CREATE TABLE purge (
    sha256 TEXT NOT NULL, 
    bytes INTEGER NOT NULL, 
    author TEXT DEFAULT '' NOT NULL, 
    at TEXT DEFAULT '' NOT NULL, 
    PRIMARY KEY (sha256)
);

DROP TRIGGER blob_keeps_update;

CREATE TRIGGER blob_keeps_update BEFORE UPDATE ON blob WHEN NOT (EXISTS (SELECT 1 FROM purge WHERE purge.sha256 = old.sha256) AND new.sha256 = old.sha256) BEGIN SELECT RAISE(ABORT, 'blob is append-only'); END;
