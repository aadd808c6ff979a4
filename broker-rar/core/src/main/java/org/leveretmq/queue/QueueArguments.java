package org.leveretmq.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.DuplicateKey;
import org.leveretmq.types.FieldTable;
import org.leveretmq.types.Milliseconds;

/**
 * The arguments of a queue that the broker understands, checked; null where one is absent. Unknown {@code x-} arguments are kept with the
 * queue and not looked at.
 *
 * @param messageTtlMillis {@code x-message-ttl}, 0 or more
 * @param expiresMillis {@code x-expires}, 1 or more
 * @param maxLength {@code x-max-length}, 0 or more ready messages
 * @param maxLengthBytes {@code x-max-length-bytes}, 0 or more body bytes of ready messages
 * @param overflow {@code x-overflow}, drop-head by default
 * @param deadLetterExchange {@code x-dead-letter-exchange}
 * @param deadLetterRoutingKey {@code x-dead-letter-routing-key}
 * @param maxPriority {@code x-max-priority}, 1 to 255
 * @param deliveryLimit {@code x-delivery-limit}, 0 or more
 * @param consumerTimeoutMillis {@code x-consumer-timeout}, 1 or more
 * @param singleActiveConsumer {@code x-single-active-consumer}
 * @param deduplication {@code x-message-deduplication}: a message is dropped while an equal one is in the queue
 * @param deduplicationHeader the header that equal messages have in common
 * @param delaying whether it keeps delayed messages of an exchange, which no declaration can ask for
 */
public record QueueArguments(
        @Nullable Long messageTtlMillis,
        @Nullable Long expiresMillis,
        @Nullable Long maxLength,
        @Nullable Long maxLengthBytes,
        Overflow overflow,
        @Nullable String deadLetterExchange,
        @Nullable String deadLetterRoutingKey,
        @Nullable Integer maxPriority,
        @Nullable Long deliveryLimit,
        @Nullable Long consumerTimeoutMillis,
        boolean singleActiveConsumer,
        boolean deduplication,
        String deduplicationHeader,
        boolean delaying) {

    /** The arguments that a redeclaration must repeat, in the order in which differences are reported. */
    public static final List<String> COMPARED = List.of(
            "x-expires",
            "x-message-ttl",
            "x-dead-letter-exchange",
            "x-dead-letter-routing-key",
            "x-max-length",
            "x-max-length-bytes",
            "x-single-active-consumer",
            "x-max-priority",
            "x-overflow",
            "x-queue-type");

    private static final int MAX_KEY_BYTES = 255;

    /** Reads the arguments of a declaration. @throws ChannelException 406 naming the argument that has a wrong type or range */
    public static QueueArguments parse(QueueName queue, FieldTable table) throws ChannelException {
        Reader reader = new Reader(queue, table);
        String deadLetterExchange = reader.text("x-dead-letter-exchange");
        String deadLetterRoutingKey = reader.text("x-dead-letter-routing-key");
        if (deadLetterRoutingKey != null && deadLetterExchange == null) {
            throw reader.invalid("x-dead-letter-routing-key", "routing key is set but x-dead-letter-exchange is not");
        }
        if (deadLetterRoutingKey != null && deadLetterRoutingKey.getBytes(UTF_8).length > MAX_KEY_BYTES) {
            throw reader.invalid("x-dead-letter-routing-key", "it is longer than 255 bytes");
        }
        reader.queueType();
        reader.text("x-queue-mode");
        Long maxPriority = reader.number("x-max-priority", 0, 255);
        return new QueueArguments(
                reader.number("x-message-ttl", 0, Milliseconds.MAX),
                reader.number("x-expires", 1, Milliseconds.MAX),
                reader.number("x-max-length", 0, Long.MAX_VALUE),
                reader.number("x-max-length-bytes", 0, Long.MAX_VALUE),
                reader.overflow(),
                deadLetterExchange,
                deadLetterRoutingKey,
                maxPriority == null || maxPriority == 0 ? null : maxPriority.intValue(),
                reader.number("x-delivery-limit", 0, Long.MAX_VALUE),
                reader.number("x-consumer-timeout", 1, Milliseconds.MAX),
                reader.flag("x-single-active-consumer"),
                reader.flag("x-message-deduplication"),
                DuplicateKey.header(table),
                false);
    }

    /** Those of the queue that keeps the delayed messages of an exchange. */
    public static QueueArguments delaying(String exchange) {
        return new QueueArguments(
                null, null, null, null, Overflow.DROP_HEAD, exchange, null, null, null, null, false, false, "", true);
    }

    private record Reader(QueueName queue, FieldTable table) {
        @Nullable
        Long number(String argument, long min, long max) throws ChannelException {
            Object value = table.get(argument);
            if (value == null) {
                requireAbsent(argument, "an integer");
                return null;
            }
            boolean integer = value instanceof Byte
                    || value instanceof Short
                    || value instanceof Integer
                    || value instanceof Long;
            if (!integer) {
                throw invalid(argument, "an integer is expected, received " + describe(value));
            }
            long number = ((Number) value).longValue();
            if (number < min || number > max) {
                throw invalid(argument, "value " + number + " is not in the range from " + min + " to " + max);
            }
            return number;
        }

        @Nullable
        String text(String argument) throws ChannelException {
            Object value = table.get(argument);
            if (value == null) {
                requireAbsent(argument, "a string");
                return null;
            }
            if (value instanceof String text) {
                return text;
            }
            throw invalid(argument, "a string is expected, received " + describe(value));
        }

        boolean flag(String argument) throws ChannelException {
            Object value = table.get(argument);
            if (value == null) {
                requireAbsent(argument, "a boolean");
                return false;
            }
            if (value instanceof Boolean flag) {
                return flag;
            }
            throw invalid(argument, "a boolean is expected, received " + describe(value));
        }

        Overflow overflow() throws ChannelException {
            String value = text("x-overflow");
            Overflow overflow = value == null ? Overflow.DROP_HEAD : Overflow.of(value);
            if (overflow == null) {
                throw invalid("x-overflow", "'" + value + "' is none of drop-head, reject-publish, reject-publish-dlx");
            }
            return overflow;
        }

        void queueType() throws ChannelException {
            String type = text("x-queue-type");
            if (type != null && !type.equals("classic")) {
                throw invalid("x-queue-type", "queue type '" + type + "' is not supported, only 'classic' is");
            }
        }

        ChannelException invalid(String argument, String reason) {
            return ChannelException.preconditionFailed("invalid arg '" + argument + "' for " + queue + ": " + reason);
        }

        private void requireAbsent(String argument, String expected) throws ChannelException {
            if (table.contains(argument)) {
                throw invalid(argument, expected + " is expected, received void");
            }
        }

        private static String describe(Object value) {
            return value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + " '" + value + "'";
        }
    }
}
