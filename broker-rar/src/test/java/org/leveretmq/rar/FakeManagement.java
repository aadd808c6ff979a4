package org.leveretmq.rar;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.leveretmq.api.management.BindingInfo;
import org.leveretmq.api.management.BrokerInfo;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.ChannelInfo;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.ListenerInfo;
import org.leveretmq.api.management.MessageAdministration;
import org.leveretmq.api.management.MessageTotals;
import org.leveretmq.api.management.Monitoring;
import org.leveretmq.api.management.Operator;
import org.leveretmq.api.management.ParameterAdministration;
import org.leveretmq.api.management.QueueInfo;
import org.leveretmq.api.management.TopologyAdministration;
import org.leveretmq.api.management.TransactionAdministration;
import org.leveretmq.api.management.UserAdministration;
import org.leveretmq.api.management.VirtualHostAdministration;

/** A broker whose totals the test sets. */
final class FakeManagement implements BrokerManagement {
    private MessageTotals totals = MessageTotals.NONE;
    private int overviews;

    void published(long published, long delivered, long got, long acknowledged) {
        totals = new MessageTotals(3, 2, published, delivered, got, acknowledged, 1, 4, 5, 6, 7);
    }

    int overviews() {
        return overviews;
    }

    @Override
    public BrokerInfo overview() {
        overviews++;
        return new BrokerInfo("hare", "LeveretMQ", "1.2.3", true, Instant.EPOCH, 11, 12, 13, 14, 15, totals);
    }

    @Override
    public List<ListenerInfo> listeners() {
        return List.of(new ListenerInfo("amqp", "127.0.0.1", 5672, null));
    }

    @Override
    public List<ConnectionInfo> connections() {
        return List.of();
    }

    @Override
    public List<ChannelInfo> channels() {
        return List.of();
    }

    @Override
    public List<QueueInfo> queues() {
        return List.of();
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
