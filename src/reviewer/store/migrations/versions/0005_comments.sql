-- What the fifth schema adds to the fourth, statement by statement, as released.

CREATE TABLE thread (
    id TEXT NOT NULL, 
    document TEXT NOT NULL, 
    target TEXT DEFAULT '' NOT NULL, 
    start INTEGER NOT NULL CHECK (start >= 0), 
    "end" INTEGER NOT NULL, 
    resolved INTEGER DEFAULT '0' NOT NULL CHECK (resolved IN (0, 1)), 
    resolver TEXT DEFAULT '' NOT NULL, 
    resolved_at TEXT DEFAULT '' NOT NULL, 
    PRIMARY KEY (id), 
    CHECK ("end" >= start), 
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX thread_document ON thread (document);

CREATE TABLE comment (
    id TEXT NOT NULL, 
    thread TEXT NOT NULL, 
    author TEXT DEFAULT '' NOT NULL, 
    written TEXT DEFAULT '' NOT NULL, 
    edited TEXT DEFAULT '' NOT NULL, 
    text TEXT DEFAULT '' NOT NULL, 
    PRIMARY KEY (id), 
    FOREIGN KEY(thread) REFERENCES thread (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX comment_thread ON comment (thread);
