package org.leveretmq.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPortTest {
    private final Properties systemProperties = new Properties();

    @Test
    void isWhereRabbitMqToolsLookByDefault() {
        assertThat(HttpPort.from(Map.of(), systemProperties)).contains("15672");
    }

    @Test
    void comesFromTheEnvironment() {
        assertThat(HttpPort.from(Map.of("LEVERETMQ_HTTP_PORT", " 8080 "), systemProperties))
                .contains("8080");
    }

    @Test
    void whatPayaraIsToldWins() {
        assertThat(HttpPort.from(Map.of("LEVERETMQ_HTTP_PORT", "8080", "payaramicro_port", "9090"), systemProperties))
                .isEmpty();
        systemProperties.setProperty("payaramicro.port", "9090");
        assertThat(HttpPort.from(Map.of("LEVERETMQ_HTTP_PORT", "8080"), systemProperties))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "-1", "80 80"})
    void refusesWhatIsNoPort(String value) {
        assertThatThrownBy(() -> HttpPort.from(Map.of("LEVERETMQ_HTTP_PORT", value), systemProperties))
                .hasMessage("LEVERETMQ_HTTP_PORT is '" + value + "', but a whole number from 1 to 65535 is expected");
    }
}
