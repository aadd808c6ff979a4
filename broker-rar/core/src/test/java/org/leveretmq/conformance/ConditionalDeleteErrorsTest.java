package org.leveretmq.conformance;

import org.junit.jupiter.api.Test;

/** A delete whose condition, if-empty or if-unused, does not hold is a 406. */
class ConditionalDeleteErrorsTest extends ChannelErrors {
    @Test
    void delete_if_empty_of_a_queue_with_messages() throws Exception {
        declare(null);
        channel.basicPublish("", name, null, new byte[1]);
        assertChannelError(
                406,
                "PRECONDITION_FAILED - queue '" + name + "' in vhost '/' not empty",
                () -> channel.queueDelete(name, false, true));
    }

    @Test
    void delete_if_unused_of_a_queue_with_consumers() throws Exception {
        declare(null);
        channel.basicConsume(name, true, (tag, delivery) -> {}, tag -> {});
        assertChannelError(
                406,
                "PRECONDITION_FAILED - queue '" + name + "' in vhost '/' in use",
                () -> channel.queueDelete(name, true, false));
    }

    @Test
    void delete_if_unused_of_an_exchange_with_bindings() throws Exception {
        declare(null);
        channel.exchangeDeclare(name, "fanout");
        channel.queueBind(name, name, "");
        assertChannelError(
                406,
                "PRECONDITION_FAILED - exchange '" + name + "' in vhost '/' in use",
                () -> channel.exchangeDelete(name, true));
    }
}
