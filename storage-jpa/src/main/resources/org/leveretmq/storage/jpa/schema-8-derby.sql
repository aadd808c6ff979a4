-- A page of the redo log takes no more rows once half of it is used: a row that does not fit any more is found out by trying, with an exception, in the last page and in another one, before Derby takes a new page. With half a page left, rows of the same length always fit.
RENAME TABLE lmq_redo_log TO lmq_redo_log_version_7;
CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageSize', '32768');
CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageReservedSpace', '50');
CREATE TABLE lmq_redo_log (record_number BIGINT NOT NULL, part INTEGER NOT NULL, content VARCHAR(32672) FOR BIT DATA NOT NULL);
CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageSize', CAST(NULL AS VARCHAR(1)));
CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.storage.pageReservedSpace', CAST(NULL AS VARCHAR(1)));
INSERT INTO lmq_redo_log SELECT record_number, part, content FROM lmq_redo_log_version_7;
DROP TABLE lmq_redo_log_version_7;
