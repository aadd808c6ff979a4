/**
 * Virtual hosts: the exchanges, queues and bindings of one name space, and how a message finds its queues.
 *
 * <p>A virtual host owns a serial loop; everything in it is confined to that loop. Knows neither channels nor the wire.
 */
@NullMarked
package org.leveretmq.vhost;

import org.jspecify.annotations.NullMarked;
