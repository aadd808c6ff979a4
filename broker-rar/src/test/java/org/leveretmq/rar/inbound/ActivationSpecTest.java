package org.leveretmq.rar.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.PropertyDescriptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ActivationSpecTest {
    private static BrokerActivationSpec spec(Consumer<BrokerActivationSpec> settings) {
        BrokerActivationSpec spec = new BrokerActivationSpec();
        spec.setQueue("q");
        settings.accept(spec);
        return spec;
    }

    private static void assertInvalid(Consumer<BrokerActivationSpec> settings, String property, String message) {
        assertThatThrownBy(() -> spec(settings).validate())
                .isInstanceOfSatisfying(InvalidPropertyException.class, failure -> {
                    assertThat(failure).hasMessage(message);
                    assertThat(Arrays.stream(failure.getInvalidPropertyDescriptors())
                                    .map(PropertyDescriptor::getName))
                            .containsExactly(property);
                });
    }

    @Test
    void aQueueAloneIsEnough() {
        BrokerActivationSpec spec = spec(settings -> {});

        assertThatCode(spec::validate).doesNotThrowAnyException();
        assertThat(spec.prefetch()).isEqualTo(10);
        assertThat(spec.concurrency()).isEqualTo(1);
        assertThat(spec.redeliveryDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(spec.maximumRedeliveries()).isEqualTo(-1);
        assertThat(spec.declaresQueue()).isFalse();
    }

    @Test
    void anExchangeAloneIsEnough() {
        BrokerActivationSpec spec = spec(settings -> {
            settings.setQueue("");
            settings.setExchange("events");
            settings.setConcurrency(20);
        });

        assertThatCode(spec::validate).doesNotThrowAnyException();
        assertThat(spec.declaresQueue()).isTrue();
        assertThat(spec.prefetch()).isEqualTo(20);
        assertThat(spec.exchangeTypeName()).isEqualTo("direct");
    }

    @Test
    void saysWhatIsWrong() {
        assertInvalid(
                settings -> settings.setQueue(null),
                "queue",
                "Property queue is missing: name the queue to receive from, or an exchange to bind one to");
        assertInvalid(
                settings -> settings.setPrefetch(0),
                "prefetch",
                "Property prefetch is '0', but a number from 1 to 65535 is expected");
        assertInvalid(
                settings -> settings.setConcurrency(1001),
                "concurrency",
                "Property concurrency is '1001', but a number from 1 to 1000 is expected");
        assertInvalid(
                settings -> settings.setRedeliveryDelayMillis(-1L),
                "redeliveryDelayMillis",
                "Property redeliveryDelayMillis is '-1', but a number from 0 to 86400000 is expected");
        assertInvalid(
                settings -> settings.setMaximumRedeliveries(-2),
                "maximumRedeliveries",
                "Property maximumRedeliveries is '-2', but a number from -1 to 2147483647 is expected");
        assertInvalid(
                settings -> settings.setRoutingKey("k"),
                "routingKey",
                "Property routingKey is of no use without exchange");
        assertInvalid(
                settings -> settings.setDeadLetterExchange("dlx"),
                "deadLetterExchange",
                "Property deadLetterExchange is of no use for a queue that is not declared here: set declareQueue to true");
        assertInvalid(
                settings -> settings.setPassword("p"), "password", "Property password is of no use without userName");
        assertInvalid(
                settings -> settings.setSelector("a = "),
                "selector",
                "Property selector: The selector \"a = \" has its end at character 4, but a value is expected");
    }
}
