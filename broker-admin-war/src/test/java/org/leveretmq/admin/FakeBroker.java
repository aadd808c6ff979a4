package org.leveretmq.admin;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.BrokerInfo;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.ChannelInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.api.management.MessageAdministration;
import org.leveretmq.api.management.MessageSizes;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.api.management.Monitoring;
import org.leveretmq.api.management.Operator;
import org.leveretmq.api.management.ParameterAdministration;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.TopologyAdministration;
import org.leveretmq.api.management.TransactionAdministration;
import org.leveretmq.api.management.UserAdministration;
import org.leveretmq.api.management.VirtualHostAdministration;

/** A broker that shows what the test put in. */
final class FakeBroker implements BrokerManagement {
    private final String name;
    private final List<QueueInfo> queues = new ArrayList<>();
    private final List<ConnectionInfo> connections = new ArrayList<>();
    private boolean running = true;

    FakeBroker(String name) {
        this.name = name;
    }

    FakeBroker stopped() {
        running = false;
        return this;
    }

    FakeBroker queue(String queue, long ready) {
        MessageTotals totals = new MessageTotals(ready, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0);
        queues.add(new QueueInfo(
                "/",
                queue,
                true,
                false,
                true,
                Map.of(),
                1,
                0,
                totals,
                null,
                null,
                Map.of(),
                null,
                MessageSizes.NONE,
                1,
                null,
                null,
                null,
                Figures.NONE));
        return this;
    }

    FakeBroker connection(String user) {
        connections.add(new ConnectionInfo(
                "127.0.0.1:40000 -> 127.0.0.1:5672",
                user,
                "/",
                "127.0.0.1",
                40000,
                "running",
                1,
                131072,
                2047,
                60,
                1234567,
                99,
                Instant.EPOCH,
                null,
                "127.0.0.1",
                5672,
                "PLAIN",
                Figures.NONE,
                Map.of()));
        return this;
    }

    @Override
    public BrokerInfo overview() {
        return new BrokerInfo(
                name,
                "LeveretMQ",
                "1.2.3",
                running,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                connections.size(),
                0,
                7,
                queues.size(),
                0,
                MessageTotals.NONE);
    }

    @Override
    public List<ListenerInfo> listeners() {
        return List.of(new ListenerInfo("amqp", "0.0.0.0", 5672, null));
    }

    @Override
    public List<ConnectionInfo> connections() {
        return connections;
    }

    @Override
    public List<ChannelInfo> channels() {
        return List.of();
    }

    @Override
    public List<QueueInfo> queues() {
        return queues;
    }

    @Override
    public List<ExchangeInfo> exchanges() {
        return List.of();
    }

    @Override
    public List<BindingInfo> bindings() {
        return List.of();
    }

    @Override
    public Monitoring monitoring() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean closeConnection(String connectionName, String reason) {
        return false;
    }

    @Override
    public Optional<Set<String>> authenticate(String user, String password, InetAddress peer) {
        return Optional.empty();
    }

    @Override
    public UserAdministration userAdministration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TransactionAdministration transactionAdministration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public VirtualHostAdministration virtualHostAdministration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Operator> login(String user, String password, InetAddress peer) {
        return Optional.empty();
    }

    @Override
    public TopologyAdministration topologyAdministration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public MessageAdministration messageAdministration() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ParameterAdministration parameterAdministration() {
        throw new UnsupportedOperationException();
    }
}
