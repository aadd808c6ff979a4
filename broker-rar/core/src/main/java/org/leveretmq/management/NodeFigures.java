package org.leveretmq.management;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.api.management.NodeInfo;
import org.leveretmq.api.management.StoreInfo;
import org.leveretmq.durability.DirectorySpace;
import org.leveretmq.durability.DiskWatermark;
import org.leveretmq.durability.HeapWatermark;
import org.leveretmq.durability.StoreActivity;
import org.leveretmq.durability.StoreWriter;
import org.leveretmq.store.RecoveryReport;

/** The figures of the process and the store. Any thread that may block. */
public final class NodeFigures {
    private static final Logger LOGGER = System.getLogger(NodeFigures.class.getName());

    /**
     * Where the figures come from.
     *
     * @param description what and where the store is
     * @param directory the files of the store, null if there are none on this machine
     * @param writer commits to the store
     * @param heap adds up what messages take
     * @param disk watches the disk of the store, null if there is none
     * @param recovery what was found in the store
     */
    public record Sources(
            String description,
            @Nullable DirectorySpace directory,
            StoreWriter writer,
            HeapWatermark heap,
            @Nullable DiskWatermark disk,
            RecoveryReport recovery) {}

    private final Sources sources;
    private volatile long openFiles = -1;
    private volatile long storeBytes = -1;

    /** Does not look yet. */
    public NodeFigures(Sources sources) {
        this.sources = sources;
    }

    /** Looks at what is not known without looking: the disk, the open files, the files of the store. */
    void look() {
        DiskWatermark disk = sources.disk();
        if (disk != null) {
            disk.check();
        }
        openFiles = ProcessFigures.openFiles();
        storeBytes = size(sources.directory());
    }

    /** A figure as of the last look; 0 for one that is not of the process or the store. */
    long value(Figure figure) {
        return switch (figure) {
            case MEMORY_USED -> ProcessFigures.heap().getUsed();
            case MESSAGE_MEMORY -> sources.heap().heldBytes();
            case DISK_FREE -> Math.max(0, diskFree());
            case FILES_USED -> Math.max(0, openFiles);
            case STORE_COMMITS -> sources.writer().activity().commits();
            case STORE_OPERATIONS -> sources.writer().activity().operations();
            case STORE_PENDING_BYTES -> sources.writer().pendingBytes();
            case STORE_BYTES -> Math.max(0, storeBytes);
            default -> 0;
        };
    }

    private long diskFree() {
        DiskWatermark disk = sources.disk();
        return disk == null ? -1 : disk.freeBytes();
    }

    HeapWatermark heap() {
        return sources.heap();
    }

    @Nullable
    DiskWatermark disk() {
        return sources.disk();
    }

    StoreWriter writer() {
        return sources.writer();
    }

    NodeInfo node(
            String brokerName,
            Instant startedAt,
            Instant now,
            int connections,
            List<ListenerInfo> listeners,
            List<String> mechanisms) {
        look();
        MemoryUsage heap = ProcessFigures.heap();
        DiskWatermark disk = sources.disk();
        return new NodeInfo(
                brokerName + "@" + hostName(),
                ProcessHandle.current().pid(),
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Duration.between(startedAt, now),
                Runtime.getRuntime().availableProcessors(),
                heap.getUsed(),
                heap.getMax(),
                ProcessFigures.nonHeapBytes(),
                sources.heap().heldBytes(),
                sources.heap().limitBytes(),
                diskFree(),
                disk == null ? -1 : disk.limitBytes(),
                openFiles,
                ProcessFigures.maxFiles(),
                connections + listeners.size(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ProcessFigures.collections(),
                Duration.ofMillis(ProcessFigures.collectionMillis()),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                listeners,
                mechanisms);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    StoreInfo store() {
        StoreActivity activity = sources.writer().activity();
        RecoveryReport recovery = sources.recovery();
        DirectorySpace directory = sources.directory();
        return new StoreInfo(
                sources.description(),
                directory == null ? null : directory.directory().toString(),
                size(directory),
                activity.commits(),
                activity.failedCommits(),
                activity.operations(),
                activity.lastGroup(),
                activity.largestGroup(),
                activity.commitTime(),
                sources.writer().pendingGroups(),
                sources.writer().pendingBytes(),
                activity.failing(),
                recovery.startedAt(),
                recovery.duration(),
                recovery.queues(),
                recovery.entries(),
                recovery.setAside().stream()
                        .map(aside -> aside.count() + " " + aside.reason())
                        .toList());
    }

    private static long size(@Nullable DirectorySpace directory) {
        try {
            return directory == null ? -1 : directory.usedBytes();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "The size of the store is not known: {0}", e.toString());
            return -1;
        }
    }
}
