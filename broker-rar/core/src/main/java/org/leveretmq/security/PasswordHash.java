package org.leveretmq.security;

/**
 * The salted hash of a password in a text form that names its algorithm and cost, so that both can be raised later without making stored
 * hashes useless. New ones are Argon2id; those of RabbitMQ are verified, since its definitions can be imported, and never newly made.
 * Immutable; any thread. Equal if the text forms are.
 *
 * <table>
 *   <caption>Text forms</caption>
 *   <tr><td>{@code $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}</td><td>the PHC form of Argon2id, base64 without padding</td></tr>
 *   <tr><td>{@code $rabbit-sha256$<base64>}, {@code $rabbit-sha512$<base64>}</td><td>RabbitMQ's, see {@link #ofRabbit}</td></tr>
 * </table>
 */
public sealed interface PasswordHash permits Argon2Hash, RabbitHash {
    /** Hashes a password with a new salt; takes some hundredths of a second and 19 MiB of heap meanwhile. */
    static PasswordHash of(String password) {
        return Argon2Hash.of(password);
    }

    /**
     * A hash out of RabbitMQ's definitions.
     *
     * @param algorithm {@code rabbit_password_hashing_sha256} or {@code rabbit_password_hashing_sha512}
     * @param encoded base64 of 4 bytes of salt and the hash
     * @throws IllegalArgumentException naming what is wrong
     */
    static PasswordHash ofRabbit(String algorithm, String encoded) {
        return RabbitHash.of(algorithm, encoded);
    }

    /** Reads the text form. @throws IllegalArgumentException if it is malformed, or would cost too much to verify */
    static PasswordHash parse(String text) {
        if (text.startsWith(Argon2Hash.PREFIX)) {
            return Argon2Hash.parse(text);
        }
        return RabbitHash.parse(text);
    }

    /** Whether this is the password; takes as long whatever the answer. May wait until there is heap for it. */
    boolean matches(String password);

    /** Whether verifying costs as much as a new hash does; what is cheaper tells by its time that the user exists. */
    boolean slow();

    /** The text form. */
    @Override
    String toString();
}
