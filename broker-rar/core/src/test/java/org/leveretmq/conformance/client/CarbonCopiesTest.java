package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;
import static org.leveretmq.conformance.client.TestQueue.properties;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.DiffersFromPeer;

/** The headers CC and BCC add routing keys; BCC is not shown to consumers. */
@ConformanceTest
class CarbonCopiesTest {

    private static AMQP.BasicProperties headers(Map<String, Object> headers) {
        return properties().headers(headers).build();
    }

    @Test
    void copies_go_to_every_key(Channel channel) throws IOException {
        TestQueue to = TestQueue.declare(channel);
        TestQueue copy = TestQueue.declare(channel);
        TestQueue blind = TestQueue.declare(channel);

        to.publish("x", headers(Map.of("CC", List.of(copy.name()), "BCC", List.of(blind.name()))));

        assertThat(to.drain()).containsExactly("x");
        assertThat(copy.drain()).containsExactly("x");
        assertThat(blind.drain()).containsExactly("x");
    }

    @Test
    void blind_copies_are_not_shown(Channel channel) throws IOException {
        TestQueue to = TestQueue.declare(channel);
        TestQueue blind = TestQueue.declare(channel);

        to.publish("x", headers(Map.of("CC", List.of("nobody"), "BCC", List.of(blind.name()))));

        assertThat(to.next().getProps().getHeaders()).containsKey("CC").doesNotContainKey("BCC");
        assertThat(blind.next().getProps().getHeaders()).containsKey("CC").doesNotContainKey("BCC");
    }

    @Test
    void a_queue_gets_one_message_whatever_the_number_of_keys(Channel channel) throws IOException {
        TestQueue to = TestQueue.declare(channel);

        to.publish("x", headers(Map.of("CC", List.of(to.name(), to.name()), "BCC", List.of(to.name()))));

        assertThat(to.drain()).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CC", "BCC"})
    void anything_but_an_array_is_refused(String header, Channel channel) throws IOException {
        TestQueue to = TestQueue.declare(channel);

        assertClosesChannelMentioning(channel, 406, header, () -> to.publish("x", headers(Map.of(header, "key"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CC", "BCC"})
    @DiffersFromPeer("it looks at the type of the elements later")
    void an_array_of_anything_but_strings_is_refused(String header, Channel channel) throws IOException {
        TestQueue to = TestQueue.declare(channel);

        assertClosesChannelMentioning(
                channel, 406, header, () -> to.publish("x", headers(Map.of(header, List.of(1, 2)))));
    }
}
