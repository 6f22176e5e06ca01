-- What the third schema adds to the second, statement by statement, as released.

CREATE TABLE "plan" (
    document TEXT NOT NULL, 
    rules TEXT DEFAULT '{}' NOT NULL, 
    made TEXT DEFAULT '' NOT NULL, 
    PRIMARY KEY (document), 
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX repair_length ON repair (document, "end" - start) WHERE "end" - start > 64;

CREATE INDEX figure_length ON figure (document, "end" - start) WHERE "end" - start > 64;

DROP TRIGGER repair_counts_update;

CREATE TRIGGER repair_counts_update AFTER UPDATE ON repair WHEN old.document <> new.document OR (coalesce(old.decided, old.proposed) = 'proposed') <> (coalesce(new.decided, new.proposed) = 'proposed') BEGIN UPDATE tally SET repairs = repairs - (1), repairs_open = repairs_open - (coalesce(old.decided, old.proposed) = 'proposed') WHERE document = old.document; UPDATE tally SET repairs = repairs + (1), repairs_open = repairs_open + (coalesce(new.decided, new.proposed) = 'proposed') WHERE document = new.document; END;

DROP TRIGGER figure_counts_update;

CREATE TRIGGER figure_counts_update AFTER UPDATE ON figure WHEN old.document <> new.document OR (old.removed = 0) <> (new.removed = 0) OR (old.removed = 0 AND old.state = 'unchecked') <> (new.removed = 0 AND new.state = 'unchecked') BEGIN UPDATE tally SET figures = figures - (old.removed = 0), figures_open = figures_open - (old.removed = 0 AND old.state = 'unchecked') WHERE document = old.document; UPDATE tally SET figures = figures + (new.removed = 0), figures_open = figures_open + (new.removed = 0 AND new.state = 'unchecked') WHERE document = new.document; END;

DROP TRIGGER claim_counts_update;

CREATE TRIGGER claim_counts_update AFTER UPDATE ON claim WHEN old.document <> new.document OR (old.verdict = 'not-yet-checked') <> (new.verdict = 'not-yet-checked') BEGIN UPDATE tally SET claims = claims - (1), claims_open = claims_open - (old.verdict = 'not-yet-checked') WHERE document = old.document; UPDATE tally SET claims = claims + (1), claims_open = claims_open + (new.verdict = 'not-yet-checked') WHERE document = new.document; END;

DROP TRIGGER loss_counts_update;

CREATE TRIGGER loss_counts_update AFTER UPDATE ON loss WHEN old.document <> new.document BEGIN UPDATE tally SET losses = losses - (1) WHERE document = old.document; UPDATE tally SET losses = losses + (1) WHERE document = new.document; END;
