/** What there is in the broker as maps with the names that RabbitMQ's management has given them. Any thread. */
@NullMarked
package org.leveretmq.admin.view;

import org.jspecify.annotations.NullMarked;
