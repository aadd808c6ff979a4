-- What a queue has to know of its messages without reading them; -1 where there is no priority or time to live.
ALTER TABLE lmq_message ADD COLUMN body_length INTEGER NOT NULL DEFAULT 0;
ALTER TABLE lmq_message ADD COLUMN persistent BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE lmq_message ADD COLUMN priority SMALLINT NOT NULL DEFAULT -1;
ALTER TABLE lmq_message ADD COLUMN time_to_live_millis BIGINT NOT NULL DEFAULT -1;
-- Recovery reads the messages of all queues in order from this index alone, without touching a body; the deletion of a queue finds its messages by it.
DROP INDEX lmq_message_place;
CREATE INDEX lmq_message_place ON lmq_message (queue_id, position, message_id, arrived_at_millis, body_length, persistent, priority, time_to_live_millis);
-- Later entries were not delivered before the last stop; NULL while the broker runs, and after a crash.
ALTER TABLE lmq_queue ADD COLUMN delivered_up_to BIGINT;
-- The number of the last commit, in one row.
CREATE TABLE lmq_commit (commit_number BIGINT NOT NULL);
INSERT INTO lmq_commit (commit_number) VALUES (0);
-- What recovery has found that does not fit together or is unreadable.
CREATE TABLE lmq_set_aside (set_aside_id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY, set_aside_at TIMESTAMP NOT NULL, reason VARCHAR(255) NOT NULL, kind VARCHAR(20) NOT NULL, virtual_host VARCHAR(255), name VARCHAR(255), queue_id BIGINT, position BIGINT, message_id BIGINT, arrived_at_millis BIGINT, exchange VARCHAR(255), routing_key VARCHAR(255), arguments BYTEA, properties_length INTEGER, properties BYTEA, body BYTEA, large_content BYTEA);
