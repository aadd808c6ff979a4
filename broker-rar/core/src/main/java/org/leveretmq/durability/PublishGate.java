package org.leveretmq.durability;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether publishers may publish. Closed as long as there is a reason; those who read from publishing connections listen, and
 * stop reading. Any thread.
 */
public final class PublishGate {
    /** Why the gate is closed; the text is what {@code connection.blocked} tells the client. */
    public enum Reason {
        /** The messages held take too much of the heap. */
        LOW_MEMORY("low on memory"),
        /** The disk of the store is nearly full. */
        LOW_DISK("low on disk"),
        /** The store is behind. */
        STORE_BACKLOG("the store is behind"),
        /** The store fails. */
        STORE_FAILED("the store has failed");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The text for clients and operators. */
        public String text() {
            return text;
        }
    }

    /** Told of every change of the reasons, on the thread that caused it; must not block. */
    public interface Listener {
        /** The gate has changed. */
        void gateChanged(PublishGate gate);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<Reason> reasons = Set.of();

    /** Whether publishers have to wait. */
    public boolean closed() {
        return !reasons.isEmpty();
    }

    /** Why the gate is closed, empty if it is open. */
    public List<Reason> reasons() {
        return List.copyOf(reasons);
    }

    /** Closes the gate for this reason, too. */
    public void close(Reason reason) {
        change(reason, true);
    }

    /** Takes a reason back; the gate opens with the last one. */
    public void open(Reason reason) {
        change(reason, false);
    }

    private void change(Reason reason, boolean closing) {
        if (reasons.contains(reason) == closing) {
            return;
        }
        lock.lock();
        try {
            EnumSet<Reason> changed = EnumSet.noneOf(Reason.class);
            changed.addAll(reasons);
            if (closing) {
                changed.add(reason);
            } else {
                changed.remove(reason);
            }
            reasons = Set.copyOf(changed);
        } finally {
            lock.unlock();
        }
        listeners.forEach(listener -> listener.gateChanged(this));
    }

    /** Adds a listener. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Takes a listener away. */
    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }
}
