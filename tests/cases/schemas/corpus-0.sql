PRAGMA user_version=1;
CREATE TABLE corpus_facts (
    name VARCHAR NOT NULL, 
    value VARCHAR NOT NULL, 
    PRIMARY KEY (name)
);
CREATE TABLE corpus_schema (
    version INTEGER NOT NULL, 
    PRIMARY KEY (version)
);
CREATE TABLE documents (
    workspace VARCHAR NOT NULL, 
    id VARCHAR NOT NULL, 
    source VARCHAR NOT NULL, 
    state VARCHAR NOT NULL, 
    reason VARCHAR NOT NULL, 
    published FLOAT, 
    record TEXT NOT NULL, 
    PRIMARY KEY (workspace, id)
);
CREATE TABLE extractions (
    workspace VARCHAR NOT NULL, 
    document_id VARCHAR NOT NULL, 
    record TEXT NOT NULL, 
    PRIMARY KEY (workspace, document_id)
);
CREATE TABLE item_keys (
    workspace VARCHAR NOT NULL, 
    "key" VARCHAR NOT NULL, 
    day INTEGER NOT NULL, 
    "row" INTEGER NOT NULL, 
    PRIMARY KEY (workspace, "key", day, "row")
);
CREATE TABLE items (
    "row" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    workspace VARCHAR NOT NULL, 
    id VARCHAR NOT NULL, 
    document_id VARCHAR NOT NULL, 
    kind VARCHAR NOT NULL, 
    language VARCHAR NOT NULL, 
    outlet VARCHAR NOT NULL, 
    published FLOAT, 
    vector BLOB NOT NULL, 
    record TEXT NOT NULL, 
    UNIQUE (workspace, id)
);
CREATE TABLE relations (
    workspace VARCHAR NOT NULL, 
    id VARCHAR NOT NULL, 
    a_id VARCHAR NOT NULL, 
    b_id VARCHAR NOT NULL, 
    a_document_id VARCHAR NOT NULL, 
    b_document_id VARCHAR NOT NULL, 
    versions VARCHAR NOT NULL, 
    record TEXT NOT NULL, 
    PRIMARY KEY (workspace, id)
);
CREATE INDEX ix_documents_state ON documents (state);
CREATE INDEX items_by_document ON items (workspace, document_id);
CREATE INDEX item_keys_by_row ON item_keys ("row");
CREATE INDEX relations_by_a ON relations (workspace, a_id);
CREATE INDEX relations_by_b ON relations (workspace, b_id);
CREATE INDEX relations_by_b_document ON relations (workspace, b_document_id);
CREATE INDEX relations_by_a_document ON relations (workspace, a_document_id);
