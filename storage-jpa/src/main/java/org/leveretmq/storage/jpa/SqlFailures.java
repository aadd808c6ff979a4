package org.leveretmq.storage.jpa;

import java.sql.SQLException;
import java.util.Optional;
import org.leveretmq.store.StoreException;

/** Failures of a database as sentences for administrators. Immutable. */
record SqlFailures(StoreDatabase database) {
    /** The failure of the database that is behind another one. */
    static Optional<SQLException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** {@code The store (Derby in data/store) <what>: <advice> (<what the database says>)}. */
    StoreException explain(String what, Throwable failure) {
        return new StoreException(text(what, failure), failure);
    }

    String text(String what, Throwable failure) {
        String advice = in(failure).map(database::advice).orElse("see the log");
        return "The store (" + database.description() + ") " + what + ": " + advice + " (" + root(failure) + ")";
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
