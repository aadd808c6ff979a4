package org.leveretmq.vhost;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.types.FieldTable;

/**
 * Settings for all queues or exchanges whose name matches. Immutable.
 *
 * @param name unique among the policies, or the operator policies, of the virtual host
 * @param pattern found anywhere in the name, unless it is anchored
 * @param appliesTo what it is for
 * @param priority of all that match, the highest is in force
 * @param definition the settings, by the names that {@link PolicySettings} knows
 */
public record Policy(String name, Pattern pattern, AppliesTo appliesTo, int priority, FieldTable definition) {
    /** What a policy is for. */
    public enum AppliesTo {
        /** Queues. */
        QUEUES("queues"),
        /** Exchanges. */
        EXCHANGES("exchanges"),
        /** Both. */
        ALL("all");

        private final String text;

        AppliesTo(String text) {
            this.text = text;
        }

        /** The name that administrators use. */
        public String text() {
            return text;
        }

        /** Reads the name. @throws IllegalArgumentException if there is nothing of that name */
        public static AppliesTo of(String text) {
            return switch (text) {
                case "queues", "classic_queues" -> QUEUES;
                case "exchanges" -> EXCHANGES;
                case "all" -> ALL;
                default ->
                    throw new IllegalArgumentException(
                            "apply-to is '" + text + "', but queues, classic_queues, exchanges or all is expected");
            };
        }
    }

    /** Makes a policy of what an administrator says. @throws IllegalArgumentException saying what is wrong */
    public static Policy of(String name, String pattern, String appliesTo, int priority, FieldTable definition) {
        try {
            return new Policy(name, Pattern.compile(pattern), AppliesTo.of(appliesTo), priority, definition);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("The pattern '" + pattern + "' is malformed: " + e.getDescription(), e);
        }
    }

    boolean matches(MessageQueue queue) {
        return appliesTo != AppliesTo.EXCHANGES && pattern.matcher(queue.name()).find();
    }

    boolean matches(Exchange exchange) {
        return appliesTo != AppliesTo.QUEUES && pattern.matcher(exchange.name()).find();
    }
}
