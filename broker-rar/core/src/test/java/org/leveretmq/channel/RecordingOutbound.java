package org.leveretmq.channel;

import java.util.ArrayList;
import java.util.List;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.message.Message;
import org.leveretmq.queue.Consumer;
import org.leveretmq.wire.method.Method;

/** Keeps what is sent. */
final class RecordingOutbound implements Outbound {
    final List<Method> sent = new ArrayList<>();

    @Override
    public void send(int channel, Method method) {
        sent.add(method);
    }

    @Override
    public void send(int channel, Method method, Message message) {
        sent.add(method);
    }

    @Override
    public void deliver(int channel, Consumer consumer, long deliveryTag, boolean redelivered, Message message) {
        throw new UnsupportedOperationException("no deliveries here");
    }

    @Override
    public boolean writable() {
        return true;
    }

    @Override
    public void failConnection(ConnectionException error) {
        throw new AssertionError(error);
    }
}
