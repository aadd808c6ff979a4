-- Commits of messages that were not written to the tables of messages yet; stays empty where others may read the tables.
CREATE TABLE lmq_redo_log (record_number BIGINT NOT NULL, part INTEGER NOT NULL, content BYTEA NOT NULL);
