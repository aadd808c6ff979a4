package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.TestBroker.uniqueName;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.Return;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;

/** RabbitMQ, publisher confirms, and §4, mandatory messages (AMQP 0-9-1 §1.8.3.7). */
@ConformanceTest
class PublisherConfirmsTest {
    private final String queue = uniqueName("confirmed");

    /** Notes confirms and returns in the order in which they come. */
    private static List<String> record(Channel channel) {
        List<String> events = new CopyOnWriteArrayList<>();
        channel.addConfirmListener(
                (tag, multiple) -> events.add("ack " + tag), (tag, multiple) -> events.add("nack " + tag));
        channel.addReturnListener(
                message -> events.add("return " + new String(message.getBody(), StandardCharsets.UTF_8)));
        return events;
    }

    @Test
    void transient_messages_are_confirmed(Channel channel) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        channel.confirmSelect();
        for (int i = 0; i < 1_000; i++) {
            channel.basicPublish("", queue, null, new byte[1]);
        }

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        assertThat(channel.messageCount(queue)).isEqualTo(1_000);
    }

    @Test
    void persistent_messages_in_a_durable_queue_are_confirmed(Channel channel) throws Exception {
        channel.queueDeclare(queue, true, false, false, null);
        channel.confirmSelect();
        for (int i = 0; i < 1_000; i++) {
            channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, new byte[1]);
        }

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        assertThat(channel.queueDelete(queue).getMessageCount()).isEqualTo(1_000);
    }

    @Test
    void persistent_message_is_confirmed_though_it_is_consumed_at_once(Channel channel, Channel consumer)
            throws Exception {
        channel.queueDeclare(queue, true, false, true, null);
        Inbox inbox = Inbox.consume(consumer, queue);
        channel.confirmSelect();
        for (int i = 0; i < 100; i++) {
            channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, new byte[1]);
        }

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        assertThat(inbox.await(100)).hasSize(100);
    }

    @Test
    void unroutable_messages_are_confirmed(Channel channel) throws Exception {
        channel.confirmSelect();
        channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, new byte[1]);
        channel.basicPublish("amq.topic", queue, null, new byte[1]);

        assertThat(channel.waitForConfirms(5_000)).isTrue();
    }

    @Test
    void message_for_many_queues_is_confirmed_once(Channel channel) throws Exception {
        List<String> events = record(channel);
        for (int i = 0; i < 5; i++) {
            channel.queueBind(channel.queueDeclare().getQueue(), "amq.fanout", "");
        }
        channel.confirmSelect();

        channel.basicPublish("amq.fanout", "", MessageProperties.PERSISTENT_BASIC, new byte[1]);

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        assertThat(events).containsExactly("ack 1");
    }

    @Test
    void mandatory_message_is_returned_and_then_confirmed(Channel channel) throws Exception {
        List<String> events = record(channel);
        channel.confirmSelect();

        channel.basicPublish("", queue, true, null, "m".getBytes(StandardCharsets.UTF_8));

        await().untilAsserted(() -> assertThat(events).containsExactly("return m", "ack 1"));
    }

    @Test
    void return_carries_the_whole_message(Channel channel) throws Exception {
        List<Return> returned = new CopyOnWriteArrayList<>();
        channel.addReturnListener(returned::add);

        channel.basicPublish("amq.topic", queue, true, MessageProperties.PERSISTENT_TEXT_PLAIN, new byte[] {1, 2});

        await().untilAsserted(() -> assertThat(returned).hasSize(1));
        Return message = returned.get(0);
        assertThat(message.getReplyCode()).isEqualTo(312);
        assertThat(message.getReplyText()).isEqualTo("NO_ROUTE");
        assertThat(message.getExchange()).isEqualTo("amq.topic");
        assertThat(message.getRoutingKey()).isEqualTo(queue);
        assertThat(message.getProperties()).isEqualTo(MessageProperties.PERSISTENT_TEXT_PLAIN);
        assertThat(message.getBody()).containsExactly(1, 2);
    }

    @Test
    void mandatory_message_that_arrives_is_not_returned(Channel channel) throws Exception {
        List<String> events = record(channel);
        channel.queueDeclare(queue, false, true, false, null);
        channel.confirmSelect();

        channel.basicPublish("", queue, true, null, new byte[1]);

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        assertThat(events).containsExactly("ack 1");
    }

    @Test
    void returns_keep_their_places_between_confirms(Channel channel) throws Exception {
        List<String> events = record(channel);
        channel.queueDeclare(queue, false, true, false, null);
        channel.confirmSelect();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            boolean lost = i % 3 == 0;
            channel.basicPublish(
                    "", lost ? queue + "?" : queue, true, null, ("m" + i).getBytes(StandardCharsets.UTF_8));
            if (lost) {
                expected.add("return m" + i);
            }
        }

        assertThat(channel.waitForConfirms(5_000)).isTrue();

        assertThat(events).filteredOn(event -> event.startsWith("return")).containsExactlyElementsOf(expected);
        for (int i = 3; i <= 20; i += 3) {
            int number = i;
            long ackedBefore = events.subList(0, events.indexOf("return m" + i)).stream()
                    .filter(event -> event.startsWith("ack"))
                    .mapToLong(event -> Long.parseLong(event.substring(4)))
                    .max()
                    .orElse(0);
            assertThat(ackedBefore).as("acked before the return of m" + number).isLessThan(number);
        }
    }

    @Test
    void channels_confirm_for_themselves(Channel channel, Channel other) throws Exception {
        channel.confirmSelect();
        List<String> events = record(other);

        channel.basicPublish("", queue, null, new byte[1]);
        other.basicPublish("", queue, null, new byte[1]);

        assertThat(channel.waitForConfirms(5_000)).isTrue();
        assertThat(events).isEmpty();
    }
}
