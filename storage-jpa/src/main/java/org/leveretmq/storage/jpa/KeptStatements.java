package org.leveretmq.storage.jpa;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A connection that keeps statements for the next transaction, as it is used for many. */
interface KeptStatements {
    /** A statement of this text, prepared if it is not yet; not to be closed, and for one user at a time. */
    PreparedStatement statement(String sql) throws SQLException;
}
