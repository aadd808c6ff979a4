package org.leveretmq.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A failure of a store: the message says in one sentence what failed and what an administrator can do. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Classes of SQL states (ISO/IEC 9075-2): the data do not fit, a constraint is violated; and, as PostgreSQL has it, a limit is exceeded. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "54");

    private enum Kind {
        FAILED,
        OUTCOME_UNKNOWN,
        REFUSED
    }

    private final Kind kind;

    /** With the failure that caused it, if there is one. If a database says by its SQL state that the data are to blame, it is a refusal. */
    public StoreException(String message, @Nullable Throwable cause) {
        this(message, cause, refusal(cause) ? Kind.REFUSED : Kind.FAILED);
    }

    private StoreException(String message, @Nullable Throwable cause, Kind kind) {
        super(message, cause);
        this.kind = kind;
    }

    /** A commit that may have happened or not: {@link MessageStore#commit} has to be called with the same operations again. */
    public static StoreException outcomeUnknown(String message, Throwable cause) {
        return new StoreException(message, cause, Kind.OUTCOME_UNKNOWN);
    }

    /** A commit that has not happened for reasons that have nothing to do with its operations, whatever caused it. */
    public static StoreException failed(String message, Throwable cause) {
        return new StoreException(message, cause, Kind.FAILED);
    }

    /** A commit that has not happened and never will: one of its operations is to blame, and not the store. */
    public static StoreException refused(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, Kind.REFUSED);
    }

    /** Whether what was to be committed may have happened. */
    public boolean outcomeUnknown() {
        return kind == Kind.OUTCOME_UNKNOWN;
    }

    /** Whether the same commit would fail however often it were tried, while the store takes others. */
    public boolean refused() {
        return kind == Kind.REFUSED;
    }

    private static boolean refusal(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                String state = found.getSQLState();
                return state != null && state.length() == 5 && REFUSALS.contains(state.substring(0, 2));
            }
            if (cause instanceof StoreException known) {
                return known.refused();
            }
        }
        return false;
    }
}
