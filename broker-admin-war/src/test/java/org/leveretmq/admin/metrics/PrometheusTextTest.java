package org.leveretmq.admin.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {
    @Test
    void aMetricHasAHelpATypeAndASample() {
        assertThat(new PrometheusText("p_").counter("a_total", "What it is", 3).gauge("b", "And this", 0.5))
                .hasToString("# HELP p_a_total What it is\n# TYPE p_a_total counter\np_a_total 3\n"
                        + "# HELP p_b And this\n# TYPE p_b gauge\np_b 0.5\n");
    }

    @Test
    void labelsAreEscaped() {
        assertThat(new PrometheusText("").sample("a", Map.of("name", "x\\y\"z\nü"), 1))
                .hasToString("a{name=\"x\\\\y\\\"z\\nü\"} 1\n");
    }

    @Test
    void eachThingHasASample() {
        assertThat(new PrometheusText("")
                        .each("a", "gauge", "A", List.of(1, 2), n -> Map.of("n", "" + n), n -> n * 1e9))
                .hasToString("# HELP a A\n# TYPE a gauge\na{n=\"1\"} 1000000000\na{n=\"2\"} 2000000000\n");
    }
}
