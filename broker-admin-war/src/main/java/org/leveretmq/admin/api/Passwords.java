package org.leveretmq.admin.api;

import org.jspecify.annotations.Nullable;

/** Hashes of passwords as definitions have them: RabbitMQ's in base64 with the name of their algorithm, ours in their own text form. */
final class Passwords {
    private static final String SHA256 = "rabbit_password_hashing_sha256";
    private static final String SHA512 = "rabbit_password_hashing_sha512";
    private static final String SHA256_PREFIX = "$rabbit-sha256$";
    private static final String SHA512_PREFIX = "$rabbit-sha512$";

    /** What RabbitMQ does not know, so that it refuses such a user instead of making one with a wrong password. */
    private static final String ARGON2ID = "leveretmq_password_hashing_argon2id";

    private Passwords() {}

    /** The hash as a client sees it. */
    static String shown(String hash) {
        if (hash.startsWith(SHA256_PREFIX)) {
            return hash.substring(SHA256_PREFIX.length());
        }
        return hash.startsWith(SHA512_PREFIX) ? hash.substring(SHA512_PREFIX.length()) : hash;
    }

    /** The name of the hash's algorithm. */
    static String algorithm(String hash) {
        if (hash.startsWith(SHA512_PREFIX)) {
            return SHA512;
        }
        return hash.isEmpty() || hash.startsWith(SHA256_PREFIX) ? SHA256 : ARGON2ID;
    }

    /** The text form of what a client has sent; the broker checks it. */
    static String textForm(String hash, @Nullable String algorithm) {
        if (hash.isEmpty() || hash.startsWith("$")) {
            return hash;
        }
        return switch (algorithm == null ? SHA256 : algorithm) {
            case SHA256 -> SHA256_PREFIX + hash;
            case SHA512 -> SHA512_PREFIX + hash;
            default ->
                throw ApiException.badRequest("The hashing algorithm '" + algorithm + "' is not supported: " + SHA256
                        + ", " + SHA512 + " or " + ARGON2ID + " is expected");
        };
    }
}
