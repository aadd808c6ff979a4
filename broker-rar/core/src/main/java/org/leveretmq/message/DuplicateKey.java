package org.leveretmq.message;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.types.ArgumentText;
import org.leveretmq.types.FieldTable;

/** The header by which duplicates of a message are recognised. */
public final class DuplicateKey {
    private static final String HEADER = "x-deduplication-header";

    private DuplicateKey() {}

    /**
     * The name of the header: {@code x-deduplication-header}, or what the argument of that name says.
     *
     * @throws ChannelException 406 if the argument is not a string
     */
    public static String header(FieldTable arguments) throws ChannelException {
        if (!arguments.contains(HEADER)) {
            return HEADER;
        }
        if (arguments.get(HEADER) instanceof String name) {
            return name.isEmpty() ? HEADER : name;
        }
        throw ChannelException.preconditionFailed("invalid arg '" + HEADER + "': a string is expected, received "
                + ArgumentText.of(arguments.get(HEADER)));
    }

    /** What duplicates of this message have in common, null if it has no such header. Integers of different widths are equal. */
    public static @Nullable Object of(Message message, String header) {
        if (!message.properties().hasHeaders()) {
            return null;
        }
        Object value = message.properties().headers().get(header);
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        Long integer = value instanceof String ? null : number(value);
        return integer == null ? value : integer;
    }

    /** An integer, also one in the form of a text, as some clients send it; null for everything else. */
    public static @Nullable Long number(@Nullable Object value) {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof String text && text.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        return null;
    }
}
