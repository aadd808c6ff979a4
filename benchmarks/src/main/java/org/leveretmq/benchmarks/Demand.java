package org.leveretmq.benchmarks;

/**
 * What is asked of LeveretMQ next to RabbitMQ 3.10.
 *
 * @param rateRatio its rate divided by the peer's, at least; 0 if nothing is asked
 * @param processorRatio its processor time for a message divided by the peer's, at most; 0 if nothing is asked
 */
record Demand(double rateRatio, double processorRatio) {
    static final Demand NONE = new Demand(0, 0);
}
