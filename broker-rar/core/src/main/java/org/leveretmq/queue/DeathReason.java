package org.leveretmq.queue;

/** Why a message is dead-lettered; the text is what {@code x-death} says. */
public enum DeathReason {
    /** A consumer has rejected it without requeue. */
    REJECTED("rejected"),
    /** Its time to live is over. */
    EXPIRED("expired"),
    /** The queue was full. */
    MAXLEN("maxlen"),
    /** It was delivered too often. */
    DELIVERY_LIMIT("delivery_limit");

    private final String text;

    DeathReason(String text) {
        this.text = text;
    }

    /** The text in the headers. */
    public String text() {
        return text;
    }
}
