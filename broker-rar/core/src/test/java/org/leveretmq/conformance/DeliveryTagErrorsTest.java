package org.leveretmq.conformance;

import org.junit.jupiter.api.Test;

/** A delivery tag that is not outstanding is a 406. */
class DeliveryTagErrorsTest extends ChannelErrors {
    @Test
    void unknown_delivery_tag() {
        assertChannelError(
                406, "PRECONDITION_FAILED - unknown delivery tag 99", closing(() -> channel.basicAck(99, false)));
    }

    @Test
    void unknown_delivery_tag_in_nack_and_reject() throws Exception {
        assertChannelError(
                406, "PRECONDITION_FAILED - unknown delivery tag 7", closing(() -> channel.basicReject(7, true)));
        channel = connection.createChannel();
        assertChannelError(
                406, "PRECONDITION_FAILED - unknown delivery tag 8", closing(() -> channel.basicNack(8, false, true)));
    }

    @Test
    void ack_of_everything_when_there_is_nothing_is_fine() throws Exception {
        channel.basicAck(0, true);
        declare(null);
    }
}
