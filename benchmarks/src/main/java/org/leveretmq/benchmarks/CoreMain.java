package org.leveretmq.benchmarks;

import org.leveretmq.Broker;

/** The broker core in a process of its own, on the port that is the only argument, until it is killed. */
public final class CoreMain {
    private CoreMain() {}

    /** Starts the broker. */
    public static void main(String[] arguments) throws InterruptedException {
        Broker broker = Broker.builder().port(Integer.parseInt(arguments[0])).build();
        broker.start();
        Thread.currentThread().join();
    }
}
