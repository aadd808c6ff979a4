package org.leveretmq.conformance;

import com.rabbitmq.client.AMQP;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties that a message must not have are a 406. */
class PublishErrorsTest extends ChannelErrors {
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7, 255})
    void invalid_delivery_mode(int mode) {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().deliveryMode(mode).build();
        assertChannelErrorContaining(
                406, "delivery-mode", closing(() -> channel.basicPublish("", name, properties, new byte[0])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "", "1.5", "9999999999999999"})
    void invalid_expiration(String expiration) {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().expiration(expiration).build();
        assertChannelErrorContaining(
                406, "expiration", closing(() -> channel.basicPublish("", name, properties, new byte[0])));
    }

    @Test
    void user_id_of_somebody_else() {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().userId("root").build();
        assertChannelError(
                406,
                "PRECONDITION_FAILED - user_id property set to 'root' but authenticated user was 'guest'",
                closing(() -> channel.basicPublish("", name, properties, new byte[0])));
    }

    @Test
    void malformed_cc_header() {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .headers(Map.of("CC", "not an array"))
                .build();
        assertChannelErrorContaining(
                406, "'CC'", closing(() -> channel.basicPublish("", name, properties, new byte[0])));
    }
}
