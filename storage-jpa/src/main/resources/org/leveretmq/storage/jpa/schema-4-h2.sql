-- Settings that the broker keeps for others; those for the broker as a whole have no component and no virtual host. The value is a field table with one entry.
CREATE TABLE IF NOT EXISTS lmq_parameter (parameter_id BIGINT NOT NULL PRIMARY KEY, component VARCHAR(255) NOT NULL, virtual_host VARCHAR(255) NOT NULL, name VARCHAR(255) NOT NULL, parameter_value BLOB NOT NULL);
