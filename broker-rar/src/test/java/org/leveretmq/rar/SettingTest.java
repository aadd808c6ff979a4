package org.leveretmq.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
    private static final Path MANUAL = Path.of("..", "docs", "settings.md");

    @ParameterizedTest
    @ValueSource(strings = {"-2", "65536", "99999999999", "amqp", "", "56 72"})
    void refusesAPortThatIsNone(String value) {
        assertThatThrownBy(() -> Setting.PORT.check(value, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Setting port is '" + value + "', but a whole number from -1 to 65535 is expected");
    }

    @Test
    void namesTheEnvironmentVariableThatHoldsTheWrongValue() {
        assertThatThrownBy(() ->
                        Setting.HEARTBEAT_SECONDS.check("soon", "environment variable LEVERETMQ_HEARTBEAT_SECONDS"))
                .hasMessage("Setting heartbeatSeconds (environment variable LEVERETMQ_HEARTBEAT_SECONDS) is 'soon', but"
                        + " a whole number from 0 to 65535 is expected");
    }

    @Test
    void refusesControlCharactersInText() {
        assertThatThrownBy(() -> Setting.PRODUCT.check("Leveret\nMQ", null)).hasMessageContaining("product");
    }

    @Test
    void passwordsAreShownToNobody() {
        assertThat(Setting.TLS_KEY_STORE_PASSWORD.shown("leveret")).isEqualTo("***");
    }

    @Test
    void wordsAreTakenInUpperCaseToo() {
        assertThat(Setting.REALM_AUTHENTICATION.check(" Fallback ", null)).isEqualTo("fallback");
    }

    @Test
    void refusesAWordThatIsNoneOfTheAllowedOnes() {
        assertThatThrownBy(() -> Setting.TLS_CLIENT_AUTHENTICATION.check("always", null))
                .hasMessage("Setting tlsClientAuthentication is 'always', but none, optional, required is expected");
    }

    @ParameterizedTest
    @CsvSource({"' 5673 ',5673", "+1,1", "007,7"})
    void bringsNumbersToTheirNormalForm(String value, String expected) {
        assertThat(Setting.PORT.check(value, null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void allowsItsOwnDefault(Setting setting) {
        assertThat(setting.check(setting.defaultValue(), null)).isEqualTo(setting.defaultValue());
    }

    @Test
    void theManualListsEverySettingAsItIs() throws IOException {
        List<String> rows = Files.readAllLines(MANUAL).stream()
                .filter(line -> line.startsWith("| `") && line.contains("`LEVERETMQ_"))
                .filter(line -> !line.startsWith("| `LEVERETMQ_"))
                .toList();
        List<String> expected =
                Arrays.stream(Setting.values()).map(SettingTest::row).toList();

        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(rows);
        List<String> wrong = new ArrayList<>(rows);
        wrong.removeAll(expected);
        assertThat(missing)
                .withFailMessage(() -> "docs/settings.md lacks these rows:\n" + String.join("\n", missing)
                        + "\nand these have to go:\n" + String.join("\n", wrong))
                .isEmpty();
        assertThat(rows).as("order of Setting's constants").containsExactlyElementsOf(expected);
    }

    @Test
    void theManualNamesNoSettingThatThereIsNot() throws IOException {
        List<String> known = Arrays.stream(Setting.values())
                .map(Setting::environmentVariable)
                .toList();
        List<String> named = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(MANUAL.getParent())) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                Matcher variable = Pattern.compile("LEVERETMQ_[A-Z_]+").matcher(Files.readString(page));
                while (variable.find()) {
                    named.add(variable.group());
                }
            }
        }

        named.removeAll(known);
        // Of leveretmq.jar and of the admin application, which have classes of their own for them.
        named.removeIf("LEVERETMQ_HTTP_PORT"::equals);
        named.removeIf(variable -> variable.startsWith("LEVERETMQ_ADMIN_"));
        assertThat(named).isEmpty();
    }

    private static String row(Setting setting) {
        String defaultValue = setting.defaultValue().isEmpty() ? "empty" : "`" + setting.defaultValue() + "`";
        return "| `%s` | `%s` | %s | %s | %s | %s | %s |"
                .formatted(
                        setting.property(),
                        setting.environmentVariable(),
                        setting.unit(),
                        setting.allowed(),
                        defaultValue,
                        setting.change().text(),
                        setting.description());
    }
}
