package org.leveretmq.api.management;

import java.time.Duration;
import java.util.List;

/**
 * The process that the broker runs in. Sizes are in bytes; -1 stands for what the platform does not tell, or what does not exist.
 *
 * @param name the broker's name at this machine: {@code leveretmq@host}
 * @param processId the operating system's number of the process
 * @param javaVersion version and vendor of the JVM: {@code 17.0.9 (Eclipse Adoptium)}
 * @param operatingSystem name and version
 * @param uptime how long the broker runs
 * @param processors processors that the JVM may use
 * @param heapUsedBytes heap in use
 * @param heapLimitBytes the heap's limit
 * @param nonHeapUsedBytes memory of the JVM besides the heap: classes, code, threads
 * @param messageBytes heap that messages take, which the memory alarm goes by
 * @param messageLimitBytes publishers are blocked while messages take more
 * @param diskFreeBytes free space where the store keeps its files; -1 if it has none on this machine
 * @param diskLimitBytes publishers are blocked while less is free; -1 if there is no such place
 * @param filesUsed open file descriptors
 * @param filesLimit the most file descriptors
 * @param socketsUsed sockets of clients and listeners
 * @param threads threads of the JVM
 * @param collections garbage collections since the JVM's start
 * @param collectionTime time they took
 * @param loadAverage processes that wait for a processor, the mean of the last minute; negative if the platform does not tell
 * @param listeners where the broker listens
 * @param mechanisms the SASL mechanisms that clients may log in by, the preferred one first
 */
public record NodeInfo(
        String name,
        long processId,
        String javaVersion,
        String operatingSystem,
        Duration uptime,
        int processors,
        long heapUsedBytes,
        long heapLimitBytes,
        long nonHeapUsedBytes,
        long messageBytes,
        long messageLimitBytes,
        long diskFreeBytes,
        long diskLimitBytes,
        long filesUsed,
        long filesLimit,
        int socketsUsed,
        int threads,
        long collections,
        Duration collectionTime,
        double loadAverage,
        List<ListenerInfo> listeners,
        List<String> mechanisms) {}
