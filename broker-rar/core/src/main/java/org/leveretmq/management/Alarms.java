package org.leveretmq.management;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.leveretmq.api.management.AlarmInfo;
import org.leveretmq.api.management.AlarmListener;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.durability.DiskWatermark;
import org.leveretmq.durability.PublishGate;

/** Remembers since when publishers have to wait for which reason, logs it, and tells those who want to know. Any thread. */
public final class Alarms {
    private static final Logger LOGGER = System.getLogger(Alarms.class.getName());
    private static final long MEBIBYTE = 1 << 20;

    private final PublishGate gate;
    private final NodeFigures node;
    private final Scheduler scheduler;
    private final Executor workers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<PublishGate.Reason, Instant> since = new EnumMap<>(PublishGate.Reason.class);
    private final CopyOnWriteArrayList<AlarmListener> listeners = new CopyOnWriteArrayList<>();

    /** Listeners are told on the workers. */
    public Alarms(PublishGate gate, NodeFigures node, Scheduler scheduler, Executor workers) {
        this.gate = gate;
        this.node = node;
        this.scheduler = scheduler;
        this.workers = workers;
        gate.addListener(this::gateChanged);
        gateChanged(gate);
    }

    private void gateChanged(PublishGate changed) {
        lock.lock();
        try {
            List<PublishGate.Reason> reasons = changed.reasons();
            for (PublishGate.Reason reason : PublishGate.Reason.values()) {
                if (reasons.contains(reason) && !since.containsKey(reason)) {
                    raised(reason);
                } else if (!reasons.contains(reason) && since.containsKey(reason)) {
                    cleared(reason);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void raised(PublishGate.Reason reason) {
        since.put(reason, scheduler.now());
        AlarmInfo alarm = describe(reason);
        LOGGER.log(level(reason, Level.WARNING), "Publishers wait: {0} ({1})", alarm.text(), alarm.detail());
        tell(listener -> listener.alarmRaised(alarm));
    }

    private void cleared(PublishGate.Reason reason) {
        AlarmInfo alarm = describe(reason);
        since.remove(reason);
        LOGGER.log(level(reason, Level.INFO), "No alarm any more: {0} ({1})", alarm.text(), alarm.detail());
        tell(listener -> listener.alarmCleared(alarm));
    }

    /** The store's writer logs its failures itself, and being behind for a moment is nothing special. */
    private static Level level(PublishGate.Reason reason, Level ofWatermarks) {
        return switch (reason) {
            case LOW_MEMORY, LOW_DISK -> ofWatermarks;
            case STORE_BACKLOG, STORE_FAILED -> Level.DEBUG;
        };
    }

    private void tell(Consumer<AlarmListener> news) {
        for (AlarmListener listener : listeners) {
            try {
                workers.execute(() -> news.accept(listener));
            } catch (RejectedExecutionException e) {
                LOGGER.log(Level.DEBUG, "The broker stops; nobody is told of alarms any more");
            }
        }
    }

    void addListener(AlarmListener listener) {
        listeners.add(listener);
    }

    void removeListener(AlarmListener listener) {
        listeners.remove(listener);
    }

    /** The reasons that there are now, the oldest first. */
    List<AlarmInfo> all() {
        gateChanged(gate);
        lock.lock();
        try {
            return since.keySet().stream()
                    .map(this::describe)
                    .sorted(Comparator.comparing(AlarmInfo::since))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private AlarmInfo describe(PublishGate.Reason reason) {
        return new AlarmInfo(kind(reason), reason.text(), detail(reason), since.getOrDefault(reason, Instant.EPOCH));
    }

    private static String kind(PublishGate.Reason reason) {
        return switch (reason) {
            case LOW_MEMORY -> "memory";
            case LOW_DISK -> "disk";
            case STORE_BACKLOG -> "store-backlog";
            case STORE_FAILED -> "store-failed";
        };
    }

    private String detail(PublishGate.Reason reason) {
        DiskWatermark disk = node.disk();
        return switch (reason) {
            case LOW_MEMORY ->
                "messages take " + mebibytes(node.heap().heldBytes()) + ", the limit is "
                        + mebibytes(node.heap().limitBytes());
            case LOW_DISK ->
                disk == null
                        ? ""
                        : mebibytes(disk.freeBytes()) + " are free, the limit is " + mebibytes(disk.limitBytes());
            case STORE_BACKLOG -> mebibytes(node.writer().pendingBytes()) + " wait to be committed";
            case STORE_FAILED -> node.writer().activity().failedCommits() + " commits have failed since the start";
        };
    }

    private static String mebibytes(long bytes) {
        return bytes / MEBIBYTE + " MiB";
    }
}
