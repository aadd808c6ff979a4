package org.leveretmq.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;

/** Asserts why the broker closes a channel or a connection, whether the client waits for an answer or not. */
final class Closings {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Closings() {}

    /** What makes the broker close. */
    interface Action {
        void run() throws IOException;
    }

    /** The action closes the channel with this code and this text, and nothing else. */
    static void assertClosesChannel(Channel channel, int replyCode, String replyText, Action action) {
        AMQP.Channel.Close close = channelClose(channel, action);

        assertThat(close.getReplyCode() + " " + close.getReplyText()).isEqualTo(replyCode + " " + replyText);
        assertThat(channel.getConnection().isOpen()).as("connection is open").isTrue();
    }

    /** The action closes the channel with this code and a text that has this in it. */
    static void assertClosesChannelMentioning(Channel channel, int replyCode, String part, Action action) {
        AMQP.Channel.Close close = channelClose(channel, action);

        assertThat(close.getReplyCode()).as(close.getReplyText()).isEqualTo(replyCode);
        assertThat(close.getReplyText()).contains(part);
    }

    private static AMQP.Channel.Close channelClose(Channel channel, Action action) {
        run(action);
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !channel.isOpen());
        ShutdownSignalException reason = channel.getCloseReason();
        Method method = reason.getReason();
        assertThat(method)
                .as("channel closed, not the connection, by " + method)
                .isInstanceOf(AMQP.Channel.Close.class);
        return (AMQP.Channel.Close) method;
    }

    /** The action closes the whole connection with this code and a text that begins so. */
    static void assertClosesConnection(Connection connection, int replyCode, String beginning, Action action) {
        run(action);
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !connection.isOpen());
        Method method = connection.getCloseReason().getReason();
        assertThat(method).isInstanceOf(AMQP.Connection.Close.class);
        AMQP.Connection.Close close = (AMQP.Connection.Close) method;
        assertThat(close.getReplyCode()).as(close.getReplyText()).isEqualTo(replyCode);
        assertThat(close.getReplyText()).startsWith(beginning);
    }

    private static void run(Action action) {
        try {
            action.run();
        } catch (IOException | AlreadyClosedException e) {
            assertThat(e)
                    .satisfiesAnyOf(
                            failure -> assertThat(failure).isInstanceOf(ShutdownSignalException.class),
                            failure -> assertThat(failure).hasCauseInstanceOf(ShutdownSignalException.class));
        }
    }
}
