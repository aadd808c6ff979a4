package org.leveretmq.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Binding keys of a topic exchange with words, {@code *} and {@code #} mixed, and routing keys for them: the form is
 * {@code stock.REGION.SECTOR.NUMBER}.
 */
public final class TopicPatterns {
    /** A binding key that matches the routing keys of all numbers. */
    public static final String MATCHES_ALL = "stock.#";

    private static final int REGIONS = 10;
    private static final int SECTORS = 25;

    private TopicPatterns() {}

    /**
     * So many different binding keys, six tenths of them with wildcards at different places. They match a few of the routing keys with a
     * number below the count, and none of those above.
     */
    public static List<String> bindingKeys(int count) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String region = "region" + i % REGIONS;
            String sector = "sector" + i % SECTORS;
            keys.add(
                    switch (i % 10) {
                        case 0 -> "market." + region + "." + sector + ".*.n" + i;
                        case 1 -> "market." + region + ".#.n" + i;
                        case 2 -> "market.*." + sector + ".n" + i;
                        case 3 -> "#." + sector + ".n" + i;
                        case 4 -> "*.*." + sector + ".n" + i;
                        case 5 -> "#.n" + i + ".#";
                        default -> "market." + region + "." + sector + ".n" + i;
                    });
        }
        return keys;
    }

    /** The routing key of this number. */
    public static String routingKey(int number) {
        return "stock.region" + number % REGIONS + ".sector" + number % SECTORS + ".n" + number;
    }
}
