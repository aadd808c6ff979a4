package org.leveretmq.storage.jpa.crash;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.leveretmq.storage.jpa.crash.Receiver.Received;

/**
 * Moves messages in transactions: takes some from one queue and sends one for each to two others. Rolls back now and then and does it again. Its numbers
 * go on over the lives of the broker.
 */
final class Transferrer implements Life.Worker {
    private static final int MOST_AT_ONCE = 4;

    private final Ledger ledger;
    private final Random random;
    private final AtomicLong number = new AtomicLong();

    Transferrer(Ledger ledger, long seed) {
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    @Override
    public void work(Channel channel, Life life) throws IOException, InterruptedException {
        channel.txSelect();
        Receiver receiver = new Receiver(ledger, Topology.INPUT, channel, 2 * MOST_AT_ONCE);
        while (!life.ended()) {
            List<Received> taken = take(receiver, 1 + random.nextInt(MOST_AT_ONCE));
            if (taken.isEmpty()) {
                continue;
            }
            if (random.nextInt(8) == 0) {
                ledger.takenBack(send(channel, taken));
                channel.txRollback();
            }
            Sending sending = send(channel, taken);
            channel.txCommit();
            ledger.promised(sending);
        }
    }

    private static List<Received> take(Receiver receiver, int count) throws InterruptedException {
        List<Received> taken = new ArrayList<>();
        for (Received next = receiver.next(20); next != null; next = receiver.next(20)) {
            taken.add(next);
            if (taken.size() == count) {
                break;
            }
        }
        return taken;
    }

    private Sending send(Channel channel, List<Received> taken) throws IOException {
        List<Place> emptied = taken.stream()
                .map(received -> new Place(Topology.INPUT, received.id()))
                .toList();
        List<Place> filled = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            MessageId id = new MessageId("tx", number.incrementAndGet());
            filled.add(new Place(Topology.OUTPUT_A, id));
            filled.add(new Place(Topology.OUTPUT_B, id));
        }
        Sending sending = ledger.sending(filled, emptied);
        for (Place place : filled) {
            channel.basicPublish(
                    "", place.queue(), MessageProperties.MINIMAL_PERSISTENT_BASIC, Payload.of(place.message()));
        }
        channel.basicAck(taken.get(taken.size() - 1).deliveryTag(), true);
        return sending;
    }
}
