package org.leveretmq.rar.inbound;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.LocalSubscription;
import org.leveretmq.embedded.SubscriptionOptions;
import org.leveretmq.rar.inbound.selector.Selector;
import org.leveretmq.rar.session.BranchListener;
import org.leveretmq.rar.session.BrokerSession;
import org.leveretmq.rar.session.Messages;

/**
 * An endpoint's session with the broker: from the subscription to its end, by deactivation, by the broker's stop or because the queue was deleted. Any thread;
 * messages come in on the broker's workers and leave on the lanes.
 */
final class EndpointSession {
    private static final Logger LOG = System.getLogger(EndpointSession.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);

    private final EndpointServices services;
    private final MessageEndpointFactory factory;
    private final BrokerSession session;
    private final String queue;
    private final @Nullable Selector selector;
    private final Duration redeliveryDelay;
    private final int maximumRedeliveries;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition laneIdle = lock.newCondition();
    private final Deque<LocalMessage> waiting = new ArrayDeque<>();
    private final Deque<Lane> idle = new ArrayDeque<>();
    private final List<Lane> lanes = new ArrayList<>();
    private boolean stopped;
    private @Nullable LocalSubscription subscription;

    EndpointSession(
            EndpointServices services,
            MessageEndpointFactory factory,
            EndpointMethod method,
            boolean transacted,
            BrokerActivationSpec spec,
            BrokerSession session) {
        this.services = services;
        this.factory = factory;
        this.session = session;
        this.selector = spec.selector();
        this.redeliveryDelay = spec.redeliveryDelay();
        this.maximumRedeliveries = spec.maximumRedeliveries();
        this.queue = session.call(new EndpointQueue(spec)::open);
        for (int i = 0; i < spec.concurrency(); i++) {
            lanes.add(new Lane(this, method, transacted ? session.resource(BranchListener.NONE) : null));
        }
        idle.addAll(lanes);
    }

    String queue() {
        return queue;
    }

    /**
     * Begins to receive.
     *
     * @param cancelled run when the queue was deleted
     */
    void subscribe(int prefetch, Runnable cancelled) {
        SubscriptionOptions options = new SubscriptionOptions(prefetch, 0, false, cancelled);
        LocalSubscription begun = session.call(local -> local.subscribe(queue, options, this::arrived));
        lock.lock();
        try {
            subscription = begun;
        } finally {
            lock.unlock();
        }
    }

    private void arrived(LocalMessage message) {
        int count = message.deliveryCount();
        if (maximumRedeliveries >= 0 && count > maximumRedeliveries) {
            LOG.log(
                    Level.WARNING,
                    "A message of queue {0} was delivered {1} times in vain and becomes a dead letter; its messageId: {2}",
                    queue,
                    count,
                    message.properties().messageId());
            message.reject(false);
        } else if (selector != null
                && !selector.matches(Messages.plain(message.properties().headers()))) {
            message.reject(false);
        } else if (count > 0 && !redeliveryDelay.isZero()) {
            services.scheduler().schedule(redeliveryDelay, () -> ready(message));
        } else {
            ready(message);
        }
    }

    private void ready(LocalMessage message) {
        lock.lock();
        try {
            if (!stopped) {
                waiting.add(message);
                startLane();
            }
        } finally {
            lock.unlock();
        }
    }

    private void startLane() {
        Lane lane = waiting.isEmpty() ? null : idle.poll();
        if (lane == null) {
            return;
        }
        try {
            services.workManager().scheduleWork(lane);
        } catch (WorkException e) {
            // Not only when it has too much to do: WildFly hands out one that it has shut down once the adapter had an
            // entry in its configuration.
            LOG.log(
                    Level.DEBUG,
                    "The server's work manager does not take a delivery, a thread of the adapter does it",
                    e);
            services.ownThreads().execute(lane);
        }
    }

    private void resume() {
        lock.lock();
        try {
            if (!stopped) {
                startLane();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next message for a lane; null if there is none, and the lane is idle then. */
    @Nullable
    LocalMessage next(Lane lane) {
        lock.lock();
        try {
            LocalMessage message = stopped ? null : waiting.poll();
            if (message == null) {
                becomeIdle(lane);
            }
            return message;
        } finally {
            lock.unlock();
        }
    }

    /** The bean is not there yet: the lane goes on with this message later. */
    void pause(Lane lane, LocalMessage message) {
        lock.lock();
        try {
            waiting.addFirst(message);
            becomeIdle(lane);
        } finally {
            lock.unlock();
        }
        services.scheduler().schedule(PAUSE, this::resume);
    }

    private void becomeIdle(Lane lane) {
        idle.add(lane);
        laneIdle.signalAll();
    }

    MessageEndpoint createEndpoint(@Nullable XAResource resource) throws UnavailableException {
        return factory.createEndpoint(resource);
    }

    /** Takes no message any more; those that are being processed may end. */
    private void stop() {
        lock.lock();
        try {
            stopped = true;
            waiting.clear();
            if (subscription != null) {
                subscription.close();
                subscription = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what is being processed, half a minute at most, and gives everything else back to the queue. */
    void close() {
        stop();
        boolean ended = awaitLanes();
        if (ended) {
            lanes.forEach(Lane::close);
        } else {
            LOG.log(Level.WARNING, "A bean still processes messages of queue {0}; they are delivered again", queue);
        }
        session.close();
    }

    private boolean awaitLanes() {
        long left = END_LIMIT.toNanos();
        lock.lock();
        try {
            while (idle.size() < lanes.size() && left > 0) {
                left = laneIdle.awaitNanos(left);
            }
            return idle.size() == lanes.size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
