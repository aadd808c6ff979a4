package org.leveretmq.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What PerfTest is to do: for some time, or until it has sent or received a number of messages.
 *
 * @param title how it is shown
 * @param options PerfTest's options besides those for host, topology and limit
 * @param limit what ends it
 * @param demand what is asked of LeveretMQ
 */
record Load(String title, List<String> options, Limit limit, Demand demand) {
    /** What ends a load. */
    enum Limit {
        /** A time. */
        TIME,
        /** A number of messages sent. */
        SENT,
        /** A number of messages received. */
        RECEIVED
    }

    /** Whether the messages that count are those received; otherwise there is no consumer, and those sent count. */
    boolean countsReceived() {
        return limit != Limit.SENT;
    }

    /** PerfTest's options for this size. */
    List<String> options(Size size) {
        List<String> all = new ArrayList<>(options);
        switch (limit) {
            case TIME -> all.addAll(List.of("-z", Integer.toString(size.seconds())));
            case SENT -> all.addAll(List.of("-C", Integer.toString(size.messages())));
            case RECEIVED -> all.addAll(List.of("-D", Integer.toString(size.messages())));
        }
        return all;
    }

    /** How many messages a rate stands for. */
    double messages(double perSecond, Size size) {
        return limit == Limit.TIME ? perSecond * size.seconds() : size.messages();
    }

    /**
     * How large a round is.
     *
     * @param seconds duration of a load limited by time
     * @param messages number of messages of other loads
     */
    record Size(int seconds, int messages) {}
}
