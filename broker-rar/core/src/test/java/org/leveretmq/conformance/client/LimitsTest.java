package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.leveretmq.conformance.client.Closings.assertClosesChannel;
import static org.leveretmq.conformance.client.Closings.assertClosesConnection;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.leveretmq.conformance.ConformanceTest;
import org.leveretmq.conformance.NeedsOwnBroker;
import org.leveretmq.conformance.TestBroker;

/** Limits of connections and channels per user, and of connections and queues per virtual host. */
@ConformanceTest
@NeedsOwnBroker("limits")
class LimitsTest {
    private TestBroker own;

    @BeforeEach
    void start(TestBroker broker) {
        own = broker.withSettings(settings -> {});
    }

    private void limitUser(Long connections, Long channels) {
        own.management().userAdministration().limitUser("guest", connections, channels);
    }

    private void limitHost(Long connections, Long queues) {
        own.management().virtualHostAdministration().limitVirtualHost("/", connections, queues);
    }

    @Test
    void a_user_may_not_open_more_connections_than_the_limit() {
        limitUser(1L, null);
        own.connect();

        assertThatThrownBy(own::connect)
                .hasRootCauseMessage("connection error; protocol method: #method<connection.close>(reply-code=530,"
                        + " reply-text=NOT_ALLOWED - connection refused for user 'guest': user connection limit (1) is"
                        + " reached, class-id=10, method-id=40)");
    }

    @Test
    void a_closed_connection_makes_room_for_another() throws IOException {
        limitUser(1L, null);
        own.connect().close();

        await().untilAsserted(() -> assertThatCode(own::connect).doesNotThrowAnyException());
    }

    @Test
    void a_virtual_host_takes_no_more_connections_than_the_limit() {
        limitHost(0L, null);

        assertThatThrownBy(own::connect)
                .hasRootCauseMessage("connection error; protocol method: #method<connection.close>(reply-code=530,"
                        + " reply-text=NOT_ALLOWED - access to vhost '/' refused for user 'guest': connection limit"
                        + " (0) is reached, class-id=10, method-id=40)");
    }

    @Test
    void a_limit_can_be_lifted() {
        limitHost(0L, null);

        limitHost(null, null);

        assertThat(own.connect().isOpen()).isTrue();
    }

    @Test
    void a_user_may_not_open_more_channels_than_the_limit() throws IOException {
        limitUser(null, 2L);
        Connection one = own.connect();
        Connection two = own.connect();
        one.createChannel();
        two.createChannel();

        assertClosesConnection(
                two,
                530,
                "NOT_ALLOWED - number of channels opened for user 'guest' has reached the maximum allowed user limit of"
                        + " (2)",
                two::createChannel);
    }

    @Test
    void a_closed_channel_makes_room_for_another() throws Exception {
        limitUser(null, 1L);
        Connection connection = own.connect();
        connection.createChannel().close();

        Channel second = connection.createChannel();

        assertThat(second.isOpen()).isTrue();
    }

    @Test
    void channels_of_a_closed_connection_make_room_for_others() throws Exception {
        limitUser(null, 1L);
        Connection gone = own.connect();
        gone.createChannel();
        gone.close();

        Channel other = own.connect().createChannel();

        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void a_virtual_host_takes_no_more_queues_than_the_limit() throws IOException {
        limitHost(null, 1L);
        Channel channel = own.connect().createChannel();
        channel.queueDeclare("one", false, false, false, null);

        assertClosesChannel(
                channel,
                406,
                "PRECONDITION_FAILED - cannot declare queue 'two': queue limit in vhost '/' (1) is reached",
                () -> channel.queueDeclare("two", false, false, false, null));
    }

    @Test
    void a_queue_that_exists_can_be_declared_again_at_the_limit() throws IOException {
        limitHost(null, 1L);
        Channel channel = own.connect().createChannel();
        channel.queueDeclare("one", false, false, false, null);

        channel.queueDeclare("one", false, false, false, null);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void a_negative_limit_is_refused() {
        assertThatThrownBy(() -> limitUser(-1L, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("max-connections is -1");
    }
}
