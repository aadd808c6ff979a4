-- Commits of messages that were not written to the tables of messages yet; no index, as all rows go together. A record fits into a page of 32 KB, and Derby takes small ones by itself.
CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageSize', '32768');
CREATE TABLE lmq_redo_log (record_number BIGINT NOT NULL, part INTEGER NOT NULL, content VARCHAR(32672) FOR BIT DATA NOT NULL);
CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageSize', CAST(NULL AS VARCHAR(1)));
