PRAGMA user_version=1;
CREATE TABLE keys (
    id VARCHAR NOT NULL, 
    digest VARCHAR NOT NULL, 
    workspace VARCHAR NOT NULL, 
    name VARCHAR NOT NULL, 
    scopes VARCHAR NOT NULL, 
    created_at VARCHAR NOT NULL, 
    expires_at VARCHAR, 
    revoked_at VARCHAR, 
    rate_per_minute INTEGER, 
    parent_id VARCHAR NOT NULL, 
    PRIMARY KEY (id), 
    UNIQUE (digest)
);
CREATE INDEX ix_keys_workspace ON keys (workspace);
CREATE INDEX ix_keys_parent_id ON keys (parent_id);
