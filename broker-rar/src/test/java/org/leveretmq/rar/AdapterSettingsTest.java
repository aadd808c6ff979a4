package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.leveretmq.Broker;

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
                        + " a whole number from -1 to 65535 is expected");
    }

    @Test
    void tellsWhatDiffers() {
        assertThat(withPort("5673").differenceFrom(withPort("5672"))).isEqualTo("port '5673' instead of '5672'");
        assertThat(withPort("5672").differenceFrom(withPort("5672"))).isEmpty();
    }

    static Stream<Setting> numbers() {
        return Arrays.stream(Setting.values()).filter(setting -> setting.isNumber() && setting != Setting.PORT);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void theBrokerTakesTheWholeRangeOfEachNumber(Setting setting) {
        for (String bound : setting.allowed().split(" to ", -1)) {
            assertThatCode(() -> AdapterSettings.resolve(Map.of(setting, bound), NO_ENVIRONMENT)
                            .newBroker(FakeServer.realm())
                            .close())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void passwordsAreInNoText() {
        AdapterSettings settings = AdapterSettings.resolve(
                Map.of(Setting.TLS_KEY_STORE_PASSWORD, "leveret"),
                Map.of("LEVERETMQ_TLS_PRIVATE_KEY_PASSWORD", "hare"));

        assertThat(settings + settings.differenceFrom(withPort("5672")))
                .contains("***")
                .doesNotContain("0pen")
                .doesNotContain("5hut");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TLS_CERTIFICATE          | /cert.pem  | tlsPrivateKey is empty
            TLS_PRIVATE_KEY          | /key.pem   | tlsCertificate is empty
            TLS_CLIENT_AUTHENTICATION| required   | neither setting tlsCertificate nor setting tlsKeyStore
            PORT                     | -1         | Setting port is '-1'
            SASL_MECHANISMS          | PLAIN,NTLM | NTLM
            SASL_MECHANISMS          | ANONYMOUS  | anonymousUser
            REALM_TAGS               | mq-admins  | group=tag is expected
            REALM_PERMISSIONS        | / .*       | a virtual host and three regular expressions
            REALM_PERMISSIONS        | / .* .* [  | realmPermissions cannot be used
            """)
    void settingsThatDoNotFitTogetherAreNamed(Setting setting, String value, String message) {
        assertThatThrownBy(() -> AdapterSettings.resolve(Map.of(setting, value), NO_ENVIRONMENT)
                        .newBroker(FakeServer.realm()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void usersOfTheServerLogInIfASettingSaysSo() throws Exception {
        Map<Setting, String> configured = Map.of(
                Setting.PORT, "0",
                Setting.REALM_AUTHENTICATION, "fallback",
                Setting.REALM_TAGS, "mq-admins=administrator, mq-admins=policymaker",
                Setting.REALM_PERMISSIONS, "/ ^$ .* .*; orders .* .* .*");
        try (Broker broker = AdapterSettings.resolve(configured, NO_ENVIRONMENT).newBroker(FakeServer.realm())) {
            broker.start();
            InetAddress here = InetAddress.getLoopbackAddress();

            assertThat(broker.management().authenticate("alice", "secret", here))
                    .hasValue(Set.of("administrator", "policymaker"));
            assertThat(broker.management().authenticate("alice", "wrong", here)).isEmpty();
            assertThat(broker.management().authenticate("guest", "guest", here)).isPresent();
        }
    }

    private static AdapterSettings withPort(String port) {
        return AdapterSettings.resolve(Map.of(Setting.PORT, port), NO_ENVIRONMENT);
    }
}
