package org.leveretmq.benchmarks;

import java.util.List;

/** What the rounds of a load have shown for the two brokers; no rounds if one of them failed. */
record Result(Load load, List<Measurement> ours, List<Measurement> peers) {
    boolean complete() {
        return !ours.isEmpty() && !peers.isEmpty();
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
