package org.leveretmq.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
    void isAliveByAnswering() {
        assertThat(Health.live()).isEqualTo(new Health(true, "{\"status\":\"UP\"}"));
    }
}
