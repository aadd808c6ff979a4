package org.leveretmq.rar.inbound.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
    private static final Map<String, Object> HEADERS = Map.of(
            "region",
            "north'east",
            "total",
            150L,
            "weight",
            1.5f,
            "price",
            new BigDecimal("9.90"),
            "urgent",
            true,
            "late",
            false,
            "x-death.count",
            2,
            "two words",
            "yes");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region = 'north''east'",
                "total = 150 AND weight = 1.5 and price = 9.9",
                "total > 100 AND total >= 150 AND total <= 150.0 AND total < 1.51e2 AND total <> 5",
                "urgent",
                "urgent = TRUE AND NOT late",
                "late = false",
                "total BETWEEN 150 AND 200 AND total NOT BETWEEN 0 AND 149",
                "region IN ('south', 'north''east') AND total NOT IN (1, 2)",
                "region LIKE 'north%' AND region LIKE '_orth_east' AND region NOT LIKE 'east%'",
                "\"two words\" LIKE 'ye!s' ESCAPE '!'",
                "absent IS NULL AND region IS NOT NULL",
                "late OR urgent AND total = 150",
                "NOT (late OR total = 1)",
                "x-death.count = 2",
                "total = -1 OR (total = +150)",
                "absent = 1 OR urgent",
                "Region = 'x' OR region <> 'x'"
            })
    void matches(String selector) {
        assertThat(Selector.parse(selector).matches(HEADERS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "region = 'north'",
                "late",
                "urgent AND late",
                "(urgent OR late) AND late",
                "absent = 1",
                "NOT absent = 1",
                "absent <> 1",
                "absent NOT IN (1)",
                "absent NOT LIKE '%'",
                "region > 'a'",
                "NOT region > 'a'",
                "total = '150'",
                "NOT total = '150'",
                "region",
                "NOT region",
                "REGION IS NOT NULL"
            })
    void doesNotMatch(String selector) {
        assertThat(Selector.parse(selector).matches(HEADERS)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | its end at character 1, but the name of a header is expected",
                "a = | its end at character 4, but a value is expected",
                "a = b | 'b' at character 4, but a value is expected",
                "a 1 | '1' at character 2, but AND, OR or the end is expected",
                "(a = 1 | its end at character 7, but ')' is expected",
                "a NOT = 1 | '=' at character 6, but BETWEEN, IN or LIKE is expected",
                "a IN 1 | '1' at character 5, but '(' is expected",
                "a LIKE 1 | '1' at character 7, but a text in quotes is expected",
                "and = 1 | 'and' at character 1, but the name of a header is expected",
                "a = 'x | cannot be read from character 4 on",
                "a # 1 | cannot be read from character 2 on"
            })
    void saysWhereItCannotBeUnderstood(String selector, String message) {
        assertThatThrownBy(() -> Selector.parse(selector))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 10_000})
    void deepNestingIsRefused(int depth) {
        assertThatThrownBy(() -> Selector.parse("(".repeat(depth) + "a" + ")".repeat(depth)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested");
    }
}
