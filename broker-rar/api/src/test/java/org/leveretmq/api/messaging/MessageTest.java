package org.leveretmq.api.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void aTextIsPersistentAndSaysWhatItIs() {
        Message message = Message.of("Grüße");

        assertThat(message.text()).isEqualTo("Grüße");
        assertThat(message.bodyBytes()).isEqualTo("Grüße".getBytes(StandardCharsets.UTF_8).length);
        assertThat(message.contentType()).isEqualTo("text/plain");
        assertThat(message.contentEncoding()).isEqualTo("UTF-8");
        assertThat(message.persistent()).isTrue();
        assertThat(message.envelope()).isEmpty();
    }

    @Test
    void aMessageDoesNotChangeWithWhatItWasMadeOf() {
        byte[] body = {1, 2};
        Map<String, Object> headers = new HashMap<>(Map.of("a", 1));
        MessageBuilder builder = Message.builder().body(body).headers(headers);
        Message message = builder.build();

        body[0] = 9;
        headers.put("b", 2);
        builder.header("c", 3);
        message.body()[0] = 9;

        assertThat(message.body()).containsExactly(1, 2);
        assertThat(message.headers()).isEqualTo(Map.of("a", 1));
        assertThatThrownBy(() -> message.headers().put("d", 4)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aCopyHasEveryPropertyAndNoEnvelope() {
        Message message = Message.builder()
                .body(new byte[] {1})
                .contentType("a/b")
                .contentEncoding("gzip")
                .header("h", "v")
                .header("nothing", null)
                .persistent(false)
                .priority(7)
                .correlationId("c")
                .replyTo("r")
                .expiration(Duration.ofMillis(1500))
                .messageId("m")
                .timestamp(Instant.ofEpochSecond(1_700_000_000))
                .type("t")
                .userId("u")
                .appId("a")
                .clusterId("cl")
                .envelope(new Envelope("", "q", "q", true, 2))
                .build();

        Message copy = message.toBuilder().build();

        assertThat(copy).isEqualTo(message).hasSameHashCodeAs(message);
        assertThat(copy.envelope()).isEmpty();
        assertThat(copy.priority()).isEqualTo(7);
        assertThat(copy.expiration()).isEqualTo(Duration.ofMillis(1500));
        assertThat(copy.toBuilder().type("other").build()).isNotEqualTo(message);
        assertThat(copy.toString()).contains("1 bytes", "clusterId=cl").doesNotContain("envelope");
    }

    @Test
    void timesAreCutToWhatCanBeSent() {
        Message message = Message.builder()
                .expiration(Duration.ofNanos(1_999_999))
                .timestamp(Instant.ofEpochSecond(5, 999))
                .build();

        assertThat(message.expiration()).isEqualTo(Duration.ofMillis(1));
        assertThat(message.timestamp()).isEqualTo(Instant.ofEpochSecond(5));
    }

    @Test
    void whatCannotBeSentIsRefused() {
        MessageBuilder builder = Message.builder();

        assertThatThrownBy(() -> builder.type("ü".repeat(128)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The type has 256 bytes in UTF-8, but at most 255 are possible");
        assertThatThrownBy(() -> builder.priority(256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.expiration(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.header("x".repeat(256), 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
