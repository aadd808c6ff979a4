/**
 * The HTTP management API, compatible with RabbitMQ's: resources of Jakarta REST that turn requests into operations of {@code org.leveretmq.api}, and what
 * comes back into answers. Runs on the server's HTTP threads, behind {@link org.leveretmq.admin.access.ApiFilter}.
 */
@NullMarked
package org.leveretmq.admin.api;

import org.jspecify.annotations.NullMarked;
