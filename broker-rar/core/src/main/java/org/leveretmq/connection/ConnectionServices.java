package org.leveretmq.connection;

import java.util.concurrent.Executor;
import org.leveretmq.concurrent.Scheduler;
import org.leveretmq.durability.PublishGate;
import org.leveretmq.security.Authenticator;
import org.leveretmq.vhost.VirtualHosts;

/**
 * What connections need of the broker. Any thread.
 *
 * @param currentSettings what the broker allows and tells
 * @param authenticator checks who a client is
 * @param virtualHosts what a client can open
 * @param gate whether publishers may publish
 * @param registry the open connections
 * @param logins run what blocks while a client is authenticated
 * @param scheduler the broker's time
 * @param faults logs what clients do wrong
 */
public record ConnectionServices(
        CurrentSettings currentSettings,
        Authenticator authenticator,
        VirtualHosts virtualHosts,
        PublishGate gate,
        ConnectionRegistry registry,
        Executor logins,
        Scheduler scheduler,
        PeerFaults faults) {
    /** What the broker allows and tells now. */
    public ConnectionSettings settings() {
        return currentSettings.get();
    }
}
