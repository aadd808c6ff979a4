package org.leveretmq.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/** A hash by Argon2id, version 1.3 (RFC 9106), as Bouncy Castle computes it. */
final class Argon2Hash implements PasswordHash {
    static final String PREFIX = "$argon2id$";

    /** Memory, passes and lanes of new hashes: what OWASP recommends. */
    static final Cost CURRENT_COST = new Cost(19_456, 2, 1);

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})" + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MIN_SALT_BYTES = 8;
    private static final int MIN_HASH_BYTES = 16;
    private static final int MAX_BYTES = 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2Hash(Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    static Argon2Hash of(String password) {
        byte[] salt = random(SALT_BYTES);
        return new Argon2Hash(CURRENT_COST, salt, derive(password, CURRENT_COST, salt, HASH_BYTES));
    }

    /** A hash that costs as much as any other and that no password is known for. */
    static Argon2Hash ofNobody() {
        return new Argon2Hash(CURRENT_COST, random(SALT_BYTES), random(HASH_BYTES));
    }

    static Argon2Hash parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A password hash of the form $argon2id$v=19$m=<KiB>,t=<passes>,p=<lanes>$<salt>$<hash> is expected");
        }
        Cost cost = new Cost(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        return new Argon2Hash(
                cost,
                decode("salt", matcher.group(4), MIN_SALT_BYTES),
                decode("hash", matcher.group(5), MIN_HASH_BYTES));
    }

    private static byte[] decode(String part, String text, int minBytes) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length < minBytes || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("The " + part + " of a password hash has " + bytes.length
                    + " bytes, but " + minBytes + " to " + MAX_BYTES + " are expected");
        }
        return bytes;
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    @Override
    public boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(password, cost, salt, hash.length));
    }

    private static byte[] derive(String password, Cost cost, byte[] salt, int bytes) {
        return HashingMemory.OF_THIS_JVM.with(cost.memoryKibibytes, () -> {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(cost.memoryKibibytes)
                    .withIterations(cost.passes)
                    .withParallelism(cost.lanes)
                    .withSalt(salt)
                    .build());
            byte[] derived = new byte[bytes];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), derived);
            return derived;
        });
    }

    @Override
    public boolean slow() {
        return cost.equals(CURRENT_COST);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Argon2Hash that
                && cost.equals(that.cost)
                && Arrays.equals(salt, that.salt)
                && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return PREFIX + "v=19$m=" + cost.memoryKibibytes + ",t=" + cost.passes + ",p=" + cost.lanes + "$"
                + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
    }

    /** What a hash costs; bounded, since hashes come from files that others have made. */
    record Cost(int memoryKibibytes, int passes, int lanes) {
        private static final int MAX_MEMORY_KIBIBYTES = 256 << 10;
        private static final int MAX_PASSES = 100;
        private static final int MAX_LANES = 16;

        Cost {
            require("memory", memoryKibibytes, 8 * lanes, MAX_MEMORY_KIBIBYTES);
            require("number of passes", passes, 1, MAX_PASSES);
            require("number of lanes", lanes, 1, MAX_LANES);
        }

        private static void require(String what, int value, int min, int max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException("The " + what + " of a password hash is " + value + ", but " + min
                        + " to " + max + " is expected");
            }
        }
    }
}
