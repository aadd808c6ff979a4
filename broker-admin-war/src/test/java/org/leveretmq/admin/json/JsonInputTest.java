package org.leveretmq.admin.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {
    @Test
    void numbersAreAsSmallAsTheyMayBe() {
        assertThat(JsonInput.object("{\"a\":1,\"b\":3000000000,\"c\":1.5,\"d\":[true,null,\"é\"]}"))
                .hasValueSatisfying(object -> assertThat(object)
                        .containsEntry("a", 1)
                        .containsEntry("b", 3_000_000_000L)
                        .containsEntry("c", 1.5)
                        .extractingByKey("d")
                        .isEqualTo(Arrays.asList(true, null, "é")));
    }

    @Test
    void nothingIsAnObjectWithoutMembers() {
        assertThat(JsonInput.object(" "))
                .hasValueSatisfying(object -> assertThat(object).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "1", "null", "{", "{} {}", "{}x", "{\"a\":}", "nothing"})
    void whatIsNotOneObjectIsNone(String text) {
        assertThat(JsonInput.object(text)).isEmpty();
    }

    @Test
    void whatIsNestedTooDeeplyIsNone() {
        for (int depth : List.of(200, 100_000)) {
            assertThat(JsonInput.object("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}"))
                    .isEmpty();
        }
    }
}
