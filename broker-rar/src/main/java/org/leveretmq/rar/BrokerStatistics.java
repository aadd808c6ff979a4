package org.leveretmq.rar;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import org.leveretmq.api.management.AlarmInfo;
import org.leveretmq.api.management.AlarmListener;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.MessageTotals;

/** Tells JMX of alarms, and answers it from samples of the broker, at most one a second, so that reading every attribute costs one snapshot. */
final class BrokerStatistics extends NotificationBroadcasterSupport implements BrokerMXBean, AlarmListener {
    static final String ALARM_RAISED = "org.leveretmq.alarm.raised";
    static final String ALARM_CLEARED = "org.leveretmq.alarm.cleared";
    private static final long SAMPLE_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong notifications = new AtomicLong();
    private final BrokerManagement broker;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private Sample sample;

    BrokerStatistics(BrokerManagement broker, LongSupplier nanoClock) {
        super(new MBeanNotificationInfo(
                new String[] {ALARM_RAISED, ALARM_CLEARED},
                Notification.class.getName(),
                "publishers have to wait from now on, or need not any more"));
        this.broker = broker;
        this.nanoClock = nanoClock;
        this.sample = Sample.first(broker, nanoClock.getAsLong());
    }

    @Override
    public void alarmRaised(AlarmInfo alarm) {
        notify(ALARM_RAISED, alarm);
    }

    @Override
    public void alarmCleared(AlarmInfo alarm) {
        notify(ALARM_CLEARED, alarm);
    }

    private void notify(String type, AlarmInfo alarm) {
        Notification notification =
                new Notification(type, this, notifications.incrementAndGet(), alarm.text() + ": " + alarm.detail());
        notification.setUserData(alarm.kind());
        sendNotification(notification);
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
