package org.leveretmq.exchange;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.message.DuplicateKey;
import org.leveretmq.message.Message;
import org.leveretmq.types.ArgumentText;
import org.leveretmq.types.FieldTable;

/**
 * Recognises messages that were seen before by a header: remembers the last values, {@code x-cache-size} of them, for {@code x-cache-ttl}
 * milliseconds or the milliseconds that the message's own header of that name says. Confined to the virtual host's loop.
 */
public final class DuplicateFilter {
    private static final String SIZE = "x-cache-size";
    private static final String TTL = "x-cache-ttl";
    private static final String PERSISTENCE = "x-cache-persistence";
    private static final long DEFAULT_SIZE = 100_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final String header;
    private final long maxSize;
    private final @Nullable Long ttlMillis;
    private final Map<Object, Long> seen = new LinkedHashMap<>();

    private DuplicateFilter(String header, long maxSize, @Nullable Long ttlMillis) {
        this.header = header;
        this.maxSize = maxSize;
        this.ttlMillis = ttlMillis;
    }

    /**
     * The filter that the arguments describe.
     *
     * @param sizeRequired whether {@code x-cache-size} has to be there
     * @throws ChannelException 406 naming the argument that is missing, or has a wrong type or range
     */
    public static DuplicateFilter of(FieldTable arguments, boolean sizeRequired) throws ChannelException {
        if (sizeRequired && !arguments.contains(SIZE)) {
            throw ChannelException.preconditionFailed(
                    "invalid arg '" + SIZE + "': an integer above 0 is expected, received none");
        }
        Long size = number(arguments, SIZE);
        Object persistence = arguments.get(PERSISTENCE);
        if (arguments.contains(PERSISTENCE) && !"memory".equals(persistence) && !"disk".equals(persistence)) {
            throw ChannelException.preconditionFailed("invalid arg '" + PERSISTENCE
                    + "': memory or disk is expected, received " + ArgumentText.of(persistence));
        }
        return new DuplicateFilter(
                DuplicateKey.header(arguments), size == null ? DEFAULT_SIZE : size, number(arguments, TTL));
    }

    private static @Nullable Long number(FieldTable arguments, String name) throws ChannelException {
        if (!arguments.contains(name)) {
            return null;
        }
        Long number = DuplicateKey.number(arguments.get(name));
        if (number == null || number < 1) {
            throw ChannelException.preconditionFailed("invalid arg '" + name
                    + "': an integer above 0 is expected, received " + ArgumentText.of(arguments.get(name)));
        }
        return number;
    }

    /** Whether an equal message came a short while ago; from now on this one did. A message without the header is never a duplicate. */
    public boolean seenBefore(Message message, long nowMillis) {
        Object key = DuplicateKey.of(message, header);
        if (key == null) {
            return false;
        }
        Long until = seen.get(key);
        if (until != null && until > nowMillis) {
            return true;
        }
        seen.remove(key);
        Long own = DuplicateKey.number(message.properties().headers().get(TTL));
        Long ttl = own == null || own < 1 ? ttlMillis : own;
        makeRoom(nowMillis);
        seen.put(key, ttl == null ? NEVER : nowMillis + ttl);
        return false;
    }

    /** The message did not come after all: an equal one is none that was seen before. */
    public void forget(Message message) {
        Object key = DuplicateKey.of(message, header);
        if (key != null) {
            seen.remove(key);
        }
    }

    private void makeRoom(long nowMillis) {
        Iterator<Long> oldest = seen.values().iterator();
        while (oldest.hasNext()) {
            boolean over = oldest.next() <= nowMillis;
            if (!over && seen.size() < maxSize) {
                return;
            }
            oldest.remove();
        }
    }
}
