package org.leveretmq.api.management;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator can see of a running broker, and change. Every method takes a fresh snapshot and may be called from any thread; a
 * call waits for the virtual hosts' loops, up to 5 seconds each, and leaves out one that does not answer in that time.
 */
public interface BrokerManagement {
    /** Name, version, state and totals. */
    BrokerInfo overview();

    /** The sockets that accept connections. */
    List<ListenerInfo> listeners();

    /** The open client connections, oldest first. */
    List<ConnectionInfo> connections();

    /** The open channels of all connections. */
    List<ChannelInfo> channels();

    /** The queues of all virtual hosts, ordered by virtual host and name. */
    List<QueueInfo> queues();

    /** The exchanges of all virtual hosts, ordered by virtual host and name. */
    List<ExchangeInfo> exchanges();

    /** The bindings of all virtual hosts, those of the default exchange left out. */
    List<BindingInfo> bindings();

    /** What the broker measures of itself: rates, history, alarms, the process and the store. */
    Monitoring monitoring();

    /** Closes a connection with 320 {@code CONNECTION_FORCED - <reason>}. Returns false if there is none of this name. */
    boolean closeConnection(String connectionName, String reason);

    /**
     * Checks a user's password the way a client's login is checked: a user that may only log in from this machine is refused
     * from elsewhere. Blocks while the password is hashed, so never call it on an event loop.
     *
     * @param peer where the user comes from
     * @return the user's tags ({@code administrator}, {@code monitoring}, {@code management} …), empty if the login is refused
     */
    Optional<Set<String>> authenticate(String user, String password, InetAddress peer);

    /** As {@link #authenticate}, but says who has logged in, for operations with that user's permissions. Empty if the login is refused. */
    Optional<Operator> login(String user, String password, InetAddress peer);

    /** Queues, exchanges and bindings, without asking for permissions. */
    TopologyAdministration topologyAdministration();

    /** Messages, without asking for permissions. */
    MessageAdministration messageAdministration();

    /** Parameters of components, and global ones. */
    ParameterAdministration parameterAdministration();

    /** The users and their permissions. */
    UserAdministration userAdministration();

    /** The virtual hosts and their policies. */
    VirtualHostAdministration virtualHostAdministration();

    /** The transactions, and the branches of transaction managers. */
    TransactionAdministration transactionAdministration();
}
