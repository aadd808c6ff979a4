package org.leveretmq.storage.jpa.crash;

/** A message in a queue. */
record Place(String queue, MessageId message) {
    @Override
    public String toString() {
        return message + " in " + queue;
    }
}
