package org.leveretmq.rar.outbound;

import jakarta.resource.spi.ManagedConnectionMetaData;
import org.leveretmq.Broker;
import org.leveretmq.rar.session.Login;

/** What the server can show of a connection. */
record ConnectionMetaData(Login login) implements ManagedConnectionMetaData {
    @Override
    public String getEISProductName() {
        return "LeveretMQ";
    }

    @Override
    public String getEISProductVersion() {
        String version = Broker.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** No limit. */
    @Override
    public int getMaxConnections() {
        return 0;
    }

    @Override
    public String getUserName() {
        String user = login.user();
        return user == null ? "" : user;
    }
}
