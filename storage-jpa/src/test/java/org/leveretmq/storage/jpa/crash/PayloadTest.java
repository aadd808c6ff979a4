package org.leveretmq.storage.jpa.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A body tells its message, and whether it is as it was sent. */
class PayloadTest {
    @Test
    void a_body_tells_its_message_and_whether_it_is_damaged() {
        for (long number = 1; number < 200; number++) {
            MessageId message = new MessageId("p", number);
            assertThat(Payload.idOf(Payload.of(message))).isEqualTo(message);
        }
        byte[] damaged = Payload.of(new MessageId("p", 5));
        damaged[damaged.length - 1]++;

        assertThatThrownBy(() -> Payload.idOf(damaged))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p 5 is not as it was sent");
    }
}
