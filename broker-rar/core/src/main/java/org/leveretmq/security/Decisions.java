package org.leveretmq.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Names that a regular expression allows, with a memory for the last ones asked for. Used by one thread at a time. */
final class Decisions {
    private static final Pattern NO_NAME = Pattern.compile("(?!)");
    private static final int REMEMBERED = 256;

    private final Pattern pattern;
    private final boolean everything;
    private final Map<String, Boolean> remembered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Decisions(Pattern pattern) {
        this.pattern = pattern;
        this.everything = pattern.pattern().equals(".*");
    }

    /** Allows no name at all. */
    static Decisions nothing() {
        return new Decisions(NO_NAME);
    }

    boolean allow(String name) {
        return everything
                || remembered.computeIfAbsent(
                        name, asked -> pattern.matcher(asked).find());
    }
}
