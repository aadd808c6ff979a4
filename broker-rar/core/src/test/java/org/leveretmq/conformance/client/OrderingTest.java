package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** AMQP 0-9-1 §4.7, Content Ordering Guarantees. */
@ConformanceTest
class OrderingTest {
    private static void publish(Channel channel, String exchange, String key, String body, BasicProperties properties) {
        try {
            channel.basicPublish(exchange, key, properties, body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** §1.8 rule 08: "The server MUST deliver messages of the same priority in order irrespective of their individual persistence." */
    @Test
    void persistent_and_transient_messages_do_not_overtake_each_other(Channel channel) throws Exception {
        String queue = TestBroker.uniqueName("ordered");
        channel.queueDeclare(queue, true, false, false, null);
        List<String> expected = IntStream.range(0, 2_000).mapToObj(i -> "m" + i).toList();
        for (int i = 0; i < expected.size(); i++) {
            publish(channel, "", queue, expected.get(i), i % 3 == 0 ? MessageProperties.PERSISTENT_BASIC : null);
        }

        Inbox inbox = Inbox.consume(channel, queue);

        assertThat(inbox.awaitBodies(expected.size())).isEqualTo(expected);
        channel.queueDelete(queue);
    }

    /** §4.7: the order of one channel through one exchange to one queue holds, whatever others do. */
    @Test
    void every_publisher_keeps_its_order(Connection connection, Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        Inbox inbox = Inbox.consume(channel, queue);
        CompletableFuture<?>[] publishers = IntStream.range(0, 4)
                .mapToObj(publisher -> CompletableFuture.runAsync(() -> {
                    Channel own = channelOf(connection);
                    for (int i = 0; i < 1_000; i++) {
                        publish(own, "", queue, publisher + ":" + i, null);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(publishers).join();

        List<String> received = inbox.awaitBodies(4_000);

        for (int publisher = 0; publisher < 4; publisher++) {
            String prefix = publisher + ":";
            assertThat(received)
                    .filteredOn(body -> body.startsWith(prefix))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 1_000).mapToObj(i -> prefix + i).toList());
        }
    }

    private static Channel channelOf(Connection connection) {
        try {
            return connection.createChannel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** §4.7, as above, by way of two exchanges. */
    @Test
    void order_holds_through_exchanges(Channel channel) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "amq.topic", "k.#");
        List<String> expected = IntStream.range(0, 1_000).mapToObj(i -> "m" + i).toList();
        for (int i = 0; i < expected.size(); i++) {
            publish(channel, "amq.topic", "k." + i % 7, expected.get(i), null);
        }

        assertThat(Inbox.drain(channel, queue)).isEqualTo(expected);
    }

    /** §4.7: two consumers share the messages, and each gets its part in order. */
    @Test
    void every_consumer_gets_its_part_in_order(Channel channel, Channel other) throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.basicQos(10);
        other.basicQos(10);
        Inbox first = Inbox.consume(channel, queue);
        Inbox second = Inbox.consume(other, queue);
        for (int i = 0; i < 1_000; i++) {
            publish(channel, "", queue, "" + i, null);
        }

        List<Integer> ones =
                first.awaitBodies(500).stream().map(Integer::valueOf).toList();
        List<Integer> twos =
                second.awaitBodies(500).stream().map(Integer::valueOf).toList();

        assertThat(ones).isSorted().doesNotContainAnyElementsOf(twos);
        assertThat(twos).isSorted();
    }

    /** §4.6: a queue declared before a publish is there for it, without waiting in between. */
    @Test
    void methods_take_effect_in_the_order_they_were_sent(Channel channel) throws Exception {
        String queue = TestBroker.uniqueName("pipelined");
        channel.queueDeclareNoWait(queue, false, true, false, null);
        channel.queueBindNoWait(queue, "amq.direct", queue, null);
        publish(channel, "amq.direct", queue, "1", null);
        channel.queueDeleteNoWait(queue, false, false);
        publish(channel, "amq.direct", queue, "2", null);
        channel.queueDeclareNoWait(queue, false, true, false, null);
        channel.queueBindNoWait(queue, "amq.direct", queue, null);
        publish(channel, "amq.direct", queue, "3", null);

        assertThat(Inbox.drain(channel, queue)).containsExactly("3");
    }
}
