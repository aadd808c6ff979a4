package org.leveretmq.arquillian;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Ports for servers that a test starts itself, so that tests in several JVMs do not meet. */
final class FreePort {
    private FreePort() {}

    /** One that nothing listens on now. */
    static int find() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
