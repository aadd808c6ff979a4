package org.leveretmq.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leveretmq.error.ChannelException;
import org.leveretmq.types.FieldTable;

/**
 * What a binding of a headers exchange asks of a message. A void value asks for the header, whatever its value. Integers are compared as numbers,
 * everything else by type and value. Immutable.
 */
final class HeadersMatch {
    private static final String MATCH = "x-match";
    private static final String EXTENSION_PREFIX = "x-";

    private record Required(String name, @Nullable Object value) {
        boolean in(FieldTable headers) {
            return value == null ? headers.contains(name) : FieldTable.sameValue(value, headers.get(name));
        }
    }

    private final boolean all;
    private final List<Required> required;

    private HeadersMatch(boolean all, List<Required> required) {
        this.all = all;
        this.required = required;
    }

    /** @throws ChannelException 406 if {@code x-match} is none of all, any, all-with-x, any-with-x */
    static HeadersMatch of(FieldTable arguments) throws ChannelException {
        Object mode = arguments.contains(MATCH) ? arguments.get(MATCH) : "all";
        boolean any = "any".equals(mode) || "any-with-x".equals(mode);
        boolean all = "all".equals(mode) || "all-with-x".equals(mode);
        if (!any && !all) {
            throw ChannelException.preconditionFailed(
                    "Invalid x-match field value " + mode + "; expected all, any, all-with-x, or any-with-x");
        }
        boolean withExtensions = "any-with-x".equals(mode) || "all-with-x".equals(mode);
        List<Required> required = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> argument : arguments.asMap().entrySet()) {
            boolean extension = argument.getKey().startsWith(EXTENSION_PREFIX);
            if (!argument.getKey().equals(MATCH) && (withExtensions || !extension)) {
                required.add(new Required(argument.getKey(), argument.getValue()));
            }
        }
        return new HeadersMatch(all, required);
    }

    boolean matches(FieldTable headers) {
        for (int i = 0; i < required.size(); i++) {
            if (required.get(i).in(headers) != all) {
                return !all;
            }
        }
        return all;
    }
}
