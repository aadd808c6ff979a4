package org.leveretmq.rar.session;

import org.leveretmq.Broker;

/** A broker in memory that applications of this JVM find by its name. */
public final class TestBroker implements AutoCloseable {
    private final Broker broker;

    private TestBroker(Broker broker) {
        this.broker = broker;
    }

    /** Starts one of this name. */
    public static TestBroker start(String name) {
        TestBroker started = new TestBroker(Broker.builder().name(name).port(0).build());
        started.start();
        return started;
    }

    /** Starts it again, with nothing in it. */
    public void start() {
        broker.start();
        HostedSessions.opened(broker);
    }

    /** The broker itself. */
    public Broker broker() {
        return broker;
    }

    /** Stops it as the adapter does. */
    public void stop() {
        HostedSessions.closing(broker.name());
        broker.close();
    }

    @Override
    public void close() {
        stop();
    }
}
