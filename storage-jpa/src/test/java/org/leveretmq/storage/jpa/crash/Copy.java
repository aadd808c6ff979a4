package org.leveretmq.storage.jpa.crash;

/** What is known of a message in a queue. Confined to its ledger. */
final class Copy {
    private final Place place;
    private int seenInLife = -1;
    private boolean givenBack;
    private boolean settling;
    private boolean settled;

    Copy(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** Whether it was ever delivered. */
    boolean seen() {
        return seenInLife >= 0;
    }

    boolean seenIn(int life) {
        return seenInLife == life && !givenBack;
    }

    void see(int life) {
        seenInLife = life;
        givenBack = false;
    }

    /** The consumer has given it back: it may come again in the same life of the broker. */
    void giveBack() {
        givenBack = true;
    }

    boolean givenBackIn(int life) {
        return seenInLife == life && givenBack;
    }

    void settling() {
        settling = true;
    }

    /** Whether it was acknowledged or rejected; the broker may not have committed that. */
    boolean ended() {
        return settling || settled;
    }

    void settle() {
        settled = true;
    }

    /** Whether the broker has committed its end. */
    boolean settled() {
        return settled;
    }
}
