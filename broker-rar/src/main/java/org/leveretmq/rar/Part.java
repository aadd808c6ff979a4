package org.leveretmq.rar;

import java.util.Optional;
import org.leveretmq.api.management.BrokerManagement;
import org.leveretmq.api.management.ConnectionInfo;
import org.leveretmq.api.management.ExchangeInfo;
import org.leveretmq.api.management.Figures;
import org.leveretmq.api.management.QueueInfo;

/**
 * A part of a broker that has a bean of its own in JMX.
 *
 * @param kind which kind of part
 * @param virtualHost the virtual host it belongs to, empty for one that does not
 * @param name its name
 */
record Part(PartKind kind, String virtualHost, String name) {
    /** Its figures now; empty if it is gone. */
    Optional<Figures> figures(BrokerManagement broker) {
        return switch (kind) {
            case VIRTUAL_HOST ->
                Optional.ofNullable(broker.monitoring().virtualHosts().get(name));
            case EXCHANGE -> broker.monitoring().exchange(virtualHost, name).map(ExchangeInfo::figures);
            case QUEUE -> broker.monitoring().queue(virtualHost, name).map(QueueInfo::figures);
            case CONNECTION -> broker.monitoring().connection(name).map(ConnectionInfo::figures);
        };
    }

    /** Runs an operation. @throws IllegalArgumentException if there is none of this name */
    Object invoke(BrokerManagement broker, String operation, Object[] parameters) {
        return switch (kind.type() + "." + operation) {
            case "Queue.purge" -> broker.messageAdministration().purge(virtualHost, name);
            case "Queue.delete" -> broker.topologyAdministration().deleteQueue(virtualHost, name, false, false);
            case "Exchange.delete" -> broker.topologyAdministration().deleteExchange(virtualHost, name, false);
            case "Connection.close" -> broker.closeConnection(name, String.valueOf(parameters[0]));
            default -> throw new IllegalArgumentException("There is no operation " + operation);
        };
    }
}
