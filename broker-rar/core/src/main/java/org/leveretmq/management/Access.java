package org.leveretmq.management;

import org.leveretmq.channel.Permissions;

/** On whose behalf something is done. */
interface Access {
    /** What may be done in the virtual host; a new object for each operation, used on that virtual host's loop. */
    Permissions in(String virtualHost);
}
