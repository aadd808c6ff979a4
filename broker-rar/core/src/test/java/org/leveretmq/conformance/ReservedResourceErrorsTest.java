package org.leveretmq.conformance;

import org.junit.jupiter.api.Test;

/** Names and exchanges that belong to the broker, and internal exchanges, are a 403 to clients. */
class ReservedResourceErrorsTest extends ChannelErrors {
    @Test
    void reserved_queue_name() {
        assertChannelError(
                403,
                "ACCESS_REFUSED - queue name 'amq.foo' contains reserved prefix 'amq.*'",
                () -> channel.queueDeclare("amq.foo", false, false, false, null));
    }

    @Test
    void reserved_exchange_name() {
        assertChannelError(
                403,
                "ACCESS_REFUSED - exchange name 'amq.foo' contains reserved prefix 'amq.*'",
                () -> channel.exchangeDeclare("amq.foo", "direct"));
    }

    @Test
    void equivalent_redeclare_of_a_predeclared_exchange_is_fine() throws Exception {
        channel.exchangeDeclare("amq.direct", "direct", true);
        channel.exchangeDeclarePassive("amq.topic");
    }

    @Test
    void delete_of_a_predeclared_exchange() {
        assertChannelErrorContaining(403, "ACCESS_REFUSED", () -> channel.exchangeDelete("amq.direct"));
    }

    @Test
    void declare_of_the_default_exchange() {
        assertChannelError(
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.exchangeDeclare("", "direct", true));
    }

    @Test
    void delete_of_the_default_exchange() {
        assertChannelError(
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.exchangeDelete(""));
    }

    @Test
    void bind_to_the_default_exchange() throws Exception {
        declare(null);
        assertChannelError(
                403,
                "ACCESS_REFUSED - operation not permitted on the default exchange",
                () -> channel.queueBind(name, "", "key"));
    }

    @Test
    void publish_to_an_internal_exchange() throws Exception {
        channel.exchangeDeclare(name, "fanout", false, false, true, null);
        assertChannelError(
                403,
                "ACCESS_REFUSED - cannot publish to internal exchange '" + name + "' in vhost '/'",
                closing(() -> channel.basicPublish(name, "", null, new byte[0])));
    }
}
