package org.leveretmq.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leveretmq.api.management.AlarmInfo;

class HealthTest {
    @Test
    void isReadyWhileEveryBrokerRuns() {
        Health health = Health.ready(List.of(new FakeBroker("hare").overview()));

        assertThat(health.json()).isEqualTo("{\"status\":\"UP\",\"brokers\":[{\"name\":\"hare\",\"status\":\"UP\"}]}");
        assertThat(health.httpStatus()).isEqualTo(200);
    }

    @Test
    void isNotReadyWhenOneBrokerDoesNotRun() {
        Health health = Health.ready(List.of(
                new FakeBroker("hare").overview(),
                new FakeBroker("leveret").stopped().overview()));

        assertThat(health.json())
                .startsWith("{\"status\":\"DOWN\"")
                .contains("{\"name\":\"leveret\",\"status\":\"DOWN\"}");
        assertThat(health.httpStatus()).isEqualTo(503);
    }

    @Test
    void isNotReadyWithoutABroker() {
        assertThat(Health.ready(List.of())).isEqualTo(new Health(false, "{\"status\":\"DOWN\",\"brokers\":[]}"));
    }

    @Test
    void hasNoAlarmWhileNoPublisherWaits() {
        assertThat(Health.alarms(Map.of("hare", List.of())))
                .isEqualTo(new Health(true, "{\"status\":\"UP\",\"alarms\":[]}"));
    }

    @Test
    void saysWhyPublishersWait() {
        Health health = Health.alarms(
                Map.of("hare", List.of(new AlarmInfo("disk", "low on disk", "1 MiB are free", Instant.EPOCH))));

        assertThat(health.httpStatus()).isEqualTo(503);
        assertThat(health.json())
                .isEqualTo("{\"status\":\"DOWN\",\"alarms\":[{\"broker\":\"hare\",\"kind\":\"disk\",\"reason\":\"low on"
                        + " disk\",\"detail\":\"1 MiB are free\",\"since\":\"1970-01-01T00:00:00Z\"}]}");
    }

    @Test
    void isAliveByAnswering() {
        assertThat(Health.live()).isEqualTo(new Health(true, "{\"status\":\"UP\"}"));
    }
}
