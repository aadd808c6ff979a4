package org.leveretmq.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A hash as RabbitMQ keeps it: 4 bytes of salt, then the digest of the salt and the password. */
final class RabbitHash implements PasswordHash {
    private static final int SALT_BYTES = 4;

    private enum Algorithm {
        SHA256("rabbit_password_hashing_sha256", "$rabbit-sha256$", "SHA-256", 32),
        SHA512("rabbit_password_hashing_sha512", "$rabbit-sha512$", "SHA-512", 64);

        final String rabbitName;
        final String prefix;
        final String digest;
        final int hashBytes;

        Algorithm(String rabbitName, String prefix, String digest, int hashBytes) {
            this.rabbitName = rabbitName;
            this.prefix = prefix;
            this.digest = digest;
            this.hashBytes = hashBytes;
        }
    }

    private final Algorithm algorithm;
    private final byte[] saltAndHash;

    private RabbitHash(Algorithm algorithm, String encoded) {
        this.algorithm = algorithm;
        this.saltAndHash = Base64.getDecoder().decode(encoded);
        if (saltAndHash.length != SALT_BYTES + algorithm.hashBytes) {
            throw new IllegalArgumentException("A password hash of " + algorithm.rabbitName + " has "
                    + (SALT_BYTES + algorithm.hashBytes) + " bytes, not " + saltAndHash.length);
        }
    }

    static RabbitHash of(String rabbitName, String encoded) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.rabbitName.equals(rabbitName)) {
                return new RabbitHash(algorithm, encoded);
            }
        }
        throw new IllegalArgumentException("The password hashing algorithm '" + rabbitName
                + "' is not supported: rabbit_password_hashing_sha256 or rabbit_password_hashing_sha512 is expected");
    }

    static RabbitHash parse(String text) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (text.startsWith(algorithm.prefix)) {
                return new RabbitHash(algorithm, text.substring(algorithm.prefix.length()));
            }
        }
        throw new IllegalArgumentException(
                "A password hash that begins with $argon2id$, $rabbit-sha256$ or $rabbit-sha512$ is expected");
    }

    @Override
    public boolean matches(String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.digest);
            digest.update(saltAndHash, 0, SALT_BYTES);
            byte[] tried = digest.digest(password.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(Arrays.copyOfRange(saltAndHash, SALT_BYTES, saltAndHash.length), tried);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK lacks " + algorithm.digest, e);
        }
    }

    @Override
    public boolean slow() {
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RabbitHash that
                && algorithm == that.algorithm
                && MessageDigest.isEqual(saltAndHash, that.saltAndHash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(saltAndHash);
    }

    @Override
    public String toString() {
        return algorithm.prefix + Base64.getEncoder().encodeToString(saltAndHash);
    }
}
