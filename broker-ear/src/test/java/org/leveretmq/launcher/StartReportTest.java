package org.leveretmq.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartReportTest {
    private static final List<String> AMQP = List.of("amqp 0.0.0.0:5672");

    @Test
    void saysInOneLineWhereEverythingListens() {
        assertThat(StartReport.of(AMQP, "", List.of(15672), true))
                .isEqualTo(new StartReport(
                        true,
                        "LeveretMQ is ready: amqp 0.0.0.0:5672; admin page http://localhost:15672/; Ctrl-C stops it"));
    }

    @Test
    void saysWhyTheBrokerDoesNotRun() {
        assertThat(StartReport.of(List.of(), "Cannot listen on 0.0.0.0:5672", List.of(15672), true))
                .isEqualTo(new StartReport(false, "LeveretMQ did not start: Cannot listen on 0.0.0.0:5672"));
    }

    @Test
    void isIncompleteWithoutTheAdminApplication() {
        assertThat(StartReport.of(AMQP, "", List.of(15672), false).complete()).isFalse();
    }

    @Test
    void namesTheSettingOfAPortThatMayBeTaken() {
        assertThat(StartReport.serverFailed("15672").text()).endsWith("LEVERETMQ_HTTP_PORT changes HTTP port 15672");
    }
}
