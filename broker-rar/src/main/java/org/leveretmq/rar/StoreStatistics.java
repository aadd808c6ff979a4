package org.leveretmq.rar;

import java.util.List;
import org.leveretmq.Broker;

/** Answers JMX about the store of a running broker. */
record StoreStatistics(Broker broker) implements StoreMXBean {
    @Override
    public String getDescription() {
        return broker.storeDescription();
    }

    @Override
    public List<String> getAlarms() {
        return broker.alarms();
    }

    @Override
    public long getRecoveryMillis() {
        return broker.recovery().duration().toMillis();
    }

    @Override
    public long getRecoveredQueues() {
        return broker.recovery().queues();
    }

    @Override
    public long getRecoveredMessages() {
        return broker.recovery().entries();
    }

    @Override
    public List<String> getSetAside() {
        return broker.recovery().setAside().stream()
                .map(aside -> aside.count() + " " + aside.reason())
                .toList();
    }
}
