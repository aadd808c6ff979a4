package org.leveretmq.embedded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a session has received and not settled. Confined to the virtual host's loop. */
final class LocalDeliveries {
    private final Set<LocalDelivery> unsettled = new LinkedHashSet<>();

    void add(LocalDelivery delivery) {
        unsettled.add(delivery);
    }

    /** Whether the delivery was not settled yet; from now on it is. */
    boolean take(LocalDelivery delivery) {
        return unsettled.remove(delivery);
    }

    /** The session ends: everything goes back to its queue. */
    void requeueAll() {
        List<LocalDelivery> all = new ArrayList<>(unsettled);
        all.forEach(delivery -> delivery.rejectNow(true));
    }
}
