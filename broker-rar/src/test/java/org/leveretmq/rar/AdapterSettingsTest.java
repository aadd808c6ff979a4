package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdapterSettingsTest {
    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    @Test
    void anEnvironmentVariableOverridesTheConfiguredValue() {
        AdapterSettings settings =
                AdapterSettings.resolve(Map.of(Setting.PORT, "5673"), Map.of("LEVERETMQ_PORT", "5674"));

        assertThat(settings).hasToString(withPort("5674").toString()).isEqualTo(withPort("5674"));
    }

    @Test
    void anEmptyEnvironmentVariableCountsAsUnset() {
        AdapterSettings settings = AdapterSettings.resolve(Map.of(Setting.PORT, "5673"), Map.of("LEVERETMQ_PORT", " "));

        assertThat(settings).isEqualTo(withPort("5673"));
    }

    @Test
    void whatIsNotConfiguredHasItsDefault() {
        AdapterSettings settings = AdapterSettings.resolve(Map.of(), NO_ENVIRONMENT);

        assertThat(settings).isEqualTo(withPort("5672")).hasSameHashCodeAs(withPort("5672"));
    }

    @Test
    void aWrongEnvironmentVariableIsNamed() {
        assertThatThrownBy(() -> AdapterSettings.resolve(Map.of(), Map.of("LEVERETMQ_PORT", "amqp")))
                .hasMessage("Setting port (environment variable LEVERETMQ_PORT) is 'amqp', but"
                        + " a whole number from 0 to 65535 is expected");
    }

    @Test
    void tellsWhatDiffers() {
        assertThat(withPort("5673").differenceFrom(withPort("5672"))).isEqualTo("port '5673' instead of '5672'");
        assertThat(withPort("5672").differenceFrom(withPort("5672"))).isEmpty();
    }

    static Stream<Setting> numbers() {
        return Arrays.stream(Setting.values()).filter(Setting::isNumber);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void theBrokerTakesTheWholeRangeOfEachNumber(Setting setting) {
        for (String bound : setting.allowed().split(" to ", -1)) {
            assertThatCode(() -> AdapterSettings.resolve(Map.of(setting, bound), NO_ENVIRONMENT)
                            .newBroker()
                            .close())
                    .doesNotThrowAnyException();
        }
    }

    private static AdapterSettings withPort(String port) {
        return AdapterSettings.resolve(Map.of(Setting.PORT, port), NO_ENVIRONMENT);
    }
}
