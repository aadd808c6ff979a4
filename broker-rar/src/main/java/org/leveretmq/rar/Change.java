package org.leveretmq.rar;

/** When the change of a setting counts. */
enum Change {
    /** As soon as it is made, for open connections too. */
    AT_ONCE("at once"),
    /** For connections that begin after it; open ones go on as they are. */
    NEW_CONNECTIONS("new connections"),
    /** When the broker starts again; servers that can, start it again for the change. */
    RESTART("restart");

    private final String text;

    Change(String text) {
        this.text = text;
    }

    /** Whether the broker goes on running. */
    boolean isLive() {
        return this != RESTART;
    }

    /** As the manual says it. */
    String text() {
        return text;
    }
}
