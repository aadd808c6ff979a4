package org.leveretmq.storage.jpa.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.storage.jpa.crash.Consumer.Manner;
import org.leveretmq.storage.jpa.crash.Publisher.Route;

/**
 * A broker on Derby in a process of its own is killed with SIGKILL, at random moments of its load and of its recovery, and keeps all its promises.
 * {@code -Dcrash.kills=1000} makes it longer, {@code -Dcrash.seed=N} repeats the choices of a run.
 */
class CrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 50);
    private static final long SEED = Long.getLong("crash.seed", new Random().nextInt(1_000_000));
    private static final int LIVES_BETWEEN_CHECKS = 20;
    private static final int MAX_DELAY_MILLIS = 1000;
    /** So many lines of a failure in the log are shown. */
    private static final int LOG_LINES = 12;

    /** Tens of thousands of messages are drained in less, on a busy machine, too. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    /** Some brokers have little room; in the least not even the beginnings of all queues fit. */
    private static final long[] HELD_BYTES = {256L << 20, 16L << 20, 4L << 20};

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final Ledger ledger = new Ledger(Topology.queues());
    private final List<Publisher> publishers = List.of(
            new Publisher(ledger, "order-a", number -> to(Topology.orders(number))),
            new Publisher(ledger, "order-b", number -> to(Topology.orders(number / 2))),
            new Publisher(ledger, "event", number -> new Route(Topology.EVENTS, "", 0, "", Topology.eventQueues())),
            new Publisher(ledger, "work", CrashTest::work),
            new Publisher(ledger, "short", number -> new Route("", Topology.SHORT, 0, "", Topology.EXPIRED)),
            new Publisher(
                    ledger,
                    "later",
                    number -> new Route(
                            Topology.DELAYS,
                            Topology.LATER,
                            1 + (int) (number * 37 % MAX_DELAY_MILLIS),
                            "",
                            Topology.LATER)),
            new Publisher(ledger, "input", number -> to(Topology.INPUT)));
    private final Transferrer transferrer = new Transferrer(ledger, SEED);
    private SharedClasses classes;
    private int kills;
    private int killsOfRecoveries;
    private int stops;
    private long startMillis = 2000;
    private long loadEndedNanos = System.nanoTime();

    private static Route to(String queue) {
        return new Route("", queue, 0, "", queue);
    }

    private static Route work(long number) {
        boolean rejected = Consumer.rejects(new MessageId("work", number));
        return new Route("", Topology.WORK, 0, Topology.WORK, rejected ? Topology.DEAD : Topology.WORK);
    }

    @Test
    void keeps_its_promises_over_kills() throws Exception {
        System.out.println("Crash test begins: -Dcrash.seed=" + SEED + " -Dcrash.kills=" + KILLS);
        classes = new SharedClasses(directory.resolve("classes"));
        try (BrokerProcess broker = listening()) {
            try (Life life = new Life(ledger, broker.port())) {
                Topology.declare(life.openChannel());
            }
            loadAndEnd(broker, true);
        }
        for (int lives = 1; kills < KILLS && ledger.violations().isEmpty(); lives++) {
            if (lives % LIVES_BETWEEN_CHECKS == 0) {
                check();
            } else if (random.nextInt(4) == 0) {
                killStarting();
            } else {
                try (BrokerProcess broker = listening()) {
                    loadAndEnd(broker, random.nextInt(10) == 0);
                }
            }
        }
        check();
        System.out.printf(
                "Crash test: %d kills with SIGKILL (%d of them during start and recovery), orderly stops %d, %s; -Dcrash.seed=%d%n",
                kills, killsOfRecoveries, stops, ledger.figures(), SEED);
        assertThat(ledger.violations()).as("-Dcrash.seed=%d", SEED).isEmpty();
    }

    private Path log() {
        return directory.resolve("broker.log");
    }

    private BrokerProcess begin() throws IOException {
        BrokerProcess broker = BrokerProcess.begin(
                classes, directory.resolve("store"), HELD_BYTES[random.nextInt(HELD_BYTES.length)], log());
        broker.awaitStarting();
        return broker;
    }

    private BrokerProcess listening() throws IOException {
        BrokerProcess broker = begin();
        long before = System.nanoTime();
        broker.awaitListening();
        startMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        if (broker.setAside() > 0) {
            ledger.failed("recovery has set aside " + broker.setAside());
        }
        return broker;
    }

    /** A kill at any moment between the begin of a start and a little after its end. */
    private void killStarting() throws IOException, InterruptedException {
        try (BrokerProcess broker = begin()) {
            broker.killAfter(random.nextLong(startMillis + startMillis / 10));
        }
        kills++;
        killsOfRecoveries++;
        ledger.newLife();
    }

    private void loadAndEnd(BrokerProcess broker, boolean orderly)
            throws IOException, InterruptedException, TimeoutException {
        try (Life life = new Life(ledger, broker.port())) {
            AtomicInteger busy = new AtomicInteger();
            publishers.forEach(publisher -> life.begin("publisher", false, publisher));
            consumeUnderLoad(life, busy);
            life.awaitEnd(50 + random.nextLong(1000));
            life.announceEnd();
            if (orderly) {
                broker.stop();
                stops++;
            } else {
                broker.kill();
                kills++;
            }
            loadEndedNanos = System.nanoTime();
        }
        ledger.newLife();
    }

    private void consumeUnderLoad(Life life, AtomicInteger busy) {
        consume(life, Topology.orders(0), Manner.ACKNOWLEDGE_MANY, busy);
        consume(life, Topology.orders(1), Manner.GIVE_BACK_SOME, busy);
        consume(life, "events.a", Manner.ACKNOWLEDGE_EACH, busy);
        consume(life, Topology.WORK, Manner.REJECT_SOME, busy);
        life.begin("transferrer", true, transferrer);
    }

    private void consume(Life life, String queue, Manner manner, AtomicInteger busy) {
        life.begin("consumer of " + queue, true, new Consumer(ledger, queue, manner, random.nextLong(), busy));
    }

    /** Drains everything: what was promised is there, and nothing that must not be. */
    private void check() throws IOException, InterruptedException, TimeoutException {
        try (BrokerProcess broker = listening();
                Life life = new Life(ledger, broker.port())) {
            AtomicInteger busy = new AtomicInteger();
            consumeUnderLoad(life, busy);
            Topology.queues().forEach((queue, traits) -> {
                if (!traits.consumedUnderLoad()) {
                    consume(life, queue, Manner.ACKNOWLEDGE_MANY, busy);
                }
            });
            Channel channel = life.openChannel();
            awaitDrained(channel, busy);
            channel.queuePurge(Topology.MARKS);
            life.announceEnd();
            broker.stop();
        }
        ledger.newLife();
        requireQuietLog();
        if (ledger.violations().isEmpty()) {
            ledger.close();
        }
    }

    private void awaitDrained(Channel channel, AtomicInteger busy) throws IOException {
        try {
            await().pollInterval(Duration.ofMillis(50))
                    .during(Duration.ofMillis(300))
                    .atMost(PATIENCE)
                    .until(() -> drained(channel, busy));
        } catch (ConditionTimeoutException e) {
            // What is missing is lost; if nothing is, then something does not come to rest.
            if (ledger.missing().isEmpty()) {
                ledger.failed("the queues are not drained; busy: " + busy + ", messages wait: "
                        + Topology.anyWaiting(channel));
            }
        }
    }

    private boolean drained(Channel channel, AtomicInteger busy) throws IOException {
        boolean delaysOver = System.nanoTime() - loadEndedNanos > TimeUnit.MILLISECONDS.toNanos(2L * MAX_DELAY_MILLIS);
        return !ledger.violations().isEmpty()
                || (delaysOver
                        && busy.get() == 0
                        && !Topology.anyWaiting(channel)
                        && ledger.missing().isEmpty());
    }

    /** A broker that is killed has nothing to warn of, unless it has little room. */
    private void requireQuietLog() throws IOException {
        List<String> lines = Files.readAllLines(log());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if ((line.startsWith("SEVERE") || line.startsWith("WARNING")) && !line.contains("low on memory")) {
                ledger.failed(String.join("\n", lines.subList(i, Math.min(lines.size(), i + LOG_LINES))));
            }
        }
    }
}
