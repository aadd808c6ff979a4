CREATE TABLE IF NOT EXISTS lmq_schema (version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS lmq_virtual_host (name VARCHAR(255) NOT NULL PRIMARY KEY, description VARCHAR(4000) NOT NULL, tags VARCHAR(4000) NOT NULL, tracing BOOLEAN NOT NULL, max_connections BIGINT, max_queues BIGINT);
CREATE TABLE IF NOT EXISTS lmq_user (user_id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(255) NOT NULL, password_hash VARCHAR(1000) NOT NULL, tags VARCHAR(4000) NOT NULL, max_connections BIGINT, max_channels BIGINT);
CREATE TABLE IF NOT EXISTS lmq_permission (permission_id BIGINT NOT NULL PRIMARY KEY, user_name VARCHAR(255) NOT NULL, virtual_host VARCHAR(255) NOT NULL, configure_pattern VARCHAR(4000) NOT NULL, write_pattern VARCHAR(4000) NOT NULL, read_pattern VARCHAR(4000) NOT NULL);
CREATE TABLE IF NOT EXISTS lmq_topic_permission (permission_id BIGINT NOT NULL PRIMARY KEY, user_name VARCHAR(255) NOT NULL, virtual_host VARCHAR(255) NOT NULL, exchange VARCHAR(255) NOT NULL, write_pattern VARCHAR(4000) NOT NULL, read_pattern VARCHAR(4000) NOT NULL);
CREATE TABLE IF NOT EXISTS lmq_policy (policy_id BIGINT NOT NULL PRIMARY KEY, virtual_host VARCHAR(255) NOT NULL, name VARCHAR(255) NOT NULL, is_operator BOOLEAN NOT NULL, pattern VARCHAR(4000) NOT NULL, apply_to VARCHAR(20) NOT NULL, priority INTEGER NOT NULL, definition BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS lmq_exchange (exchange_id BIGINT NOT NULL PRIMARY KEY, virtual_host VARCHAR(255) NOT NULL, name VARCHAR(255) NOT NULL, type VARCHAR(255) NOT NULL, auto_delete BOOLEAN NOT NULL, internal BOOLEAN NOT NULL, arguments BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS lmq_queue (queue_id BIGINT NOT NULL PRIMARY KEY, virtual_host VARCHAR(255) NOT NULL, name VARCHAR(255) NOT NULL, auto_delete BOOLEAN NOT NULL, arguments BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS lmq_binding (binding_id BIGINT NOT NULL PRIMARY KEY, virtual_host VARCHAR(255) NOT NULL, source VARCHAR(255) NOT NULL, destination VARCHAR(255) NOT NULL, destination_is_queue BOOLEAN NOT NULL, routing_key VARCHAR(255) NOT NULL, arguments BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS lmq_message (message_id BIGINT NOT NULL PRIMARY KEY, queue_id BIGINT NOT NULL, position BIGINT NOT NULL, arrived_at_millis BIGINT NOT NULL, exchange VARCHAR(255) NOT NULL, routing_key VARCHAR(255) NOT NULL, properties_length INTEGER NOT NULL, properties VARBINARY(32672), body VARBINARY(32672), large_content BLOB);
-- Recovery reads, and the deletion of a queue finds, the messages of a queue in order.
CREATE INDEX IF NOT EXISTS lmq_message_place ON lmq_message (queue_id, position);
CREATE TABLE IF NOT EXISTS lmq_message_reference (queue_id BIGINT NOT NULL, position BIGINT NOT NULL, message_id BIGINT NOT NULL, PRIMARY KEY (queue_id, position));
-- The deletion of a queue looks for messages that no queue refers to any more.
CREATE INDEX IF NOT EXISTS lmq_message_reference_message ON lmq_message_reference (message_id);
INSERT INTO lmq_schema (version) VALUES (1);
