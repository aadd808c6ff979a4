package org.leveretmq.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    @Test
    void readsUserAndPassword() {
        assertThat(Credentials.parse("Basic Z3Vlc3Q6Z3Vlc3Q=")).contains(new Credentials("guest", "guest"));
    }

    // RFC 7617 §2: the user name ends at the first colon, the password may hold more of them.
    @Test
    void aPasswordMayHoldColonsAndLettersOfAnyAlphabet() {
        assertThat(Credentials.parse(basic("häsin:pa:ß:"))).contains(new Credentials("häsin", "pa:ß:"));
    }

    // RFC 9110 §11.1: the name of a scheme is case-insensitive.
    @Test
    void theSchemeMayBeInAnyCase() {
        assertThat(Credentials.parse("bAsIc Z3Vlc3Q6Z3Vlc3Q=")).isPresent();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Bearer Z3Vlc3Q6Z3Vlc3Q=", "Basic *", "Basic Z3Vlc3Q="})
    void anythingElseIsNoLogin(String header) {
        assertThat(Credentials.parse(header)).isEmpty();
    }

    @Test
    void thePasswordIsNotInItsText() {
        assertThat(new Credentials("guest", "secret")).hasToString("Credentials[user=guest]");
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
