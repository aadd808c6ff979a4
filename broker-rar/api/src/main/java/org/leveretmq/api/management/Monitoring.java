package org.leveretmq.api.management;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the broker measures of itself: single parts of it, rates, history, alarms and the process around it. Any thread but a virtual host's
 * loop; calls wait for that loop, up to 5 seconds.
 *
 * <p>Every 5 seconds the broker takes a sample of everything. Samples are kept for 10 minutes as they are, for an hour one a minute, and for a
 * day one every 10 minutes; after a restart they begin anew.
 */
public interface Monitoring {
    /** A queue; empty if there is none of this name. */
    Optional<QueueInfo> queue(String virtualHost, String name);

    /** An exchange; empty if there is none of this name. */
    Optional<ExchangeInfo> exchange(String virtualHost, String name);

    /** A connection; empty if there is none of this name. */
    Optional<ConnectionInfo> connection(String name);

    /** The open channels of a connection; none if there is no connection of this name. */
    List<ChannelInfo> channelsOf(String connectionName);

    /** The consumers of all queues, ordered by virtual host and queue. */
    List<ConsumerInfo> consumers();

    /** The figures of each virtual host by name. */
    Map<String, Figures> virtualHosts();

    /** The figures of the broker as a whole, as they were at the last sample; none before the first. */
    Figures broker();

    /**
     * How the figures of a part of the broker have developed. A figure that was 0 all the time may be left out.
     *
     * @param age how far to look back, up to a day
     * @param interval the wanted time between two values; it becomes a multiple of the finest interval that reaches as far back
     * @return nothing if there is no such part, or no sample of it yet
     */
    Map<Figure, Series> history(Subject subject, Duration age, Duration interval);

    /** Why publishers have to wait, the oldest reason first; empty if they need not. */
    List<AlarmInfo> alarms();

    /** Has the listener told of alarms from now on. */
    void addAlarmListener(AlarmListener listener);

    /** Takes a listener away. */
    void removeAlarmListener(AlarmListener listener);

    /** The process around the broker. May read files; any thread that may block. */
    NodeInfo node();

    /** The store. May read directories; any thread that may block. */
    StoreInfo store();
}
