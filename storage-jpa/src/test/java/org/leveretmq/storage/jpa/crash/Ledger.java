package org.leveretmq.storage.jpa.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The promises of a broker over its lives, and whether they were kept: what was confirmed comes, what was acknowledged and committed does not
 * come again, what comes again is marked, publishers are not overtaken by themselves, and what belongs together happens as a whole. Any thread.
 *
 * <p>Workers tell it what they are about to do before they do it, and what they know for sure when they know it.
 */
final class Ledger {
    private final Map<String, QueueTraits> queues;
    private final Map<String, OrderRule> order = new HashMap<>();
    private final Map<Place, Copy> copies = new HashMap<>();
    private final List<Sending> sendings = new ArrayList<>();
    private final Map<String, Long> forgottenUpTo = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Figures figures = new Figures();
    private int life;

    /** An empty ledger for these queues. */
    Ledger(Map<String, QueueTraits> queues) {
        this.queues = Map.copyOf(queues);
        queues.forEach((name, traits) -> {
            if (traits.ordered()) {
                order.put(name, new OrderRule());
            }
        });
    }

    /** A message is about to be sent to these queues, or to end in them. */
    synchronized Sending sending(MessageId message, String... to) {
        List<Place> places = new ArrayList<>();
        for (String queue : to) {
            places.add(new Place(queue, message));
        }
        return sending(places, List.of());
    }

    /** A transaction is about to be committed: these places are to be filled, those to be emptied. */
    synchronized Sending sending(Collection<Place> filled, Collection<Place> emptied) {
        Sending sending = new Sending(
                filled.stream().map(this::copy).toList(),
                emptied.stream().map(this::copy).toList());
        sendings.add(sending);
        return sending;
    }

    /** The message passes through this queue on its way. */
    synchronized void passing(MessageId message, String queue) {
        copy(new Place(queue, message));
    }

    private Copy copy(Place place) {
        return copies.computeIfAbsent(place, Copy::new);
    }

    /** The broker has confirmed it, or committed the transaction. */
    synchronized void promised(Sending sending) {
        sending.outcome(Sending.Outcome.PROMISED);
        if (sending.taken().isEmpty()) {
            figures.confirmed++;
        } else {
            figures.committed++;
            sending.taken().forEach(this::settle);
        }
    }

    /** The broker has said that it has given the message up. */
    synchronized void refused(Sending sending) {
        sending.outcome(Sending.Outcome.REFUSED);
    }

    /** The transaction is about to be rolled back. */
    synchronized void takenBack(Sending sending) {
        sending.outcome(Sending.Outcome.TAKEN_BACK);
        figures.rolledBack++;
    }

    /** A consumer has received it. */
    synchronized void delivered(String queue, MessageId message, boolean redelivered) {
        Place place = new Place(queue, message);
        Copy copy = copies.get(place);
        if (copy == null) {
            boolean forgotten = message.number() <= forgottenUpTo.getOrDefault(message.publisher(), 0L);
            violated(forgotten ? Violation.Kind.DUPLICATED : Violation.Kind.UNEXPECTED, place.toString());
            return;
        }
        if (copy.settled()) {
            violated(Violation.Kind.DUPLICATED, place + ", after its acknowledgement was committed");
        } else if (copy.seenIn(life)) {
            violated(Violation.Kind.DUPLICATED, place + ", twice in one life");
        } else if (copy.seen() && !redelivered) {
            violated(Violation.Kind.UNMARKED, place.toString());
        } else if (copy.ended()) {
            figures.acknowledgedAgain++;
        }
        OrderRule rule = order.get(queue);
        if (rule != null && !rule.comes(message, !copy.seen(), copy.givenBackIn(life))) {
            violated(Violation.Kind.REORDERED, place.toString());
        }
        copy.see(life);
    }

    /** A body that is not as it was sent. */
    synchronized void damaged(String queue, String what) {
        violated(Violation.Kind.UNEXPECTED, what + " in " + queue);
    }

    /** The consumer is about to give it back. */
    synchronized void givingBack(Place place) {
        copy(place).giveBack();
    }

    /** The consumer is about to acknowledge it, or to reject it for good. */
    synchronized void settling(Place place) {
        copy(place).settling();
    }

    /** The broker has committed these acknowledgements. */
    synchronized void settled(Collection<Place> places) {
        places.forEach(place -> settle(copy(place)));
    }

    private void settle(Copy copy) {
        if (!copy.settled()) {
            figures.acknowledged++;
            copy.settle();
        }
    }

    /** Something has failed though the broker lived. */
    synchronized void failed(String what) {
        violated(Violation.Kind.FAILED, what);
    }

    /** The broker was killed: what was not settled may come again, marked. */
    synchronized void newLife() {
        life++;
        order.values().forEach(OrderRule::newLife);
    }

    /** What was promised, has not been taken yet, and so must still come. */
    synchronized List<Place> missing() {
        resolveTransactions();
        return sendings.stream()
                .filter(sending -> sending.outcome() == Sending.Outcome.PROMISED)
                .flatMap(sending -> sending.expected().stream())
                .filter(copy -> !copy.ended())
                .map(Copy::place)
                .toList();
    }

    /** Those in doubt that turn out to be done have emptied what they were to empty. */
    private void resolveTransactions() {
        for (Sending sending : sendings) {
            if (sending.outcome() == Sending.Outcome.UNKNOWN && !sending.taken().isEmpty() && there(sending) > 0) {
                sending.taken().forEach(Copy::settling);
            }
        }
    }

    private static long there(Sending sending) {
        return sending.expected().stream().filter(Copy::seen).count();
    }

    /**
     * Everything was drained and acknowledged, and the broker has committed that: whatever is missing is lost. Then begins anew; whatever comes again
     * is a duplicate.
     */
    synchronized void close() {
        missing().forEach(place -> violated(Violation.Kind.LOST, place.toString()));
        Set<Copy> emptied = new HashSet<>();
        for (Sending sending : sendings) {
            closeOne(sending, emptied);
        }
        sendings.clear();
        copies.keySet()
                .forEach(place -> forgottenUpTo.merge(
                        place.message().publisher(), place.message().number(), Math::max));
        copies.clear();
    }

    private void closeOne(Sending sending, Set<Copy> emptied) {
        List<Copy> mustAgree = sending.expected().stream()
                .filter(copy -> !queues.get(copy.place().queue()).consumedUnderLoad())
                .toList();
        long there = mustAgree.stream().filter(Copy::seen).count();
        boolean transaction = !sending.taken().isEmpty();
        if (sending.outcome() == Sending.Outcome.TAKEN_BACK) {
            if (there > 0) {
                violated(Violation.Kind.UNEXPECTED, "taken back, but there: " + places(sending.expected()));
            }
            return;
        }
        if (sending.outcome() == Sending.Outcome.UNKNOWN) {
            count(transaction, there(sending) > 0);
            if (there > 0 && there < mustAgree.size()) {
                violated(Violation.Kind.TORN, there + " of " + places(mustAgree));
            }
        }
        if (transaction && there > 0) {
            for (Copy copy : sending.taken()) {
                if (!emptied.add(copy)) {
                    violated(Violation.Kind.DUPLICATED, copy.place() + ", taken by two transactions");
                }
            }
        }
    }

    private void count(boolean transaction, boolean done) {
        if (transaction) {
            figures.transactionsInDoubt++;
            figures.transactionsInDoubtDone += done ? 1 : 0;
        } else {
            figures.unconfirmed++;
            figures.unconfirmedThere += done ? 1 : 0;
        }
    }

    private static List<Place> places(List<Copy> of) {
        return of.stream().map(Copy::place).toList();
    }

    private void violated(Violation.Kind kind, String what) {
        figures.violated(kind);
        violations.add(new Violation(kind, what));
    }

    /** The promises that were not kept. */
    synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** What it has counted, in words. */
    synchronized String figures() {
        return figures.toString();
    }
}
