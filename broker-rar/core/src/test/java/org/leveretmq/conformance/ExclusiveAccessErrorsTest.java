package org.leveretmq.conformance;

import com.rabbitmq.client.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A queue that is another's alone, by its declaration or its consumer, is a 405 or a 403. */
class ExclusiveAccessErrorsTest extends ChannelErrors {
    @Test
    void exclusive_queue_of_another_connection() throws Exception {
        declare(null);
        try (Connection other = BROKER.connect()) {
            channel = other.createChannel();
            assertChannelError(
                    405,
                    "RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '" + name
                            + "' in vhost '/'. It could be originally declared on another connection or the exclusive property"
                            + " value does not match that of the original declaration.",
                    () -> channel.queueDeclarePassive(name));
        }
    }

    @Test
    void exclusive_consumer_beside_another() throws Exception {
        declare(null);
        channel.basicConsume(name, true, (tag, delivery) -> {}, tag -> {});
        assertChannelError(
                403,
                "ACCESS_REFUSED - queue '" + name + "' in vhost '/' in exclusive use",
                () -> channel.basicConsume(name, true, "", false, true, null, (tag, delivery) -> {}, tag -> {}));
    }

    @Test
    void consumer_beside_an_exclusive_one() throws Exception {
        declare(null);
        channel.basicConsume(name, true, "", false, true, null, (tag, delivery) -> {}, tag -> {});
        assertChannelErrorContaining(
                403, "in exclusive use", () -> channel.basicConsume(name, (tag, delivery) -> {}, tag -> {}));
    }

    @Test
    void get_from_a_queue_with_a_single_active_consumer() throws Exception {
        declare(Map.of("x-single-active-consumer", true));
        assertChannelErrorContaining(405, "RESOURCE_LOCKED", () -> channel.basicGet(name, true));
    }
}
