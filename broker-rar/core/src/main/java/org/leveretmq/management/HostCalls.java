package org.leveretmq.management;

import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.leveretmq.api.management.OperationRefusedException;
import org.leveretmq.embedded.BrokerOperationException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.vhost.VirtualHosts;

/** Finds virtual hosts, and turns what went wrong in them into what administrators are told. Any thread. */
final class HostCalls {
    private final VirtualHosts virtualHosts;

    HostCalls(VirtualHosts virtualHosts) {
        this.virtualHosts = virtualHosts;
    }

    /** The virtual host. @throws NoSuchElementException if there is none of this name */
    VirtualHost require(String name) {
        VirtualHost host = virtualHosts.find(name);
        if (host == null) {
            throw new NoSuchElementException("There is no virtual host '" + name + "'");
        }
        return host;
    }

    /**
     * Runs a call of an operation.
     *
     * @throws OperationRefusedException if the broker has refused it
     * @throws IllegalStateException if the store has failed
     */
    static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (BrokerOperationException e) {
            ReplyCode code = e.replyCode();
            if (code == ReplyCode.RESOURCE_ERROR || code == ReplyCode.INTERNAL_ERROR) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            throw new OperationRefusedException(code.code(), String.valueOf(e.getMessage()));
        }
    }
}
