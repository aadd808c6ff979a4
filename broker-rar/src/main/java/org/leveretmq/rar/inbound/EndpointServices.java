package org.leveretmq.rar.inbound;

import jakarta.resource.spi.work.WorkManager;
import java.util.concurrent.Executor;
import org.leveretmq.concurrent.Scheduler;

/**
 * What endpoints need of their adapter.
 *
 * @param workManager the server's threads
 * @param ownThreads for what the server's threads refuse
 * @param scheduler for what has to wait
 */
record EndpointServices(WorkManager workManager, Executor ownThreads, Scheduler scheduler) {}
