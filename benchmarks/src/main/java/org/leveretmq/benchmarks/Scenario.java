package org.leveretmq.benchmarks;

import java.util.List;

/**
 * Loads to compare brokers with, one after the other on the same queues.
 *
 * @param name how it is chosen on the command line
 * @param topology exchange, queues and bindings
 * @param loads the loads
 */
record Scenario(String name, Topology topology, List<Load> loads) {}
