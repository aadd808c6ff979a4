package org.leveretmq.storage.jpa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leveretmq.Broker;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.LocalXaResource;
import org.leveretmq.embedded.TransactionBranch;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.types.FieldTable;

/**
 * The process is killed (SIGKILL) at each phase of a transaction that takes a message from one queue and publishes one to another: afterwards each
 * message is there exactly once, on one side or the other.
 */
class KilledTransactionTest {
    private static final MessageProperties PERSISTENT =
            MessageProperties.builder().deliveryMode(2).build();
    private static final QueueOptions DURABLE = new QueueOptions(true, false, false, FieldTable.EMPTY);

    @TempDir
    Path directory;

    @BeforeEach
    void makeStore() {
        EmptyDerby.at(directory.resolve("store"));
    }

    private static Broker broker(Path directory) {
        return Broker.builder()
                .name("killed-transaction-test")
                .port(0)
                .bindAddress("127.0.0.1")
                .store(new JpaMessageStore(new EmbeddedDerby(directory.resolve("store"))))
                .build();
    }

    /** The phases after which the process says so, and waits to be killed. */
    private enum Phase {
        WORKED,
        PREPARED,
        COMMITTED,
        ROLLED_BACK,
        /** It does not stop, but goes on with one transaction after the other. */
        ANY
    }

    /** Takes numbers from "in" and publishes them to "out", with each a transaction in two phases; prints what was decided, and the phase. */
    static final class Worker {
        private final LocalSession session;
        private final Phase phase;

        private Worker(LocalSession session, Phase phase) {
            this.session = session;
            this.phase = phase;
        }

        public static void main(String[] arguments) throws Exception {
            Broker broker = broker(Path.of(arguments[0]));
            broker.start();
            LocalSession session = broker.openSession("/");
            session.declareQueue("in", DURABLE);
            session.declareQueue("out", DURABLE);
            Worker worker = new Worker(session, Phase.valueOf(arguments[1]));
            for (int number = Integer.parseInt(arguments[2]); ; number++) {
                worker.run(number);
            }
        }

        private void run(int number) throws Exception {
            byte[] body = Integer.toString(number).getBytes(US_ASCII);
            session.publish("", "in", PERSISTENT, body);
            LocalXaResource resource = session.xaResource();
            Xid xid = new TestXid(number);
            resource.start(xid, XAResource.TMNOFLAGS);
            TransactionBranch branch = resource.current().orElseThrow();
            branch.acknowledge(session.get("in").orElseThrow());
            branch.publish("", "out", PERSISTENT, body);
            resource.end(xid, XAResource.TMSUCCESS);
            reached(Phase.WORKED);
            resource.prepare(xid);
            reached(Phase.PREPARED);
            if (phase == Phase.ROLLED_BACK) {
                resource.rollback(xid);
                reached(Phase.ROLLED_BACK);
            }
            System.out.println("decided " + number);
            resource.commit(xid, false);
            reached(Phase.COMMITTED);
        }

        private void reached(Phase now) throws Exception {
            if (now == phase) {
                System.out.println("reached " + now);
                new CountDownLatch(1).await();
            }
        }
    }

    /** Starts a worker, kills it after so many lines, and returns all it has printed. */
    private List<String> workAndKill(Phase phase, int first, int lines) throws IOException, InterruptedException {
        Process worker = ChildJvm.running(
                        Worker.class,
                        List.of("-Dderby.stream.error.file=" + directory.resolve("derby.log")),
                        directory.toString(),
                        phase.name(),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> printed = new ArrayList<>();
        try (BufferedReader output = worker.inputReader(US_ASCII)) {
            while (printed.size() < lines) {
                String line = output.readLine();
                assertThat(line).as("the worker goes on").isNotNull();
                printed.add(line);
            }
            worker.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                printed.add(line);
            }
        }
        assertThat(worker.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    private static List<Integer> drain(LocalSession session, String queue) {
        List<Integer> numbers = new ArrayList<>();
        for (Optional<LocalMessage> next = session.get(queue); next.isPresent(); next = session.get(queue)) {
            numbers.add(Integer.parseInt(new String(next.get().body(), US_ASCII)));
        }
        return numbers;
    }

    /** What a transaction manager does after a crash: commits what was decided, and rolls back the rest. Returns how many were in doubt. */
    private static int finish(Broker broker, Set<Integer> decided) throws XAException {
        XAResource resource = broker.recoveryResource();
        Xid[] inDoubt = resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
        for (Xid xid : inDoubt) {
            if (decided.contains(TestXid.numberOf(xid))) {
                resource.commit(xid, false);
            } else {
                resource.rollback(xid);
            }
        }
        return inDoubt.length;
    }

    private record Outcome(int inDoubt, List<Integer> in, List<Integer> out) {}

    /** Starts a broker with what was left behind, finishes, and looks twice: the second time after another start. */
    private Outcome outcome(Set<Integer> decided) throws XAException {
        try (Broker broker = broker(directory)) {
            broker.start();
            int inDoubt = finish(broker, decided);
            Outcome found = look(broker, inDoubt);
            broker.close();
            broker.start();
            assertThat(broker.recoveryResource().recover(XAResource.TMSTARTRSCAN))
                    .isEmpty();
            assertThat(look(broker, inDoubt)).as("after another start").isEqualTo(found);
            assertThat(broker.recovery().setAside()).isEmpty();
            return found;
        }
    }

    private static Outcome look(Broker broker, int inDoubt) {
        try (LocalSession session = broker.openSession("/")) {
            return new Outcome(inDoubt, drain(session, "in"), drain(session, "out"));
        }
    }

    private void assertOutcome(Phase phase, boolean committed, Outcome expected) throws Exception {
        List<String> printed = workAndKill(phase, 1, phase == Phase.COMMITTED ? 2 : 1);
        assertThat(printed).contains("reached " + phase);

        Outcome outcome = outcome(committed ? Set.of(1) : Set.of());

        System.out.println(
                "Killed when " + phase + ", the transaction manager " + (committed ? "commits" : "rolls back")
                        + ": in doubt " + outcome.inDoubt + ", in " + outcome.in + ", out " + outcome.out);
        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    void killed_before_prepare_nothing_has_happened() throws Exception {
        assertOutcome(Phase.WORKED, false, new Outcome(0, List.of(1), List.of()));
    }

    @Test
    void killed_after_prepare_it_can_be_committed() throws Exception {
        assertOutcome(Phase.PREPARED, true, new Outcome(1, List.of(), List.of(1)));
    }

    @Test
    void killed_after_prepare_it_can_be_rolled_back() throws Exception {
        assertOutcome(Phase.PREPARED, false, new Outcome(1, List.of(1), List.of()));
    }

    @Test
    void killed_after_the_commit_everything_has_happened() throws Exception {
        assertOutcome(Phase.COMMITTED, true, new Outcome(0, List.of(), List.of(1)));
    }

    @Test
    void killed_after_the_rollback_nothing_has_happened() throws Exception {
        assertOutcome(Phase.ROLLED_BACK, false, new Outcome(0, List.of(1), List.of()));
    }

    @Test
    void killed_at_any_time_each_message_is_there_exactly_once() throws Exception {
        Set<Integer> decided = new TreeSet<>();
        int first = 1;
        for (int kill = 0; kill < 3; kill++) {
            List<String> printed = workAndKill(Phase.ANY, first, 20 + 7 * kill);
            for (String line : printed) {
                decided.add(Integer.parseInt(line.substring("decided ".length())));
            }
            Outcome outcome = outcome(decided);
            System.out.println("Killed after " + printed.size() + " decisions: in doubt " + outcome.inDoubt + ", in "
                    + outcome.in + ", out " + outcome.out.size());
            assertThat(outcome.out).containsExactlyInAnyOrderElementsOf(decided);
            assertThat(outcome.in).doesNotContainAnyElementsOf(decided).hasSizeLessThanOrEqualTo(1);
            first = 1000 * (kill + 1);
            takeAll("in");
        }
    }

    /** What was not taken before would be taken instead of the next number. */
    private void takeAll(String queue) {
        try (Broker broker = broker(directory)) {
            broker.start();
            try (LocalSession session = broker.openSession("/")) {
                session.purgeQueue(queue);
            }
        }
    }
}
