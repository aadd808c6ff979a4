package org.leveretmq.storage.jpa.crash;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.leveretmq.storage.jpa.crash.Receiver.Received;

/**
 * Consumes a queue and settles what comes, singly or many at once; now and then it sends a persistent message after that and waits for the confirm,
 * and then knows that all is committed, since one commits after the other.
 */
final class Consumer implements Life.Worker {
    private static final int PREFETCH = 100;
    private static final int PROVE_AFTER = 40;

    /** How a consumer settles. */
    enum Manner {
        ACKNOWLEDGE_EACH,
        ACKNOWLEDGE_MANY,
        /** Gives some back at first. */
        GIVE_BACK_SOME,
        /** Rejects each third for good. */
        REJECT_SOME
    }

    private final Ledger ledger;
    private final String queue;
    private final Manner manner;
    private final Random random;
    private final List<Place> unproved = new ArrayList<>();
    private final List<Received> unacknowledged = new ArrayList<>();
    private final AtomicInteger busy;

    /** The counter is above zero as long as one of those who share it has something that is not known to be committed. */
    Consumer(Ledger ledger, String queue, Manner manner, long seed, AtomicInteger busy) {
        this.ledger = ledger;
        this.queue = queue;
        this.manner = manner;
        this.random = new Random(seed);
        this.busy = busy;
        busy.incrementAndGet();
    }

    /** Whether such a consumer rejects this message. */
    static boolean rejects(MessageId id) {
        return id.number() % 3 == 0;
    }

    @Override
    public void work(Channel channel, Life life) throws IOException, InterruptedException, TimeoutException {
        channel.confirmSelect();
        Receiver receiver = new Receiver(ledger, queue, channel, PREFETCH);
        boolean counted = true;
        while (!life.ended()) {
            Received next = receiver.next(20);
            if (next != null) {
                if (!counted) {
                    counted = true;
                    busy.incrementAndGet();
                }
                settle(channel, next);
            }
            boolean idle = next == null;
            if (idle) {
                acknowledgeMany(channel);
            }
            if (unproved.size() >= PROVE_AFTER || (idle && !unproved.isEmpty())) {
                prove(channel);
            }
            if (counted && unproved.isEmpty() && unacknowledged.isEmpty()) {
                counted = false;
                busy.decrementAndGet();
            }
        }
    }

    private void settle(Channel channel, Received received) throws IOException {
        Place place = new Place(queue, received.id());
        switch (manner) {
            case ACKNOWLEDGE_MANY -> {
                unacknowledged.add(received);
                if (unacknowledged.size() > random.nextInt(20)) {
                    acknowledgeMany(channel);
                }
            }
            case GIVE_BACK_SOME -> {
                if (!received.redelivered() && random.nextInt(10) == 0) {
                    ledger.givingBack(place);
                    channel.basicReject(received.deliveryTag(), true);
                } else {
                    settling(place);
                    channel.basicAck(received.deliveryTag(), false);
                }
            }
            case REJECT_SOME -> {
                settling(place);
                if (rejects(received.id())) {
                    channel.basicReject(received.deliveryTag(), false);
                } else {
                    channel.basicAck(received.deliveryTag(), false);
                }
            }
            case ACKNOWLEDGE_EACH -> {
                settling(place);
                channel.basicAck(received.deliveryTag(), false);
            }
        }
    }

    private void acknowledgeMany(Channel channel) throws IOException {
        if (!unacknowledged.isEmpty()) {
            unacknowledged.forEach(received -> settling(new Place(queue, received.id())));
            channel.basicAck(unacknowledged.get(unacknowledged.size() - 1).deliveryTag(), true);
            unacknowledged.clear();
        }
    }

    private void settling(Place place) {
        ledger.settling(place);
        unproved.add(place);
    }

    private void prove(Channel channel) throws IOException, InterruptedException, TimeoutException {
        channel.basicPublish("", Topology.MARKS, MessageProperties.MINIMAL_PERSISTENT_BASIC, new byte[0]);
        if (!channel.waitForConfirms(Life.PATIENCE_MILLIS)) {
            throw new IOException("A mark was refused");
        }
        ledger.settled(unproved);
        unproved.clear();
    }
}
