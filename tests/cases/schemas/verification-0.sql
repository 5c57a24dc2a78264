PRAGMA user_version=1;
CREATE TABLE changes (
    number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    workspace VARCHAR NOT NULL, 
    finding_id VARCHAR NOT NULL, 
    document_id VARCHAR NOT NULL, 
    language VARCHAR NOT NULL, 
    first_day INTEGER, 
    last_day INTEGER, 
    at VARCHAR NOT NULL
);
CREATE TABLE events (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    workspace VARCHAR NOT NULL, 
    finding_id VARCHAR NOT NULL, 
    state VARCHAR NOT NULL, 
    previous VARCHAR, 
    at VARCHAR NOT NULL
);
CREATE TABLE finding_places (
    workspace VARCHAR NOT NULL, 
    "key" VARCHAR NOT NULL, 
    finding_id VARCHAR NOT NULL, 
    PRIMARY KEY (workspace, "key", finding_id)
);
CREATE TABLE findings (
    workspace VARCHAR NOT NULL, 
    id VARCHAR NOT NULL, 
    state VARCHAR NOT NULL, 
    kind VARCHAR NOT NULL, 
    topic VARCHAR NOT NULL, 
    rank VARCHAR NOT NULL, 
    record TEXT NOT NULL, 
    PRIMARY KEY (workspace, id)
);
CREATE TABLE jobs (
    id VARCHAR NOT NULL, 
    workspace VARCHAR NOT NULL, 
    record TEXT NOT NULL, 
    PRIMARY KEY (id)
);
CREATE TABLE reviews (
    id VARCHAR NOT NULL, 
    workspace VARCHAR NOT NULL, 
    finding_id VARCHAR NOT NULL, 
    record TEXT NOT NULL, 
    PRIMARY KEY (id)
);
CREATE TABLE webhooks (
    id VARCHAR NOT NULL, 
    workspace VARCHAR NOT NULL, 
    record TEXT NOT NULL, 
    secret VARCHAR NOT NULL, 
    cursor INTEGER NOT NULL, 
    PRIMARY KEY (id)
);
CREATE INDEX findings_by_topic ON findings (workspace, topic, rank);
CREATE INDEX findings_by_rank ON findings (workspace, rank);
CREATE INDEX ix_events_workspace ON events (workspace);
CREATE INDEX ix_reviews_finding_id ON reviews (finding_id);
CREATE UNIQUE INDEX changes_by_finding ON changes (workspace, finding_id);
CREATE INDEX changes_by_document ON changes (workspace, document_id);
CREATE INDEX changes_by_number ON changes (workspace, number);
CREATE INDEX finding_places_by_finding ON finding_places (workspace, finding_id);
CREATE INDEX ix_webhooks_workspace ON webhooks (workspace);
