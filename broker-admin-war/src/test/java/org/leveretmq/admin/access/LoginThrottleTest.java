package org.leveretmq.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final AtomicLong nanos = new AtomicLong(1);
    private final LoginThrottle throttle = new LoginThrottle(nanos::get);
    private final InetAddress here = address("192.0.2.1");
    private final InetAddress elsewhere = address("198.51.100.7");

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void fails(int times, InetAddress from, String user) {
        for (int i = 0; i < times; i++) {
            throttle.failed(from, user);
        }
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aFewMistakesAreFree() {
        fails(4, here, "alice");

        assertThat(throttle.wait(here, "alice")).isZero();
    }

    @Test
    void everyFurtherMistakeTakesTwiceAsLong() {
        fails(5, here, "alice");
        assertThat(throttle.wait(here, "alice")).isEqualTo(Duration.ofMillis(500));
        fails(1, here, "alice");
        assertThat(throttle.wait(here, "alice")).isEqualTo(Duration.ofSeconds(1));
        passes(Duration.ofSeconds(1));
        assertThat(throttle.wait(here, "alice")).isZero();
        fails(100, here, "alice");
        assertThat(throttle.wait(here, "alice")).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void othersAreNotKeptOutForLong() {
        fails(10, here, "alice");
        assertThat(throttle.wait(elsewhere, "alice")).isZero();
        assertThat(throttle.wait(here, "bob")).isZero();

        fails(1000, here, "alice");
        assertThat(throttle.wait(elsewhere, "alice")).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anAddressThatTriesManyUsersWaits() {
        for (int i = 0; i < 20; i++) {
            fails(1, here, "user-" + i);
        }

        assertThat(throttle.wait(here, "somebody")).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aNetworkOfVersionSixIsOneAddress() {
        fails(6, address("2001:db8:0:1::1"), "alice");

        assertThat(throttle.wait(address("2001:db8:0:1:ffff::2"), "alice")).isPositive();
        assertThat(throttle.wait(address("2001:db8:0:2::1"), "alice")).isZero();
    }

    @Test
    void aLoginForgivesTheUserFromThere() {
        fails(9, here, "alice");
        throttle.succeeded(here, "alice");

        assertThat(throttle.wait(here, "alice")).isZero();
    }

    @Test
    void mistakesAreForgottenInTime() {
        fails(9, here, "alice");
        passes(Duration.ofMinutes(10));
        fails(1, here, "alice");

        assertThat(throttle.wait(here, "alice")).isZero();
    }
}
