package org.leveretmq.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leveretmq.benchmarks.PerfTestOutput.Latency;

class PerfTestOutputTest {
    private static final String INTERVAL =
            "id: t, time 1.009 s, sent: 6613 msg/s, confirmed: 6514 msg/s, nacked: 0 msg/s, received: 6514 msg/s, "
                    + "min/median/75th/95th/99th consumer latency: 3354/11487/23363/38828/64178 µs, "
                    + "confirm latency: 1345/5241/9314/26055/76813 µs";

    @Test
    void reads_the_summary() {
        PerfTestOutput output = PerfTestOutput.parse(List.of(
                "id: t, starting consumer #0",
                INTERVAL,
                "test stopped (Reached time limit)",
                "id: t, sending rate avg: 14877 msg/s",
                "id: t, receiving rate avg: 14878 msg/s",
                "id: t, consumer latency min/median/75th/95th/99th 241/4973/8467/43345/64793 µs",
                "id: t, confirm latency min/median/75th/95th/99th 130/1745/4093/9962/29150 µs"));

        assertThat(output)
                .isEqualTo(new PerfTestOutput(
                        14877,
                        14878,
                        new Latency(4973, 43345, 64793),
                        new Latency(1745, 9962, 29150),
                        "Reached time limit",
                        false));
    }

    @Test
    void takes_zeros_for_a_latency_that_was_not_measured() {
        PerfTestOutput output =
                PerfTestOutput.parse(List.of("consumer latency min/median/75th/95th/99th 0/0/0/0/0 µs"));

        assertThat(output.latency()).isNull();
    }

    @Test
    void notices_refused_publishes() {
        PerfTestOutput output = PerfTestOutput.parse(List.of(INTERVAL.replace("nacked: 0", "nacked: 3")));

        assertThat(output.nacked()).isTrue();
    }
}
