package org.leveretmq.rar;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.concurrent.SystemScheduler;
import org.leveretmq.concurrent.Workers;

/**
 * The beans of virtual hosts, exchanges, queues and connections in the platform MBean server: {@code
 * org.leveretmq:type=Queue,broker="leveretmq",vhost="/",name="jobs"}. They come and go with what they show, at most 5 seconds later. Opened and closed by
 * one thread; works on a thread of its own.
 */
final class PartBeans implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PartBeans.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final String brokerName;
    private final BrokerManagement broker;
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final SystemScheduler scheduler;
    private final Workers worker;
    private final Map<Part, ObjectName> registered = new HashMap<>();
    private volatile boolean closed;

    /** Registers what there is soon, and follows it from then on. */
    PartBeans(String brokerName, BrokerManagement broker) {
        this.brokerName = brokerName;
        this.broker = broker;
        this.scheduler = new SystemScheduler("leveretmq-" + brokerName + "-jmx-timer");
        this.worker = new Workers("leveretmq-" + brokerName + "-jmx", 1);
        lookSoon(Duration.ZERO);
    }

    private void lookSoon(Duration delay) {
        scheduler.schedule(delay, () -> {
            try {
                worker.execute(this::look);
            } catch (RejectedExecutionException e) {
                LOG.log(Level.DEBUG, "The beans of {0} are not followed any more", brokerName);
            }
        });
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            Set<Part> parts = parts();
            Set<Part> gone = new HashSet<>(registered.keySet());
            gone.removeAll(parts);
            gone.forEach(this::unregister);
            parts.stream().filter(part -> !registered.containsKey(part)).forEach(this::register);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The parts of broker " + brokerName + " cannot be shown in JMX now", e);
        }
        lookSoon(INTERVAL);
    }

    private Set<Part> parts() {
        Set<Part> parts = new HashSet<>();
        broker.virtualHostAdministration()
                .virtualHosts()
                .forEach(host -> parts.add(new Part(PartKind.VIRTUAL_HOST, "", host.name())));
        broker.exchanges()
                .forEach(exchange -> parts.add(new Part(PartKind.EXCHANGE, exchange.virtualHost(), exchange.name())));
        broker.queues().forEach(queue -> parts.add(new Part(PartKind.QUEUE, queue.virtualHost(), queue.name())));
        broker.connections().forEach(connection -> parts.add(new Part(PartKind.CONNECTION, "", connection.name())));
        return parts;
    }

    private void register(Part part) {
        try {
            ObjectName name = name(part);
            server.registerMBean(new PartBean(broker, part), name);
            registered.put(part, name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "Cannot show " + part + " in JMX", e);
        }
    }

    private ObjectName name(Part part) throws JMException {
        String host = part.virtualHost().isEmpty() ? "" : ",vhost=" + ObjectName.quote(part.virtualHost());
        return new ObjectName("org.leveretmq:type=" + part.kind().type() + ",broker=" + ObjectName.quote(brokerName)
                + host + ",name=" + ObjectName.quote(part.name()));
    }

    private void unregister(Part part) {
        ObjectName name = registered.remove(part);
        try {
            if (name != null) {
                server.unregisterMBean(name);
            }
        } catch (JMException e) {
            LOG.log(Level.WARNING, "Cannot take " + name + " out of JMX", e);
        }
    }

    /** Takes all beans away. */
    @Override
    public void close() {
        closed = true;
        scheduler.close();
        worker.close();
        Set.copyOf(registered.keySet()).forEach(this::unregister);
    }
}
