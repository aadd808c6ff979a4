package org.leveretmq.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartReportTest {
    @Test
    void saysInOneLineWhereEverythingListens() {
        assertThat(StartReport.of(List.of("amqp 0.0.0.0:5672"), List.of(15672), true))
                .isEqualTo(new StartReport(
                        true,
                        "LeveretMQ is ready: amqp 0.0.0.0:5672; admin page http://localhost:15672/; Ctrl-C stops it"));
    }

    @Test
    void isIncompleteWithoutABroker() {
        assertThat(StartReport.of(List.of(), List.of(15672), true))
                .isEqualTo(
                        new StartReport(false, "LeveretMQ did not start: the broker failed, the log above says why"));
    }

    @Test
    void isIncompleteWithoutTheAdminApplication() {
        assertThat(StartReport.of(List.of("amqp 0.0.0.0:5672"), List.of(15672), false)
                        .complete())
                .isFalse();
    }
}
