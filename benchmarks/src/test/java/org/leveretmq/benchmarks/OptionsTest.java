package org.leveretmq.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void compares_the_core_with_rabbitmq_if_nothing_is_said() {
        Options options = Options.parse();

        assertThat(options.ours().text()).isEqualTo("core");
        assertThat(options.peer().text()).isEqualTo("rabbitmq");
        assertThat(options.scenarios()).isEqualTo(Scenarios.ALL);
    }

    @Test
    void takes_the_scenarios_that_are_named() {
        Options options = Options.parse("--scenarios", "tx-10,transient-12");

        assertThat(options.scenarios()).extracting(Scenario::name).containsExactly("tx-10", "transient-12");
    }

    @Test
    void says_which_scenarios_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--scenarios", "nonsense"))
                .withMessageContaining("nonsense")
                .withMessageContaining("fanout-10");
    }

    @Test
    void refuses_unknown_options() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--round", "3"))
                .withMessageContaining("--round");
    }

    @Test
    void refuses_too_small_numbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--rounds", "0"))
                .withMessage("Option --rounds has to be 1 or more");
    }

    @Test
    void attaches_to_a_running_broker() {
        assertThat(AttachedBroker.parse("localhost:5672@4711")).isEqualTo(new AttachedBroker("localhost", 5672, 4711));
    }

    @Test
    void refuses_a_running_broker_without_process() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttachedBroker.parse("localhost:5672"))
                .withMessageContaining("HOST:PORT@PID");
    }
}
