package org.leveretmq.conformance;

import org.junit.jupiter.api.Test;

/** Queues and exchanges that do not exist are a 404, except to methods that take something away. */
class MissingResourceErrorsTest extends ChannelErrors {
    @Test
    void passive_declare_of_a_missing_queue() {
        assertChannelError(
                404, "NOT_FOUND - no queue 'missing' in vhost '/'", () -> channel.queueDeclarePassive("missing"));
    }

    @Test
    void passive_declare_of_a_missing_exchange() {
        assertChannelError(
                404, "NOT_FOUND - no exchange 'missing' in vhost '/'", () -> channel.exchangeDeclarePassive("missing"));
    }

    @Test
    void bind_of_a_missing_queue() {
        assertChannelError(
                404,
                "NOT_FOUND - no queue 'missing' in vhost '/'",
                () -> channel.queueBind("missing", "amq.direct", ""));
    }

    @Test
    void bind_to_a_missing_exchange() throws Exception {
        declare(null);
        assertChannelError(
                404, "NOT_FOUND - no exchange 'missing' in vhost '/'", () -> channel.queueBind(name, "missing", ""));
    }

    @Test
    void consume_from_a_missing_queue() {
        assertChannelError(
                404,
                "NOT_FOUND - no queue 'missing' in vhost '/'",
                () -> channel.basicConsume("missing", (tag, delivery) -> {}, tag -> {}));
    }

    @Test
    void get_from_a_missing_queue() {
        assertChannelError(404, "NOT_FOUND - no queue 'missing' in vhost '/'", () -> channel.basicGet("missing", true));
    }

    @Test
    void purge_of_a_missing_queue() {
        assertChannelError(404, "NOT_FOUND - no queue 'missing' in vhost '/'", () -> channel.queuePurge("missing"));
    }

    @Test
    void publish_to_a_missing_exchange() {
        assertChannelError(
                404,
                "NOT_FOUND - no exchange 'missing' in vhost '/'",
                closing(() -> channel.basicPublish("missing", "", null, new byte[0])));
    }

    @Test
    void empty_queue_name_without_a_declaration_before() {
        assertChannelError(
                404, "NOT_FOUND - no previously declared queue", () -> channel.queueBind("", "amq.direct", ""));
    }

    @Test
    void deleting_and_unbinding_what_is_missing_is_fine() throws Exception {
        declare(null);
        channel.queueDelete("missing");
        channel.exchangeDelete("missing");
        channel.queueUnbind(name, "amq.direct", "missing");
    }
}
