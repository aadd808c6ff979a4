package org.leveretmq.statistics;

import static org.leveretmq.api.management.Figure.ACK;
import static org.leveretmq.api.management.Figure.CHANNELS;
import static org.leveretmq.api.management.Figure.CONFIRM;
import static org.leveretmq.api.management.Figure.CONSUMERS;
import static org.leveretmq.api.management.Figure.DELIVER;
import static org.leveretmq.api.management.Figure.DELIVER_GET;
import static org.leveretmq.api.management.Figure.DELIVER_NO_ACK;
import static org.leveretmq.api.management.Figure.DROP_UNROUTABLE;
import static org.leveretmq.api.management.Figure.GET;
import static org.leveretmq.api.management.Figure.GET_EMPTY;
import static org.leveretmq.api.management.Figure.GET_NO_ACK;
import static org.leveretmq.api.management.Figure.MESSAGES;
import static org.leveretmq.api.management.Figure.MESSAGES_READY;
import static org.leveretmq.api.management.Figure.MESSAGES_UNACKNOWLEDGED;
import static org.leveretmq.api.management.Figure.MESSAGE_BYTES;
import static org.leveretmq.api.management.Figure.PUBLISH;
import static org.leveretmq.api.management.Figure.PUBLISH_IN;
import static org.leveretmq.api.management.Figure.PUBLISH_OUT;
import static org.leveretmq.api.management.Figure.RECEIVED_BYTES;
import static org.leveretmq.api.management.Figure.REDELIVER;
import static org.leveretmq.api.management.Figure.REJECT;
import static org.leveretmq.api.management.Figure.REQUEUE;
import static org.leveretmq.api.management.Figure.RETURN_UNROUTABLE;
import static org.leveretmq.api.management.Figure.SENT_BYTES;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leveretmq.api.management.Figure;

/** Which figures are kept of a kind of thing. Immutable. */
public final class Layout {
    /** What is not sampled, but the sum of others that are. */
    private static final Map<Figure, List<Figure>> SUMS = Map.of(
            DELIVER_GET, List.of(DELIVER, DELIVER_NO_ACK, GET, GET_NO_ACK),
            MESSAGES, List.of(MESSAGES_READY, MESSAGES_UNACKNOWLEDGED));

    private static final Set<Figure> DELIVERIES = EnumSet.of(
            DELIVER, DELIVER_NO_ACK, GET, GET_NO_ACK, GET_EMPTY, REDELIVER, ACK, REJECT, REQUEUE, DELIVER_GET);
    private static final Set<Figure> PUBLISHES = EnumSet.of(PUBLISH, CONFIRM, RETURN_UNROUTABLE, DROP_UNROUTABLE);

    /** A queue. */
    public static final Layout QUEUE = new Layout(union(
            DELIVERIES,
            EnumSet.of(PUBLISH, MESSAGES, MESSAGES_READY, MESSAGES_UNACKNOWLEDGED, MESSAGE_BYTES, CONSUMERS)));

    /** An exchange. */
    public static final Layout EXCHANGE = new Layout(EnumSet.of(PUBLISH_IN, PUBLISH_OUT));

    /** A channel. */
    public static final Layout CHANNEL =
            new Layout(union(PUBLISHES, DELIVERIES, EnumSet.of(MESSAGES_UNACKNOWLEDGED, CONSUMERS)));

    /** A connection. */
    public static final Layout CONNECTION =
            new Layout(union(PUBLISHES, DELIVERIES, EnumSet.of(RECEIVED_BYTES, SENT_BYTES, CHANNELS)));

    /** A virtual host. */
    public static final Layout VIRTUAL_HOST = new Layout(union(
            PUBLISHES,
            DELIVERIES,
            EnumSet.range(MESSAGES, CONSUMERS),
            EnumSet.range(Figure.CHANNEL_CREATED, Figure.QUEUE_DELETED),
            EnumSet.of(Figure.QUEUES, Figure.EXCHANGES)));

    /** A broker. */
    public static final Layout BROKER =
            new Layout(union(PUBLISHES, DELIVERIES, EnumSet.range(MESSAGES, Figure.STORE_BYTES)));

    private final List<Figure> shown;
    private final Figure[] sampled;

    private Layout(Set<Figure> figures) {
        shown = List.copyOf(figures);
        sampled = figures.stream().filter(figure -> !SUMS.containsKey(figure)).toArray(Figure[]::new);
    }

    @SafeVarargs
    private static Set<Figure> union(Set<Figure>... sets) {
        Set<Figure> all = EnumSet.noneOf(Figure.class);
        for (Set<Figure> set : sets) {
            all.addAll(set);
        }
        return all;
    }

    /** All figures, in order. */
    List<Figure> shown() {
        return shown;
    }

    /** Those that are sampled; never to be changed. */
    Figure[] sampled() {
        return sampled;
    }

    /** The sampled figures that this one is the sum of: itself, if it is sampled. */
    static List<Figure> parts(Figure figure) {
        return SUMS.getOrDefault(figure, List.of(figure));
    }

    /** The place of a figure among those that are sampled, -1 if it is not there. */
    int indexOf(Figure figure) {
        for (int i = 0; i < sampled.length; i++) {
            if (sampled[i] == figure) {
                return i;
            }
        }
        return -1;
    }
}
