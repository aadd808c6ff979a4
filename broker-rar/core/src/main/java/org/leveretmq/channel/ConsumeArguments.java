package org.leveretmq.channel;

import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.queue.ConsumerOptions;
import org.leveretmq.types.ArgumentText;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.Milliseconds;
import org.leveretmq.wire.method.BasicConsume;

/** Reads the arguments of {@code basic.consume} that mean something to the broker; others are kept and not looked at. */
final class ConsumeArguments {
    private static final String PRIORITY = "x-priority";
    private static final String TIMEOUT = "x-consumer-timeout";

    private ConsumeArguments() {}

    /** @throws ChannelException 406 naming the argument that has a wrong type or range */
    static ConsumerOptions parse(BasicConsume method, int prefetchCount) throws ChannelException {
        FieldTable arguments = method.arguments();
        Long priority = integer(arguments, PRIORITY);
        Long timeoutMillis = integer(arguments, TIMEOUT);
        if (timeoutMillis != null && (timeoutMillis < 1 || timeoutMillis > Milliseconds.MAX)) {
            throw invalid(TIMEOUT, "a number from 1 to " + Milliseconds.MAX, timeoutMillis);
        }
        int rank = priority == null ? 0 : (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, priority));
        return new ConsumerOptions(method.noAck(), method.exclusive(), prefetchCount, rank, timeoutMillis, arguments);
    }

    private static @Nullable Long integer(FieldTable arguments, String name) throws ChannelException {
        if (!arguments.contains(name)) {
            return null;
        }
        Object value = arguments.get(name);
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw invalid(name, "an integer", value);
    }

    private static ChannelException invalid(String name, String expected, @Nullable Object value) {
        return ChannelException.preconditionFailed("invalid arg '" + name + "' for basic.consume: " + expected
                + " is expected, received " + ArgumentText.of(value));
    }
}
