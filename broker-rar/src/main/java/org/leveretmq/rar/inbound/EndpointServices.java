package org.leveretmq.rar.inbound;

import jakarta.resource.spi.work.WorkManager;
import org.leveretmq.concurrent.Scheduler;

/**
 * What endpoints need of their adapter.
 *
 * @param workManager the server's threads
 * @param scheduler for what has to wait
 */
record EndpointServices(WorkManager workManager, Scheduler scheduler) {}
