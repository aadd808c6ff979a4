package org.leveretmq.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leveretmq.benchmarks.PerfTestOutput.Latency;

class ReportTest {
    private static final Load LOAD = new Load("some load", List.of(), Load.Limit.TIME, new Demand(2, 0.5));

    @Test
    void compares_the_medians_and_says_what_was_met() {
        Result result = new Result(
                LOAD,
                List.of(measurement(50_000, 4), measurement(90_000, 6), measurement(60_000, 5)),
                List.of(measurement(20_000, 8)));

        String tables = new Report("A", "B", true).tables(List.of(result));

        assertThat(tables)
                .contains("| some load | 60,000 | 20,000 | 3.00 | ≥ 2.0 met | 5.0 | 8.0 | 0.63 | ≤ 0.50 **missed** |");
    }

    @Test
    void asks_nothing_of_other_brokers() {
        Result result = new Result(LOAD, List.of(measurement(50_000, 4)), List.of(measurement(20_000, 8)));

        String tables = new Report("A", "B", false).tables(List.of(result));

        assertThat(tables).doesNotContain("≥").doesNotContain("≤");
    }

    @Test
    void tells_every_figure_of_both_brokers() {
        Result result = new Result(LOAD, List.of(measurement(50_000, 4)), List.of(measurement(20_000, 8)));

        String tables = new Report("A", "B", true).tables(List.of(result));

        assertThat(tables)
                .contains("| some load | A | 50,000 | 50,000 | 50,000 – 50,000 | 1 / 2 / 3,000 | – | 7.0 | 0.15 |")
                .contains("| some load | B | 20,000 | 20,000 | 20,000 – 20,000 | 1 / 2 / 3,000 | – | 7.0 | 0.15 |");
    }

    @Test
    void shows_failed_loads() {
        String tables = new Report("A", "B", true).tables(List.of(new Result(LOAD, List.of(), List.of())));

        assertThat(tables).contains("| some load | failed |");
    }

    @Test
    void all_rows_of_a_table_have_the_same_number_of_cells() {
        Result result = new Result(LOAD, List.of(measurement(50_000, 4)), List.of(measurement(20_000, 8)));

        String tables = new Report("A", "B", true).tables(List.of(result));

        assertThat(tables.lines().filter(line -> !line.isEmpty()))
                .allSatisfy(line ->
                        assertThat(line.chars().filter(c -> c == '|').count()).isEqualTo(10));
    }

    @Test
    void judges_nothing_on_a_disturbed_machine() {
        Result result = new Result(LOAD, List.of(measurement(50_000, 4, 1.3)), List.of(measurement(20_000, 8, 0.1)));

        String tables = new Report("A", "B", true).tables(List.of(result));

        assertThat(tables)
                .contains("| some load (disturbed) | 50,000 | 20,000 | 2.50 | ≥ 2.0 ? | 4.0 | 8.0 | 0.50 | ≤ 0.50 ? |");
    }

    private static Measurement measurement(double rate, double micros) {
        return measurement(rate, micros, 0.15);
    }

    private static Measurement measurement(double rate, double micros, double otherCores) {
        return new Measurement(rate, rate, rate, micros, 7, otherCores, new Latency(1, 2, 3000), null);
    }
}
