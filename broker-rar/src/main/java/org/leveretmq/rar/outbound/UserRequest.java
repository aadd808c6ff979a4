package org.leveretmq.rar.outbound;

import jakarta.resource.spi.ConnectionRequestInfo;

/** As whom an application wants to be connected. */
record UserRequest(String user, String password) implements ConnectionRequestInfo {
    /** Without the password. */
    @Override
    public String toString() {
        return "UserRequest[" + user + "]";
    }
}
