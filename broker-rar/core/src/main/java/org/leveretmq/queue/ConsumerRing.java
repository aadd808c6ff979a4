package org.leveretmq.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The consumers of a queue: all in the order they came, and those that may have credit in turn, higher priorities first.
 *
 * <p>A consumer found without credit leaves its line until it is resumed, so that a thousand idle consumers cost nothing.
 * With a single active consumer only the first of all is in line. Confined to the virtual host's loop.
 */
final class ConsumerRing {
    private record Line(int priority, ArrayDeque<Consumer> waiting) {}

    private final boolean singleActive;
    private final List<Consumer> all = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    ConsumerRing(boolean singleActive) {
        this.singleActive = singleActive;
    }

    boolean singleActive() {
        return singleActive;
    }

    void add(Consumer consumer) {
        all.add(consumer);
        consumer.active(!singleActive || all.size() == 1);
        enqueue(consumer);
    }

    boolean remove(Consumer consumer) {
        if (!all.remove(consumer)) {
            return false;
        }
        consumer.active(false);
        if (consumer.waiting()) {
            line(consumer.priority()).waiting.remove(consumer);
            consumer.waiting(false);
        }
        if (singleActive && !all.isEmpty() && !all.get(0).active()) {
            all.get(0).active(true);
            enqueue(all.get(0));
        }
        return true;
    }

    List<Consumer> all() {
        return Collections.unmodifiableList(all);
    }

    /** The consumer may have credit again. Returns whether it is in line now. */
    boolean resume(Consumer consumer) {
        if (!consumer.waiting() && consumer.hasCredit()) {
            enqueue(consumer);
        }
        return consumer.waiting();
    }

    /** Takes the next consumer with credit and puts it at the end of its line; null if there is none. */
    @Nullable
    Consumer next() {
        for (int i = 0; i < lines.size(); i++) {
            ArrayDeque<Consumer> waiting = lines.get(i).waiting;
            Consumer consumer;
            while ((consumer = waiting.poll()) != null) {
                if (consumer.hasCredit()) {
                    waiting.add(consumer);
                    return consumer;
                }
                consumer.waiting(false);
            }
        }
        return null;
    }

    /** Whether a consumer in line has credit. */
    boolean anyWithCredit() {
        return lines.stream().anyMatch(line -> line.waiting.stream().anyMatch(Consumer::hasCredit));
    }

    private void enqueue(Consumer consumer) {
        if (consumer.active()) {
            line(consumer.priority()).waiting.add(consumer);
            consumer.waiting(true);
        }
    }

    private Line line(int priority) {
        int i = 0;
        while (i < lines.size() && lines.get(i).priority > priority) {
            i++;
        }
        if (i == lines.size() || lines.get(i).priority != priority) {
            lines.add(i, new Line(priority, new ArrayDeque<>()));
        }
        return lines.get(i);
    }
}
