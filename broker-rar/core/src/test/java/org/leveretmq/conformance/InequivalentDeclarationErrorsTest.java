package org.leveretmq.conformance;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A declaration that is not equivalent to what exists is a 406. */
class InequivalentDeclarationErrorsTest extends ChannelErrors {
    @Test
    void redeclare_with_another_durability() throws Exception {
        channel.queueDeclare(name, true, false, false, null);
        assertChannelError(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'durable' for queue '" + name
                        + "' in vhost '/': received 'false' but current is 'true'",
                () -> channel.queueDeclare(name, false, false, false, null));
    }

    @Test
    void redeclare_with_another_auto_delete() throws Exception {
        channel.queueDeclare(name, true, false, false, null);
        assertChannelError(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'auto_delete' for queue '" + name
                        + "' in vhost '/': received 'true' but current is 'false'",
                () -> channel.queueDeclare(name, true, false, true, null));
    }

    @Test
    void redeclare_with_another_argument() throws Exception {
        declare(Map.of("x-message-ttl", 1000));
        assertChannelError(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'x-message-ttl' for queue '" + name
                        + "' in vhost '/': received the value '2000' of type 'signedint' but current is the value '1000'"
                        + " of type 'signedint'",
                () -> declare(Map.of("x-message-ttl", 2000)));
    }

    @Test
    void redeclare_without_an_argument() throws Exception {
        declare(Map.of("x-max-length", 10));
        assertChannelError(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue '" + name
                        + "' in vhost '/': received none but current is the value '10' of type 'signedint'",
                () -> declare(null));
    }

    @Test
    void redeclare_with_an_integer_of_another_width_is_equivalent() throws Exception {
        declare(Map.of("x-message-ttl", 1000));
        declare(Map.of("x-message-ttl", 1000L));
    }

    @Test
    void redeclare_with_another_unknown_argument_is_equivalent() throws Exception {
        declare(Map.of("x-mine", 1));
        declare(Map.of("x-mine", 2));
    }

    @Test
    void redeclare_an_exchange_with_another_type() throws Exception {
        channel.exchangeDeclare(name, "direct");
        assertChannelError(
                406,
                "PRECONDITION_FAILED - inequivalent arg 'type' for exchange '" + name
                        + "' in vhost '/': received 'fanout' but current is 'direct'",
                () -> channel.exchangeDeclare(name, "fanout"));
    }
}
