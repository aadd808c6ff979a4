package org.leveretmq;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.leveretmq.durability.DiskWatermark;
import org.leveretmq.durability.InMemoryStore;
import org.leveretmq.security.AuthenticationBackend;
import org.leveretmq.security.AuthenticationSettings;
import org.leveretmq.security.CertificateName;
import org.leveretmq.security.InMemoryUserStore;
import org.leveretmq.security.UserStore;
import org.leveretmq.store.MessageStore;
import org.leveretmq.tls.ClientAuthentication;
import org.leveretmq.tls.TlsSettings;

/**
 * Collects the settings of a {@link Broker}. Every setter throws {@link IllegalArgumentException}, naming the setting, the value and what is
 * allowed. Used by one thread.
 */
public final class BrokerBuilder {
    static final int NO_PORT = -1;
    private static final int MAX_PORT = 65535;
    private static final int MIN_FRAME_MAX = 4096;

    String name = "leveretmq";
    String bindAddress = "0.0.0.0";
    int port = 5672;

    @Nullable
    TlsSettings tls;

    int frameMaxBytes = 131_072;
    int channelMax = 2047;
    int heartbeatSeconds = 60;
    int eventLoops;
    String product = "LeveretMQ";
    String version = Versions.implementation();
    long maxMessageBytes = 128L << 20;
    long maxHeldBytes = Runtime.getRuntime().maxMemory() / 5 * 2;
    DiskWatermark.Limit diskFreeLimit = new DiskWatermark.Limit(50L << 20, 0);
    Duration consumerTimeout = Duration.ofMinutes(30);
    Duration handshakeTimeout = Duration.ofSeconds(10);
    Duration closeTimeout = Duration.ofSeconds(10);
    List<String> virtualHosts = List.of("/");
    MessageStore store = new InMemoryStore();
    UserStore users = InMemoryUserStore.withGuest();
    List<String> saslMechanisms = List.of();
    AuthenticationSettings authentication = AuthenticationSettings.DEFAULT;

    BrokerBuilder() {}

    /** The broker's name, unique in its JVM; shown to clients as the cluster name. Default {@code leveretmq}. */
    public BrokerBuilder name(String brokerName) {
        require(!brokerName.isBlank(), "name", brokerName, "a text that is not blank");
        this.name = brokerName;
        return this;
    }

    /** The local address to listen on, an IP address or host name. Default {@code 0.0.0.0}, all interfaces. */
    public BrokerBuilder bindAddress(String address) {
        require(!address.isBlank(), "bindAddress", address, "an IP address or a host name");
        this.bindAddress = address;
        return this;
    }

    /** The TCP port for AMQP without TLS, 0 (any free one) to 65535, or -1 for none, which needs {@link #tls}. Default 5672. */
    public BrokerBuilder port(int tcpPort) {
        require(
                tcpPort >= NO_PORT && tcpPort <= MAX_PORT,
                "port",
                tcpPort,
                "a number from 0 to 65535, or -1 (no listener without TLS)");
        this.port = tcpPort;
        return this;
    }

    /**
     * Listens for AMQP over TLS, besides the other port. Default off. The certificate is read again when its files change, and by
     * {@link Broker#reloadTls}.
     */
    public BrokerBuilder tls(TlsSettings settings) {
        this.tls = settings;
        return this;
    }

    /** The largest frame in bytes, 4096 or more. Default 131072. */
    public BrokerBuilder frameMaxBytes(int bytes) {
        require(bytes >= MIN_FRAME_MAX, "frameMaxBytes", bytes, "a number of bytes from 4096 to 2147483647");
        this.frameMaxBytes = bytes;
        return this;
    }

    /** The highest channel number of a connection, 1 to 65535. Default 2047. */
    public BrokerBuilder channelMax(int channels) {
        require(channels >= 1 && channels <= MAX_PORT, "channelMax", channels, "a number from 1 to 65535");
        this.channelMax = channels;
        return this;
    }

    /** The proposed heartbeat interval in seconds, 0 (none) to 65535. Default 60. */
    public BrokerBuilder heartbeatSeconds(int seconds) {
        require(
                seconds >= 0 && seconds <= MAX_PORT,
                "heartbeatSeconds",
                seconds,
                "a number of seconds from 0 (no heartbeats) to 65535");
        this.heartbeatSeconds = seconds;
        return this;
    }

    /** Threads that serve sockets, 0 (as many as there are processors, 4 at least) to 1024. Default 0. */
    public BrokerBuilder eventLoops(int threads) {
        require(
                threads >= 0 && threads <= 1024,
                "eventLoops",
                threads,
                "a number from 0 (one a processor, 4 at least) to 1024");
        this.eventLoops = threads;
        return this;
    }

    /** The product name that clients are told. Default {@code LeveretMQ}; some clients switch features on for {@code RabbitMQ}. */
    public BrokerBuilder product(String productName) {
        require(!productName.isBlank(), "product", productName, "a text that is not blank");
        this.product = productName;
        return this;
    }

    /** The version that clients are told, numbers with dots in front. Default the version of this library. */
    public BrokerBuilder version(String productVersion) {
        require(!productVersion.isBlank(), "version", productVersion, "a text that is not blank");
        this.version = productVersion;
        return this;
    }

    /** The largest message body in bytes, 1 to 2147483639. Default 134217728 (128 MiB). */
    public BrokerBuilder maxMessageBytes(long bytes) {
        require(
                bytes >= 1 && bytes <= Integer.MAX_VALUE - 8,
                "maxMessageBytes",
                bytes,
                "a number of bytes from 1 to 2147483639");
        this.maxMessageBytes = bytes;
        return this;
    }

    /** Publishers are blocked while messages take more heap than this, in bytes, 1 MiB or more. Default two fifths of the maximal heap. */
    public BrokerBuilder maxHeldBytes(long bytes) {
        require(bytes >= 1 << 20, "maxHeldBytes", bytes, "a number of bytes from 1048576");
        this.maxHeldBytes = bytes;
        return this;
    }

    /**
     * Publishers are blocked while less is free on the disk of the store; the greater of the two counts. Default 52428800 (50 MiB) and 0 percent.
     *
     * @param bytes so many bytes, 0 or more
     * @param percent such a part of the disk, 0 to 99
     */
    public BrokerBuilder diskFreeLimit(long bytes, int percent) {
        require(bytes >= 0, "diskFreeLimit", bytes, "a number of bytes from 0");
        require(percent >= 0 && percent <= 99, "diskFreeLimit", percent, "a number of percent from 0 to 99");
        this.diskFreeLimit = new DiskWatermark.Limit(bytes, percent);
        return this;
    }

    /**
     * How long a client may keep a delivery unacknowledged before its channel is closed with 406, 0 (for ever) or more; the argument
     * {@code x-consumer-timeout} of a queue or a consumer goes before it. Default 30 minutes.
     */
    public BrokerBuilder consumerTimeout(Duration timeout) {
        require(!timeout.isNegative(), "consumerTimeout", timeout, "a duration of 0 (no limit) or more");
        this.consumerTimeout = timeout;
        return this;
    }

    /** How long a client may take from connecting to {@code connection.open}, above 0. Default 10 s. */
    public BrokerBuilder handshakeTimeout(Duration timeout) {
        require(timeout.compareTo(Duration.ZERO) > 0, "handshakeTimeout", timeout, "a duration above 0");
        this.handshakeTimeout = timeout;
        return this;
    }

    /** How long the broker waits for a client's {@code close-ok} before it closes the socket, above 0. Default 10 s. */
    public BrokerBuilder closeTimeout(Duration timeout) {
        require(timeout.compareTo(Duration.ZERO) > 0, "closeTimeout", timeout, "a duration above 0");
        this.closeTimeout = timeout;
        return this;
    }

    /** The virtual hosts that a broker begins with whose store has kept none. Default {@code /} alone. */
    public BrokerBuilder virtualHosts(List<String> names) {
        require(!names.isEmpty(), "virtualHosts", names, "one name or more");
        this.virtualHosts = List.copyOf(names);
        return this;
    }

    /** Where durable definitions and persistent messages are kept. Default in memory. The broker opens and closes it. */
    public BrokerBuilder store(MessageStore messageStore) {
        this.store = messageStore;
        return this;
    }

    /**
     * Who may log in. Default {@code guest} with password {@code guest}, from the loopback interface only. An {@link InMemoryUserStore} holds
     * the users that a broker begins with; those that the broker's store has kept replace them, and administrators can change them.
     */
    public BrokerBuilder users(UserStore userStore) {
        this.users = userStore;
        return this;
    }

    /** Users who may log in from the loopback interface only. Default {@code guest}. */
    public BrokerBuilder loopbackUsers(Set<String> names) {
        this.authentication = authentication.withLoopbackUsers(names);
        return this;
    }

    /**
     * The SASL mechanisms that are offered, the preferred one first: some of {@link AuthenticationSettings#ALL_MECHANISMS}. Default
     * PLAIN and AMQPLAIN, EXTERNAL to clients that have shown a certificate, and ANONYMOUS if there is an {@link #anonymousUser}.
     */
    public BrokerBuilder saslMechanisms(List<String> mechanisms) {
        this.saslMechanisms = List.copyOf(mechanisms);
        return this;
    }

    /** Which name in a client's certificate is the user's, for EXTERNAL; the user has to exist. Default the common name. */
    public BrokerBuilder certificateName(CertificateName name) {
        this.authentication = authentication.withCertificateName(name);
        return this;
    }

    /** Whom ANONYMOUS logs in; the user has to exist. Default nobody, so that ANONYMOUS is not offered. */
    public BrokerBuilder anonymousUser(String name) {
        this.authentication = authentication.withAnonymousUser(name);
        return this;
    }

    /**
     * Others who know names and passwords, asked in this order about whom the broker does not know, or has no password of. Default none.
     *
     * @param ownPasswordsToo false if the passwords of the broker's own users do not count
     */
    public BrokerBuilder authenticationBackends(boolean ownPasswordsToo, List<AuthenticationBackend> backends) {
        this.authentication = authentication.withBackends(ownPasswordsToo, backends);
        return this;
    }

    /** The broker with these settings, not started yet. @throws IllegalArgumentException if they do not fit together */
    public Broker build() {
        check();
        return new Broker(this);
    }

    /** Brings settings together that were given apart. @throws IllegalArgumentException if they do not fit together */
    void check() {
        authentication = authentication.withMechanisms(saslMechanisms);
        require(
                !saslMechanisms.contains("EXTERNAL")
                        || (tls != null && tls.clientAuthentication() != ClientAuthentication.NONE),
                "saslMechanisms",
                saslMechanisms,
                "no EXTERNAL without TLS that asks clients for certificates");
        require(port != NO_PORT || tls != null, "port", port, "a port, since there is no listener with TLS either,");
    }

    private static void require(boolean valid, String setting, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(
                    "Setting " + setting + " is '" + value + "', but " + allowed + " is expected");
        }
    }
}
