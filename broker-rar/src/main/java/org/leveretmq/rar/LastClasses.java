package org.leveretmq.rar;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Classes that the garbage collector's finalizers ask for after an undeployment: Netty's pools do when they give memory back. Payara has closed
 * the class loader by then and logs a stack trace for each class that it has not loaded before.
 */
final class LastClasses {
    private static final Logger LOG = System.getLogger(LastClasses.class.getName());
    private static final String OF_FREED_MEMORY = "io.netty.buffer.FreeChunkEvent";

    private LastClasses() {}

    /** Loads them. */
    static void load() {
        try {
            Class.forName(OF_FREED_MEMORY, true, LastClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // Another version of Netty may do without.
            LOG.log(Level.DEBUG, "Netty has no " + OF_FREED_MEMORY, e);
        }
    }
}
