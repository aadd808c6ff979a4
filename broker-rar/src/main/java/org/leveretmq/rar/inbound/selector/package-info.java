/**
 * Conditions on the headers of messages, in the part of SQL-92 that Jakarta Messaging's selectors have made common. No state; any thread. Depends on
 * the JDK only.
 */
@NullMarked
package org.leveretmq.rar.inbound.selector;

import org.jspecify.annotations.NullMarked;
