package org.leveretmq.storage.jpa.crash;

/**
 * What a message is known by.
 *
 * @param publisher who has sent it
 * @param number rises with every message of its publisher, from 1
 */
record MessageId(String publisher, long number) {
    @Override
    public String toString() {
        return publisher + " " + number;
    }
}
