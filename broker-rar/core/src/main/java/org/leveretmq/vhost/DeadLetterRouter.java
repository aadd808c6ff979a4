package org.leveretmq.vhost;

import java.util.ArrayDeque;
import java.util.Queue;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Message;
import org.leveretmq.queue.DeadLetters;
import org.leveretmq.queue.DeathReason;
import org.leveretmq.queue.MessageQueue;

/**
 * Publishes what has died in queues to their dead letter exchanges, never while the queue is at work: it would be entered again. What a client
 * has caused to die, by rejecting it or giving it back too often, is published before the client's next method; what has expired or had to make room
 * is published in tasks of its own, so that a million of them leave room for others. Confined to the virtual host's loop.
 */
final class DeadLetterRouter implements DeadLetters {
    private record Letter(MessageQueue queue, Message message, DeathReason reason, Runnable published) {}

    private static final int LETTERS_AT_ONCE = 256;

    private final VirtualHost virtualHost;
    private final SerialLoop loop;
    private final Scheduler scheduler;
    private final Queue<Letter> settled = new ArrayDeque<>();
    private final Queue<Letter> dropped = new ArrayDeque<>();
    private boolean planned;

    DeadLetterRouter(VirtualHost virtualHost, SerialLoop loop, Scheduler scheduler) {
        this.virtualHost = virtualHost;
        this.loop = loop;
        this.scheduler = scheduler;
    }

    @Override
    public void accept(MessageQueue queue, Message message, DeathReason reason, Runnable published) {
        boolean bySettlement = reason == DeathReason.REJECTED || reason == DeathReason.DELIVERY_LIMIT;
        (bySettlement ? settled : dropped).add(new Letter(queue, message, reason, published));
        plan();
    }

    private void plan() {
        if (!planned) {
            planned = true;
            loop.execute(this::publish);
        }
    }

    /** Publishes what deliveries that were settled just now have led to. No queue is at work. */
    void publishSettled() {
        for (Letter letter = settled.poll(); letter != null; letter = settled.poll()) {
            publish(letter);
        }
    }

    private void publish() {
        planned = false;
        publishSettled();
        for (int i = 0; i < LETTERS_AT_ONCE; i++) {
            Letter letter = dropped.poll();
            if (letter == null) {
                return;
            }
            publish(letter);
        }
        plan();
    }

    private void publish(Letter letter) {
        virtualHost.journal().moving(() -> move(letter));
    }

    private void move(Letter letter) {
        String exchangeName = letter.queue.arguments().deadLetterExchange();
        Exchange exchange =
                exchangeName == null ? null : virtualHost.exchanges().find(exchangeName);
        if (exchange != null && letter.queue.arguments().delaying()) {
            virtualHost.publications().publishDelayed(exchange, letter.message);
        } else if (exchange != null) {
            Message died = Deaths.record(letter.message, letter.queue, letter.reason, exchange.name(), scheduler.now());
            virtualHost.publications().publishDeadLetter(exchange, died);
        }
        letter.published.run();
    }
}
