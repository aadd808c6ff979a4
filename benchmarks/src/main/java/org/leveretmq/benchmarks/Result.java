package org.leveretmq.benchmarks;

import java.util.List;

/** What the rounds of a load have shown for the two brokers; no rounds if one of them failed. */
record Result(Load load, List<Measurement> ours, List<Measurement> peers) {
    boolean complete() {
        return !ours.isEmpty() && !peers.isEmpty();
    }

    /** Whether more cores than this were busy with other things in the median round of either broker. */
    boolean disturbed(double cores) {
        return complete() && Math.max(our().otherCores(), peer().otherCores()) > cores;
    }

    Measurement our() {
        return Measurement.median(ours);
    }

    Measurement peer() {
        return Measurement.median(peers);
    }

    double rateRatio() {
        return our().ratePerSecond() / peer().ratePerSecond();
    }

    double processorRatio() {
        return our().brokerMicros() / peer().brokerMicros();
    }
}
