package org.leveretmq.rar;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * Lets go of our class loader where the JDK holds on to it: the method handles from which {@code equals}, {@code hashCode} and {@code toString} of
 * records are made remember the class that they were last adapted to, for as long as the JVM lives (seen with JDK 17). Adapting them to a class of
 * the JDK makes them forget ours. Any thread.
 */
final class RecordMethodCaches {
    private static final Logger LOGGER = System.getLogger(RecordMethodCaches.class.getName());

    private RecordMethodCaches() {}

    static void forgetOurs() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle text = lookup.findVirtual(String.class, "toString", MethodType.methodType(String.class));
            for (String method : new String[] {"equals", "hashCode", "toString"}) {
                ObjectMethods.bootstrap(lookup, method, MethodHandle.class, String.class, "text", text);
            }
        } catch (Throwable e) { // what bootstrap declares; the worst that follows is a class loader that stays
            LOGGER.log(Level.DEBUG, "The JDK may hold on to the class loader", e);
        }
    }
}
