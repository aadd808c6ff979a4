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
 * Publishes what has died in queues to their dead letter exchanges, in tasks of its own: a queue is never entered again while it drops a
 * message, and a million expired messages leave room for others. Confined to the virtual host's loop.
 */
final class DeadLetterRouter implements DeadLetters {
    private record Letter(MessageQueue queue, Message message, DeathReason reason, Runnable published) {}

    private static final int LETTERS_AT_ONCE = 256;

    private final VirtualHost virtualHost;
    private final SerialLoop loop;
    private final Scheduler scheduler;
    private final Queue<Letter> letters = new ArrayDeque<>();
    private boolean planned;

    DeadLetterRouter(VirtualHost virtualHost, SerialLoop loop, Scheduler scheduler) {
        this.virtualHost = virtualHost;
        this.loop = loop;
        this.scheduler = scheduler;
    }

    @Override
    public void accept(MessageQueue queue, Message message, DeathReason reason, Runnable published) {
        letters.add(new Letter(queue, message, reason, published));
        plan();
    }

    private void plan() {
        if (!planned) {
            planned = true;
            loop.execute(this::publish);
        }
    }

    private void publish() {
        planned = false;
        for (int i = 0; i < LETTERS_AT_ONCE; i++) {
            Letter letter = letters.poll();
            if (letter == null) {
                return;
            }
            publish(letter);
        }
        plan();
    }

    private void publish(Letter letter) {
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
