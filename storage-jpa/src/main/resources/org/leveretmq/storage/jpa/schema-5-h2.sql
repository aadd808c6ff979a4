-- Queues that were removed and whose messages, being many, go bit by bit.
CREATE TABLE IF NOT EXISTS lmq_removed_queue (queue_id BIGINT NOT NULL PRIMARY KEY);
