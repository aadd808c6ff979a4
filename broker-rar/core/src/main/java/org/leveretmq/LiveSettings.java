package org.leveretmq;

import org.jspecify.annotations.Nullable;
import org.leveretmq.connection.ConnectionSettings;
import org.leveretmq.connection.CurrentSettings;
import org.leveretmq.durability.DiskWatermark;
import org.leveretmq.durability.HeapWatermark;
import org.leveretmq.security.Authenticator;
import org.leveretmq.tls.TlsContext;

/**
 * The parts of a running broker that take other settings without a restart. Any thread.
 *
 * @param connections what clients are told, and limits on messages
 * @param heap the memory that messages may take
 * @param disk the room that has to be left on the disk of the store, if it has one
 * @param authenticator how clients log in
 * @param tls the listener with TLS, if there is one
 */
record LiveSettings(
        CurrentSettings connections,
        HeapWatermark heap,
        @Nullable DiskWatermark disk,
        Authenticator authenticator,
        @Nullable TlsContext tls) {
    /** Has the parts take over what they know of these settings. Throws as {@link Broker#reconfigure} says. */
    void replace(BrokerBuilder changed) {
        changed.check();
        // First, since it is the only one that can fail.
        if (tls != null && changed.tls != null) {
            tls.use(changed.tls);
        }
        authenticator.use(changed.authentication);
        heap.limitBytes(changed.maxHeldBytes);
        if (disk != null) {
            disk.limit(changed.diskFreeLimit);
        }
        ConnectionSettings others = ofConnections(changed);
        connections.replace(others.named(connections.get().brokerName()));
    }

    /** What connections have to know of the settings. */
    static ConnectionSettings ofConnections(BrokerBuilder settings) {
        return new ConnectionSettings(
                settings.name,
                settings.product,
                settings.version,
                settings.frameMaxBytes,
                settings.channelMax,
                settings.heartbeatSeconds,
                settings.maxMessageBytes,
                settings.consumerTimeout,
                settings.handshakeTimeout,
                settings.closeTimeout);
    }
}
