package org.leveretmq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.leveretmq.api.management.LogText;

class LogTextTest {
    @Test
    void textIsOneLineThatCannotPretendToBeAnother() {
        assertThat(LogText.of("evil\nINFO forged\r\t")).isEqualTo("evil?INFO forged??");
        assertThat(LogText.of("\u001b[31mred\u009b1m")).isEqualTo("?[31mred?1m");
        assertThat(LogText.of("next\u0085line\u2028\u2029")).isEqualTo("next?line??");
        assertThat(LogText.of("\u202eright to left, half \ud800")).isEqualTo("?right to left, half ?");
    }

    @Test
    void whatCanBeReadStays() {
        String text = "Ωμέγα 🐇 größe/%2F \\ {0} \"quoted\"";

        assertThat(LogText.of(text)).isEqualTo(text);
    }

    @Test
    void longTextIsCut() {
        assertThat(LogText.of("🐇".repeat(600))).isEqualTo("🐇".repeat(500));
    }
}
