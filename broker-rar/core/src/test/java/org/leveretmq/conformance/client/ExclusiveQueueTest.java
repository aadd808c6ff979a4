package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.TestBroker.uniqueName;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.TestBroker;

/** RabbitMQ: an exclusive queue belongs to its connection (AMQP 0-9-1 §1.7.2.1 exclusive). */
@ConformanceTest
class ExclusiveQueueTest {
    private final String queue = uniqueName("exclusive");

    /** Something that one does with a queue. */
    interface Use {
        void of(Channel channel, String queue) throws IOException;
    }

    static Stream<Named<Use>> uses() {
        return Stream.of(
                Named.of("declare", (channel, queue) -> channel.queueDeclare(queue, false, true, false, null)),
                Named.of("passive declare", (channel, queue) -> channel.queueDeclarePassive(queue)),
                Named.of("bind", (channel, queue) -> channel.queueBind(queue, "amq.direct", "k")),
                Named.of("consume", (channel, queue) -> Inbox.consume(channel, queue)),
                Named.of("get", (channel, queue) -> channel.basicGet(queue, true)),
                Named.of("purge", (channel, queue) -> channel.queuePurge(queue)),
                Named.of("delete", (channel, queue) -> channel.queueDelete(queue)));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void other_connections_are_refused(Use use, TestBroker broker, Channel owner) throws Exception {
        owner.queueDeclare(queue, false, true, false, null);
        Channel other = broker.connect().createChannel();

        assertClosesChannel(
                other,
                405,
                "RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '" + queue
                        + "' in vhost '/'. It could be originally declared on another connection or the exclusive"
                        + " property value does not match that of the original declaration.",
                () -> use.of(other, queue));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void other_channels_of_the_owner_may_use_it(Use use, Channel owner, Channel other) throws Exception {
        owner.queueDeclare(queue, false, true, false, null);

        use.of(other, queue);

        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void other_connections_may_publish_to_it(TestBroker broker, Channel owner) throws Exception {
        owner.queueDeclare(queue, false, true, false, null);
        Inbox inbox = Inbox.consume(owner, queue);

        broker.connect().createChannel().basicPublish("", queue, null, new byte[1]);

        assertThat(inbox.await(1)).hasSize(1);
    }

    @Test
    void it_goes_with_its_connection(TestBroker broker, Channel other) throws Exception {
        Connection owner = broker.connect();
        owner.createChannel().queueDeclare(queue, false, true, false, null);

        owner.close();

        await().untilAsserted(() -> other.queueDeclare(queue, false, false, true, null));
        other.queueDelete(queue);
    }

    @Test
    void it_goes_when_its_connection_breaks(TestBroker broker, Channel other) throws Exception {
        Connection owner = broker.connect();
        owner.createChannel().queueDeclare(queue, false, true, false, null);

        owner.abort(0);

        await().until(() -> declares(other.getConnection(), queue));
    }

    private static boolean declares(Connection connection, String queue) throws Exception {
        try {
            Channel channel = connection.createChannel();
            channel.queueDeclare(queue, false, false, true, null);
            channel.queueDelete(queue);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void exclusive_consumer_keeps_others_away(Channel channel, Channel other) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        channel.basicConsume(queue, true, "", false, true, null, new DefaultConsumer(channel));

        assertClosesChannel(
                other,
                403,
                "ACCESS_REFUSED - queue '" + queue + "' in vhost '/' in exclusive use",
                () -> Inbox.consume(other, queue));
    }

    @Test
    void exclusive_consumer_gives_way_when_it_is_cancelled(Channel channel, Channel other) throws Exception {
        channel.queueDeclare(queue, false, true, false, null);
        String tag = channel.basicConsume(queue, true, "", false, true, null, new DefaultConsumer(channel));

        channel.basicCancel(tag);

        Inbox.consume(other, queue);
        assertThat(other.isOpen()).isTrue();
    }
}
