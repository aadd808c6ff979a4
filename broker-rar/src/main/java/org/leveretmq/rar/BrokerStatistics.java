package org.leveretmq.rar;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.MessageTotals;

/** Answers JMX from samples of the broker, at most one a second, so that reading every attribute costs one snapshot. */
final class BrokerStatistics implements BrokerMXBean {
    private static final long SAMPLE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BrokerManagement broker;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private Sample sample;

    BrokerStatistics(BrokerManagement broker, LongSupplier nanoClock) {
        this.broker = broker;
        this.nanoClock = nanoClock;
        this.sample = Sample.first(broker, nanoClock.getAsLong());
    }

    private Sample sample() {
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            if (now - sample.takenAtNanos() >= SAMPLE_INTERVAL_NANOS) {
                sample = sample.next(broker, now);
            }
            return sample;
        } finally {
            lock.unlock();
        }
    }

    private MessageTotals totals() {
        return sample().info().messages();
    }

    @Override
    public String getName() {
        return sample().info().name();
    }

    @Override
    public String getProduct() {
        return sample().info().product();
    }

    @Override
    public String getVersion() {
        return sample().info().version();
    }

    @Override
    public boolean isRunning() {
        return sample().info().running();
    }

    @Override
    public String getStartedAt() {
        return sample().info().startedAt().toString();
    }

    @Override
    public List<String> getListeners() {
        return sample().listeners().stream()
                .map(listener -> listener.protocol() + " " + listener.address() + ":" + listener.port())
                .toList();
    }

    @Override
    public int getConnections() {
        return sample().info().connections();
    }

    @Override
    public int getChannels() {
        return sample().info().channels();
    }

    @Override
    public int getQueues() {
        return sample().info().queues();
    }

    @Override
    public int getExchanges() {
        return sample().info().exchanges();
    }

    @Override
    public int getConsumers() {
        return sample().info().consumers();
    }

    @Override
    public long getMessages() {
        MessageTotals totals = totals();
        return totals.ready() + totals.unacknowledged();
    }

    @Override
    public long getMessagesReady() {
        return totals().ready();
    }

    @Override
    public long getMessagesUnacknowledged() {
        return totals().unacknowledged();
    }

    @Override
    public long getMessagesPublished() {
        return totals().published();
    }

    @Override
    public long getMessagesDelivered() {
        return Sample.delivered(totals());
    }

    @Override
    public long getMessagesAcknowledged() {
        return totals().acknowledged();
    }

    @Override
    public long getMessagesRedelivered() {
        return totals().redelivered();
    }

    @Override
    public long getMessagesReturned() {
        return totals().returned();
    }

    @Override
    public long getMessagesUnroutable() {
        return totals().unroutable();
    }

    @Override
    public long getMessagesConfirmed() {
        return totals().confirmed();
    }

    @Override
    public double getPublishRate() {
        return sample().publishRate();
    }

    @Override
    public double getDeliverRate() {
        return sample().deliverRate();
    }

    @Override
    public double getAcknowledgeRate() {
        return sample().acknowledgeRate();
    }
}
