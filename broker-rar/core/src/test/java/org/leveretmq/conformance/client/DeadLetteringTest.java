package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.leveretmq.conformance.client.Closings.assertClosesChannelMentioning;
import static org.leveretmq.conformance.client.TestQueue.properties;
import static org.leveretmq.conformance.client.TestQueue.tag;
import static org.leveretmq.conformance.client.TestQueue.text;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** x-dead-letter-exchange and x-dead-letter-routing-key: what dies in a queue goes where they say. */
@ConformanceTest
class DeadLetteringTest {

    @Test
    void a_rejected_message_keeps_its_key_if_there_is_no_other(Channel channel) throws IOException {
        String exchange = TestBroker.uniqueName("dlx");
        channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, false, true, null);
        TestQueue dead = TestQueue.declare(channel);
        channel.queueBind(dead.name(), exchange, "#");
        TestQueue queue = TestQueue.declare(channel, "x-dead-letter-exchange", exchange);
        queue.publish("x", properties().headers(Map.of("CC", List.of("copy"))).build());

        channel.basicReject(tag(queue.take()), false);

        GetResponse letter = dead.next();
        assertThat(letter.getEnvelope().getExchange()).isEqualTo(exchange);
        assertThat(letter.getEnvelope().getRoutingKey()).isEqualTo(queue.name());
        assertThat(letter.getProps().getHeaders()).containsKey("CC");
    }

    @Test
    void a_new_key_drops_cc(Channel channel) throws IOException {
        TestQueue copies = TestQueue.declare(channel);
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish(
                "x", properties().headers(Map.of("CC", List.of(copies.name()))).build());
        copies.next();

        channel.basicReject(tag(queue.take()), false);

        GetResponse letter = dead.next();
        assertThat(letter.getEnvelope().getRoutingKey()).isEqualTo(dead.name());
        assertThat(letter.getProps().getHeaders()).doesNotContainKey("CC");
        assertThat(copies.count()).isZero();
    }

    @Test
    void a_nack_without_requeue_dead_letters_all_it_means(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish("1");
        queue.publish("2");
        queue.publish("3");
        queue.take();
        long second = tag(queue.take());

        channel.basicNack(second, true, false);

        dead.awaitCount(2);
        assertThat(dead.drain()).containsExactly("1", "2");
        assertThat(queue.drain()).containsExactly("3");
    }

    @Test
    void a_requeued_message_does_not_die(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish("x");

        channel.basicNack(tag(queue.take()), false, true);

        assertThat(queue.drain()).containsExactly("x");
        assertThat(dead.count()).isZero();
    }

    @Test
    void a_missing_exchange_drops_the_message(Channel channel) throws IOException {
        TestQueue queue = TestQueue.declare(channel, "x-dead-letter-exchange", TestBroker.uniqueName("missing"));
        queue.publish("x");

        channel.basicReject(tag(queue.take()), false);

        assertThat(queue.drain()).isEmpty();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void purged_and_deleted_messages_do_not_die(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish("purged");
        channel.queuePurge(queue.name());
        queue.publish("deleted");

        channel.queueDelete(queue.name());

        assertThat(dead.count()).isZero();
    }

    @Test
    void body_and_properties_stay_but_for_the_expiration(Channel channel) throws IOException {
        TestQueue dead = TestQueue.declare(channel);
        TestQueue queue = TestQueue.declareDyingInto(channel, dead);
        queue.publish(
                "body",
                properties()
                        .contentType("text/plain")
                        .correlationId("c")
                        .messageId("m")
                        .priority(3)
                        .expiration("600000")
                        .headers(Map.of("mine", 1))
                        .build());

        channel.basicReject(tag(queue.take()), false);

        GetResponse letter = dead.next();
        assertThat(text(letter)).isEqualTo("body");
        assertThat(letter.getProps().getContentType()).isEqualTo("text/plain");
        assertThat(letter.getProps().getCorrelationId()).isEqualTo("c");
        assertThat(letter.getProps().getMessageId()).isEqualTo("m");
        assertThat(letter.getProps().getPriority()).isEqualTo(3);
        assertThat(letter.getProps().getExpiration()).isNull();
        assertThat(letter.getProps().getHeaders()).containsEntry("mine", 1);
    }

    @Test
    void persistent_messages_pass_between_durable_queues(Channel channel) throws IOException {
        String source = TestBroker.uniqueName("durable");
        String target = TestBroker.uniqueName("durable");
        channel.queueDeclare(target, true, false, false, null);
        channel.queueDeclare(
                source,
                true,
                false,
                false,
                Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", target, "x-message-ttl", 20));
        Inbox inbox = Inbox.consume(channel, target);

        channel.basicPublish("", source, properties().deliveryMode(2).build(), new byte[] {7});

        assertThat(inbox.await(1).get(0).getBody()).containsExactly(7);
        channel.queueDelete(source);
        channel.queueDelete(target);
    }

    @Test
    void a_key_without_an_exchange_is_refused(Channel channel) {
        assertClosesChannelMentioning(
                channel,
                406,
                "x-dead-letter-routing-key",
                () -> TestQueue.declare(channel, "x-dead-letter-routing-key", "k"));
    }

    @Test
    void an_exchange_of_a_wrong_type_is_refused(Channel channel) {
        assertClosesChannelMentioning(
                channel, 406, "x-dead-letter-exchange", () -> TestQueue.declare(channel, "x-dead-letter-exchange", 1));
    }

    @Test
    void a_key_of_a_wrong_type_is_refused(Channel channel) {
        assertClosesChannelMentioning(
                channel,
                406,
                "x-dead-letter-routing-key",
                () -> TestQueue.declare(channel, "x-dead-letter-exchange", "", "x-dead-letter-routing-key", 1));
    }
}
