package org.leveretmq.rar;

import java.util.List;

/**
 * What JMX shows of a broker, registered in the platform MBean server as {@code org.leveretmq:type=Broker,name="<broker name>"}.
 *
 * <p>Values are at most one second old. Totals only grow while the broker runs. Rates are messages a second since the previous
 * sample, which is taken when an attribute is read and at least a second has passed; with one reader they are the average
 * between its reads. Any thread.
 */
public interface BrokerMXBean {
    /** The broker's name. */
    String getName();

    /** The product name that clients are told. */
    String getProduct();

    /** The version that clients are told. */
    String getVersion();

    /** Whether the broker accepts connections. */
    boolean isRunning();

    /** When the broker was started, as ISO 8601 in UTC. */
    String getStartedAt();

    /** The sockets that accept connections, each as {@code amqp 0.0.0.0:5672}. */
    List<String> getListeners();

    /** Open client connections. */
    int getConnections();

    /** Open channels. */
    int getChannels();

    /** Declared queues. */
    int getQueues();

    /** Declared exchanges, the predeclared ones included. */
    int getExchanges();

    /** Active consumers. */
    int getConsumers();

    /** Messages held in queues: ready and unacknowledged. */
    long getMessages();

    /** Messages waiting in queues. */
    long getMessagesReady();

    /** Messages delivered and not yet acknowledged. */
    long getMessagesUnacknowledged();

    /** Messages accepted from publishers since the start. */
    long getMessagesPublished();

    /** Messages sent to consumers and handed out by {@code basic.get} since the start, redeliveries included. */
    long getMessagesDelivered();

    /** Messages acknowledged by clients since the start. */
    long getMessagesAcknowledged();

    /** Messages sent again since the start. */
    long getMessagesRedelivered();

    /** Mandatory messages returned to their publisher since the start. */
    long getMessagesReturned();

    /** Messages dropped since the start because no queue received them. */
    long getMessagesUnroutable();

    /** Messages confirmed to their publisher since the start. */
    long getMessagesConfirmed();

    /** Messages published a second. */
    double getPublishRate();

    /** Messages delivered a second. */
    double getDeliverRate();

    /** Messages acknowledged a second. */
    double getAcknowledgeRate();
}
