package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What RabbitMQ answers and clients rely on: scope, reply code and text of an error, as the Java client sees it. */
abstract class ChannelErrors extends ClientFixture {
    final String name = "q-" + UUID.randomUUID();

    void assertChannelError(int code, String text, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        AMQP.Channel.Close close = (AMQP.Channel.Close) shutdown(thrown).getReason();
        assertThat(close.getReplyText()).isEqualTo(text);
        assertThat(close.getReplyCode()).isEqualTo(code);
        assertThat(connection.isOpen()).isTrue();
    }

    void assertChannelErrorContaining(int code, String part, ThrowingCallable call) {
        AMQP.Channel.Close close =
                (AMQP.Channel.Close) shutdown(catchThrowable(call)).getReason();
        assertThat(close.getReplyText()).contains(part);
        assertThat(close.getReplyCode()).isEqualTo(code);
        assertThat(connection.isOpen()).isTrue();
    }

    private static ShutdownSignalException shutdown(Throwable thrown) {
        assertThat(thrown).isNotNull();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ShutdownSignalException signal) {
                return signal;
            }
        }
        throw new AssertionError("not a shutdown of a channel or connection", thrown);
    }

    /** For methods that are not answered: waits until the channel is closed. */
    ThrowingCallable closing(ThrowingCallable call) {
        return () -> {
            AtomicReference<ShutdownSignalException> cause = new AtomicReference<>();
            CountDownLatch closed = new CountDownLatch(1);
            channel.addShutdownListener(signal -> {
                cause.set(signal);
                closed.countDown();
            });
            call.call();
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            throw cause.get();
        };
    }

    void declare(Map<String, Object> arguments) throws IOException {
        channel.queueDeclare(name, false, true, false, arguments);
    }
}
