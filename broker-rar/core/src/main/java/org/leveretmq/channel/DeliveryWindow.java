package org.leveretmq.channel;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.Scheduler;

/**
 * How many deliveries the client of a transactional channel may hold if it has set no prefetch. A client library keeps a bounded number of messages for
 * its consumer, RabbitMQ's for Java 1,000 a channel, and reads no further when they are there. A consumer that commits then waits for
 * {@code tx.commit-ok} for ever, since it is behind more messages. So a backlog comes in parts.
 *
 * <p>The window is as wide as the largest transaction so far, but {@value #SMALLEST} at least. A client that holds all of it and sends nothing for a
 * while wants more before it acknowledges: the window gets wider until it does. Confined to the virtual host's loop.
 */
final class DeliveryWindow {
    /** Half of what a client library keeps. */
    static final int SMALLEST = 500;

    private static final Duration SILENCE = Duration.ofMillis(250);

    private final Scheduler scheduler;
    private final Executor loop;
    private final IntSupplier held;
    private final BooleanSupplier waiting;
    private final Runnable opened;
    private int size = SMALLEST;
    private int largestTransaction;
    /** In the open transaction. */
    private int settled;
    /** The client has settled something since the timer was set. */
    private boolean heard;

    private Scheduler.@Nullable Timer timer;

    /**
     * A window of a channel.
     *
     * @param loop the virtual host's
     * @param held how many deliveries the client holds, those included that it has settled in its open transaction
     * @param waiting whether the client is not to be heard now, as it waits for an answer
     * @param opened run when the window has become wider
     */
    DeliveryWindow(Scheduler scheduler, Executor loop, IntSupplier held, BooleanSupplier waiting, Runnable opened) {
        this.scheduler = scheduler;
        this.loop = loop;
        this.held = held;
        this.waiting = waiting;
        this.opened = opened;
    }

    /** Whether the client may get one more delivery. */
    boolean hasRoom() {
        boolean room = held.getAsInt() < size;
        if (!room && timer == null) {
            watch();
        }
        return room;
    }

    /** The client has acknowledged or rejected so many deliveries in its transaction. */
    void settled(int deliveries) {
        settled += deliveries;
        heard = true;
    }

    /** The client has ended its transaction. */
    void transactionEnded() {
        largestTransaction = Math.max(largestTransaction, settled);
        settled = 0;
        heard = true;
        size = Math.max(SMALLEST, largestTransaction);
    }

    private void watch() {
        heard = false;
        timer = scheduler.schedule(SILENCE, () -> loop.execute(this::silenceMayBeOver));
    }

    private void silenceMayBeOver() {
        if (timer == null) {
            return;
        }
        timer = null;
        if (held.getAsInt() < size) {
            return;
        }
        if (heard || waiting.getAsBoolean()) {
            watch();
            return;
        }
        size = (int) Math.min(Integer.MAX_VALUE, size + Math.max(SMALLEST, size / 2L));
        opened.run();
    }

    /** The channel ends. */
    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
