package org.leveretmq.management;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the JVM knows of its process. Any thread. */
final class ProcessFigures {
    private static final Logger LOGGER = System.getLogger(ProcessFigures.class.getName());

    private ProcessFigures() {}

    static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }

    static long nonHeapBytes() {
        return ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed();
    }

    static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .filter(count -> count > 0)
                .sum();
    }

    static long collectionMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
    }

    /** Open file descriptors, -1 on a platform without them. */
    static long openFiles() {
        return ofUnix("OpenFileDescriptorCount");
    }

    /** The most file descriptors, -1 on a platform without them. */
    static long maxFiles() {
        return ofUnix("MaxFileDescriptorCount");
    }

    /** By name, since not every server shows its applications the class with the methods. */
    private static long ofUnix(String attribute) {
        try {
            Object value = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME), attribute);
            return value instanceof Number number ? number.longValue() : -1;
        } catch (JMException e) {
            LOGGER.log(Level.DEBUG, "The platform does not tell {0}: {1}", attribute, e.toString());
            return -1;
        }
    }
}
