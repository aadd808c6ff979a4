package org.leveretmq.api.management;

import java.util.Map;

/**
 * A message that an operator has looked at.
 *
 * @param exchange the exchange it was published to
 * @param routingKey the key it was published with
 * @param redelivered whether it may have been delivered before
 * @param messagesBehind the ready messages that were left behind it
 * @param properties those that are set, by the names that {@link MessageAdministration#publish} knows
 * @param body the body; shared, never to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // bodies may be large, and nobody compares them
public record FetchedMessage(
        String exchange,
        String routingKey,
        boolean redelivered,
        int messagesBehind,
        Map<String, Object> properties,
        byte[] body) {
    /** Without the content, which is nobody else's business. */
    @Override
    public String toString() {
        return "FetchedMessage[" + exchange + ", " + routingKey + ", " + body.length + " bytes]";
    }
}
