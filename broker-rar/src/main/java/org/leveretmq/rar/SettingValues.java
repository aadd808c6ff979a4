package org.leveretmq.rar;

import java.util.List;
import java.util.Locale;

/** What a setting can be. */
sealed interface SettingValues {
    /** Text, up to so many characters; empty is allowed where it means something of its own. */
    record Text(int maxLength, String allowed) implements SettingValues {
        @Override
        public boolean allows(String value, boolean emptyToo) {
            return value.length() >= (emptyToo ? 0 : 1)
                    && value.length() <= maxLength
                    && value.chars().noneMatch(Character::isISOControl);
        }
    }

    /** A password: shown to nobody. */
    record Secret() implements SettingValues {
        @Override
        public String allowed() {
            return "a password";
        }

        @Override
        public boolean allows(String value, boolean emptyToo) {
            return true;
        }

        @Override
        public String normal(String value) {
            return value;
        }
    }

    /** One of a few words. */
    record Choice(List<String> words) implements SettingValues {
        @Override
        public String allowed() {
            return String.join(", ", words);
        }

        @Override
        public boolean allows(String value, boolean emptyToo) {
            return words.contains(normal(value));
        }

        @Override
        public String normal(String value) {
            return value.strip().toLowerCase(Locale.ROOT);
        }
    }

    /** A whole number of this unit. */
    record WholeNumber(int min, int max, String unit) implements SettingValues {
        @Override
        public String allowed() {
            return min + " to " + max;
        }

        @Override
        public boolean allows(String value, boolean emptyToo) {
            try {
                int parsed = Integer.parseInt(value);
                return parsed >= min && parsed <= max;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        @Override
        public String normal(String value) {
            return Integer.toString(Integer.parseInt(value.strip()));
        }
    }

    /** What is allowed, in words: {@code 0 to 65535}. */
    String allowed();

    /** Whether the value, without spaces around it, can be used. */
    boolean allows(String value, boolean emptyToo);

    /** The form of an allowed value in which equal ones are the same text. */
    default String normal(String value) {
        return value.strip();
    }

    /** The unit of numbers, {@code text} for all else. */
    default String unit() {
        return "text";
    }
}
