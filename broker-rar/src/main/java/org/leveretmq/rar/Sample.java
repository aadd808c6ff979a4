package org.leveretmq.rar;

import java.util.List;
import org.leveretmq.api.management.BrokerInfo;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.api.management.MessageTotals;

/**
 * One look at a broker, and the rates since the look before.
 *
 * @param takenAtNanos when it was taken, on the clock of the caller
 * @param info the broker's state and totals
 * @param listeners its sockets
 * @param publishRate messages published a second
 * @param deliverRate messages delivered a second
 * @param acknowledgeRate messages acknowledged a second
 */
record Sample(
        long takenAtNanos,
        BrokerInfo info,
        List<ListenerInfo> listeners,
        double publishRate,
        double deliverRate,
        double acknowledgeRate) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** The first look, with rates of 0. */
    static Sample first(BrokerManagement broker, long nowNanos) {
        return new Sample(nowNanos, broker.overview(), broker.listeners(), 0, 0, 0);
    }

    /** The next look. */
    Sample next(BrokerManagement broker, long nowNanos) {
        BrokerInfo now = broker.overview();
        double seconds = (nowNanos - takenAtNanos) / NANOS_PER_SECOND;
        MessageTotals before = info.messages();
        MessageTotals after = now.messages();
        return new Sample(
                nowNanos,
                now,
                broker.listeners(),
                rate(before.published(), after.published(), seconds),
                rate(delivered(before), delivered(after), seconds),
                rate(before.acknowledged(), after.acknowledged(), seconds));
    }

    /** Messages sent to consumers and handed out by {@code basic.get}. */
    static long delivered(MessageTotals totals) {
        return totals.delivered() + totals.got();
    }

    // A virtual host that was too busy to answer is missing from the totals, so they can seem to shrink.
    private static double rate(long before, long after, double seconds) {
        return Math.max(0, after - before) / seconds;
    }
}
