package org.leveretmq.storage.jpa.crash;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Publishes with confirms, some ahead of them; its numbers go on over the lives of the broker. */
final class Publisher implements Life.Worker {
    private static final int WINDOW = 50;

    /**
     * Where a message goes.
     *
     * @param delayMillis of an exchange that delays; 0 for none
     * @param passes a queue on its way, empty for none
     * @param ends the queues in which it ends
     */
    record Route(String exchange, String routingKey, int delayMillis, String passes, String... ends) {}

    private final Ledger ledger;
    private final String name;
    private final Function<Long, Route> routes;
    private final AtomicLong number = new AtomicLong();

    Publisher(Ledger ledger, String name, Function<Long, Route> routes) {
        this.ledger = ledger;
        this.name = name;
        this.routes = routes;
    }

    @Override
    public void work(Channel channel, Life life) throws IOException, InterruptedException, TimeoutException {
        Semaphore window = new Semaphore(WINDOW);
        ConcurrentNavigableMap<Long, Sending> unconfirmed = new ConcurrentSkipListMap<>();
        channel.confirmSelect();
        channel.addConfirmListener(
                (tag, multiple) -> answered(unconfirmed, tag, multiple, window, ledger::promised),
                (tag, multiple) -> answered(unconfirmed, tag, multiple, window, ledger::refused));
        long answeredNanos = System.nanoTime();
        while (!life.ended()) {
            if (window.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                publish(channel, unconfirmed);
                answeredNanos = System.nanoTime();
            } else if (System.nanoTime() - answeredNanos > TimeUnit.MILLISECONDS.toNanos(Life.PATIENCE_MILLIS)) {
                throw new TimeoutException("No confirm comes");
            }
        }
    }

    private void publish(Channel channel, ConcurrentNavigableMap<Long, Sending> unconfirmed) throws IOException {
        MessageId id = new MessageId(name, number.incrementAndGet());
        Route route = routes.apply(id.number());
        if (!route.passes().isEmpty()) {
            ledger.passing(id, route.passes());
        }
        unconfirmed.put(channel.getNextPublishSeqNo(), ledger.sending(id, route.ends()));
        AMQP.BasicProperties.Builder properties = new AMQP.BasicProperties.Builder().deliveryMode(2);
        if (route.delayMillis() > 0) {
            properties.headers(Map.of("x-delay", route.delayMillis()));
        }
        channel.basicPublish(route.exchange(), route.routingKey(), properties.build(), Payload.of(id));
    }

    private static void answered(
            ConcurrentNavigableMap<Long, Sending> unconfirmed,
            long tag,
            boolean multiple,
            Semaphore window,
            java.util.function.Consumer<Sending> outcome) {
        ConcurrentNavigableMap<Long, Sending> answered =
                multiple ? unconfirmed.headMap(tag, true) : unconfirmed.subMap(tag, true, tag, true);
        answered.values().forEach(outcome);
        int count = answered.size();
        answered.clear();
        window.release(count);
    }
}
