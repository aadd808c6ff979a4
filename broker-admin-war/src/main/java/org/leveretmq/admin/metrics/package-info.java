/** What a broker counts in Prometheus' text format, by the names of RabbitMQ's plugin. Runs on the server's HTTP threads. */
@NullMarked
package org.leveretmq.admin.metrics;

import org.jspecify.annotations.NullMarked;
