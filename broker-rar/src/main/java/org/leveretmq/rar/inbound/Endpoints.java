package org.leveretmq.rar.inbound;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.NamedThreadFactory;
import org.leveretmq.concurrent.SystemScheduler;

/** The activated message-driven beans of one adapter instance. Any thread. */
public final class Endpoints implements AutoCloseable {
    private final WorkManager workManager;
    private final ExecutorService ownThreads =
            Executors.newCachedThreadPool(new NamedThreadFactory("leveretmq-endpoint"));
    private final SystemScheduler scheduler = new SystemScheduler("leveretmq-endpoints");
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ActivatedEndpoint> active = new ArrayList<>();

    /** None yet. */
    public Endpoints(WorkManager workManager) {
        this.workManager = workManager;
    }

    /** Begins to deliver to a bean. @throws ResourceException saying what is wrong with the bean, its properties, or to the broker */
    public void activate(MessageEndpointFactory factory, @Nullable ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof BrokerActivationSpec configured)) {
            throw new NotSupportedException("This resource adapter does not know " + spec);
        }
        configured.validate();
        ActivatedEndpoint endpoint =
                new ActivatedEndpoint(new EndpointServices(workManager, ownThreads, scheduler), factory, configured);
        endpoint.activate();
        lock.lock();
        try {
            active.add(endpoint);
        } finally {
            lock.unlock();
        }
    }

    /** Ends what was activated with these; when it returns, the bean gets nothing more. */
    public void deactivate(MessageEndpointFactory factory, ActivationSpec spec) {
        List<ActivatedEndpoint> ended = new ArrayList<>();
        lock.lock();
        try {
            for (ActivatedEndpoint endpoint : active) {
                if (endpoint.is(factory, spec)) {
                    ended.add(endpoint);
                }
            }
            active.removeAll(ended);
        } finally {
            lock.unlock();
        }
        ended.forEach(ActivatedEndpoint::deactivate);
    }

    /** Ends all that are left. */
    @Override
    public void close() {
        List<ActivatedEndpoint> ended;
        lock.lock();
        try {
            ended = List.copyOf(active);
            active.clear();
        } finally {
            lock.unlock();
        }
        ended.forEach(ActivatedEndpoint::deactivate);
        scheduler.close();
        // Deactivation has waited for what they do.
        ownThreads.shutdownNow();
    }
}
