package org.leveretmq.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    /** Computed by another implementation of Argon2id. */
    private static final String FOREIGN_ARGON2 =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void a_new_hash_is_argon2id_at_the_cost_that_owasp_recommends() {
        assertThat(PasswordHash.of("hare")).asString().startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void a_new_hash_matches_its_password_and_no_other() {
        PasswordHash hash = PasswordHash.of("Häsin 🐇");

        assertThat(hash.matches("Häsin 🐇")).isTrue();
        assertThat(hash.matches("Hasin 🐇")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void two_hashes_of_a_password_differ_by_their_salt() {
        assertThat(PasswordHash.of("hare")).isNotEqualTo(PasswordHash.of("hare"));
    }

    @Test
    void the_text_form_brings_back_the_hash() {
        PasswordHash hash = PasswordHash.of("hare");

        PasswordHash parsed = PasswordHash.parse(hash.toString());

        assertThat(parsed).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(parsed.matches("hare")).isTrue();
    }

    @Test
    void a_hash_of_another_implementation_is_verified_at_its_own_cost() {
        assertThat(PasswordHash.parse(FOREIGN_ARGON2).matches("password")).isTrue();
        assertThat(PasswordHash.parse(FOREIGN_ARGON2)).hasToString(FOREIGN_ARGON2);
    }

    @Test
    void the_sha256_hash_of_rabbitmq_is_verified() {
        PasswordHash hash = PasswordHash.ofRabbit(
                "rabbit_password_hashing_sha256", "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR");

        assertThat(hash.matches("test12")).isTrue();
        assertThat(hash.matches("test13")).isFalse();
        assertThat(PasswordHash.parse(hash.toString())).isEqualTo(hash);
    }

    @Test
    void the_sha512_hash_of_rabbitmq_is_verified() {
        PasswordHash hash = PasswordHash.ofRabbit(
                "rabbit_password_hashing_sha512",
                "AQIDBPxZ9dINRo0L8lDHLIDfxryl4lOwNg3eD+E4WwlrP7lVWWCnnpj9cw+JDeI0lEkqlk4WYZLIvfkDcxQPgJr+JE8=");

        assertThat(hash.matches("hare")).isTrue();
        assertThat(hash.matches("Hare")).isFalse();
        assertThat(PasswordHash.parse(hash.toString())).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rabbit_password_hashing_md5", "", "sha256"})
    void an_unknown_algorithm_of_rabbitmq_is_refused_by_name(String algorithm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PasswordHash.ofRabbit(algorithm, "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30"))
                .withMessageContaining("'" + algorithm + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hare",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=1000,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=8,t=2,p=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFh",
                "$rabbit-sha256$AAAA",
                "$rabbit-sha256$!!!!"
            })
    void a_malformed_or_too_costly_hash_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PasswordHash.parse(text));
    }
}
