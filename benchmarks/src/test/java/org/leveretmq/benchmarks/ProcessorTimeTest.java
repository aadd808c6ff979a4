package org.leveretmq.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
    @Test
    void process_time_is_user_and_system_time_whatever_the_name() {
        long micros = ProcessorTime.processMicros(
                "4711 (a (strange) name) S 1 4711 4711 0 -1 4194560 100 0 0 0 250 50 7 9 20 0 3 0 100 1000 10");

        assertThat(micros).isEqualTo(3_000_000);
    }

    @Test
    void machine_time_is_all_but_idle_and_waiting() {
        long micros = ProcessorTime.machineMicros("cpu  100 1 20 9000 500 2 3 4 0 0");

        assertThat(micros).isEqualTo(1_300_000);
    }
}
