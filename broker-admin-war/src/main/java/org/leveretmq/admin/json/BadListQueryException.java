package org.leveretmq.admin.json;

/** A client has asked for a list in a way that makes no sense. */
public final class BadListQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;

    /** The name of the error, and what is wrong. */
    public BadListQueryException(String error, String reason) {
        super(reason);
        this.error = error;
    }

    /** The name of the error: {@code page_out_of_range} … */
    public String error() {
        return error;
    }
}
