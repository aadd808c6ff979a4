package org.leveretmq.rar;

import java.util.List;

/**
 * What JMX shows of a broker's store, registered in the platform MBean server as {@code org.leveretmq:type=Store,name="<broker name>"}. Any thread.
 */
public interface StoreMXBean {
    /** Where what is durable is kept, without credentials. */
    String getDescription();

    /** Why publishers have to wait: the store has failed or is behind, or memory is low; empty if all is well. */
    List<String> getAlarms();

    /** How long the recovery took at the last start, in milliseconds. */
    long getRecoveryMillis();

    /** Queues that were recovered at the last start. */
    long getRecoveredQueues();

    /** Messages in queues that were recovered at the last start, one in several queues once for each. */
    long getRecoveredMessages();

    /** What was set aside at the last start because it did not fit together, each as {@code 3 messages whose queue is missing}. */
    List<String> getSetAside();
}
