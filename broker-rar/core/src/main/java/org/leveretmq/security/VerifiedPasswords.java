package org.leveretmq.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers that a password was right, so that a thousand connections of one user do not cost a thousand slow hashes. What is kept is an
 * HMAC under a key that lives as long as this object, together with the slow hash that it was right for. Any thread.
 */
final class VerifiedPasswords {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAX_USERS = 10_000;

    @SuppressWarnings("ArrayRecordComponent") // compared in constant time by hand
    private record Verified(PasswordHash hash, byte[] mac) {}

    private final SecretKeySpec key;
    private final ConcurrentHashMap<String, Verified> byUser = new ConcurrentHashMap<>();

    VerifiedPasswords() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    boolean matches(User user, PasswordHash hash, String password) {
        Verified verified = byUser.get(user.name());
        byte[] mac = mac(password);
        if (verified != null && verified.hash.equals(hash) && MessageDigest.isEqual(verified.mac, mac)) {
            return true;
        }
        boolean right = hash.matches(password);
        if (right && byUser.size() < MAX_USERS) {
            byUser.put(user.name(), new Verified(hash, mac));
        }
        return right;
    }

    private byte[] mac(String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK lacks " + ALGORITHM, e);
        }
    }
}
