package org.leveretmq.benchmarks;

/** A broker that runs already and goes on when the comparison has ended. */
record AttachedBroker(String host, int port, long pid) implements TestedBroker {
    /** Reads {@code HOST:PORT@PID}. @throws IllegalArgumentException if it is something else */
    static AttachedBroker parse(String text) {
        int colon = text.lastIndexOf(':');
        int at = text.lastIndexOf('@');
        if (colon <= 0 || at < colon) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT@PID");
        }
        try {
            return new AttachedBroker(
                    text.substring(0, colon),
                    Integer.parseInt(text.substring(colon + 1, at)),
                    Long.parseLong(text.substring(at + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT@PID", e);
        }
    }

    @Override
    public void close() {
        // Whoever has started it stops it.
    }
}
