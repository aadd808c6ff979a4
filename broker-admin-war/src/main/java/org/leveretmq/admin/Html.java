package org.leveretmq.admin;

/** Text of a page in the making: markup of ours goes in as it is, everything else escaped. Confined to one thread. */
final class Html {
    private final StringBuilder out = new StringBuilder(4096);

    /** Adds markup, which must be a constant. */
    Html markup(String constant) {
        out.append(constant);
        return this;
    }

    /** Adds a value, escaped for element content and quoted attributes. */
    Html text(Object value) {
        String text = String.valueOf(value);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                // HTML allows no other control characters, and lone surrogates cannot be encoded.
                default -> out.append(isShowable(text, i) ? c : '\uFFFD');
            }
        }
        return this;
    }

    private static boolean isShowable(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return !Character.isISOControl(c) || c == '\n' || c == '\t' || c == '\r';
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
