-- Transaction branches that are prepared, or that an administrator has decided. The Xid's parts are in hexadecimal digits.
CREATE TABLE lmq_branch (branch_id BIGINT NOT NULL PRIMARY KEY, virtual_host VARCHAR(255) NOT NULL, format_id INTEGER NOT NULL, global_transaction_id VARCHAR(128) NOT NULL, branch_qualifier VARCHAR(128) NOT NULL, user_name VARCHAR(255) NOT NULL, prepared_at_millis BIGINT NOT NULL, state VARCHAR(30) NOT NULL);
-- What a branch publishes if it is committed, in order.
CREATE TABLE lmq_branch_message (branch_id BIGINT NOT NULL, number_in_branch INTEGER NOT NULL, exchange VARCHAR(255) NOT NULL, routing_key VARCHAR(255) NOT NULL, mandatory BOOLEAN NOT NULL, properties_length INTEGER NOT NULL, properties BYTEA, body BYTEA, large_content BYTEA, PRIMARY KEY (branch_id, number_in_branch));
-- The deliveries that a branch ends if it is committed; until then nobody else gets them.
CREATE TABLE lmq_branch_settlement (branch_id BIGINT NOT NULL, number_in_branch INTEGER NOT NULL, queue_id BIGINT NOT NULL, position BIGINT NOT NULL, message_id BIGINT NOT NULL, kind VARCHAR(20) NOT NULL, PRIMARY KEY (branch_id, number_in_branch));
