package org.leveretmq.admin.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Slows down those who guess passwords: after some refused logins further ones have to wait, twice as long each time, for a user from an address, for an
 * address, and for a user from wherever. Forgets a failure after ten minutes, and keeps no more than 30,000 of them whoever tries. Any thread.
 */
final class LoginThrottle {
    /** What is counted, how many failures are free, and how long one has to wait at most. */
    private enum Scope {
        USER_AT_ADDRESS(5, Duration.ofSeconds(60)),
        ADDRESS(20, Duration.ofSeconds(60)),
        // Short, since somebody else's guesses must not keep the user out.
        USER(50, Duration.ofSeconds(2));

        final int free;
        final long longestNanos;

        Scope(int free, Duration longest) {
            this.free = free;
            this.longestNanos = longest.toNanos();
        }
    }

    private static final int MAX_KEYS = 10_000;
    private static final long FIRST_WAIT_NANOS = Duration.ofMillis(500).toNanos();
    private static final long FORGET_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int MAX_DOUBLINGS = 20;
    private static final int MAX_NAME = 255;
    private static final int NETWORK_BYTES = 8;

    private record Failures(int count, long lastNanos) {}

    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Scope, Map<String, Failures>> failures = new HashMap<>();

    /** Nothing has failed yet; the clock counts nanoseconds. */
    LoginThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (Scope scope : Scope.values()) {
            failures.put(scope, new Bounded());
        }
    }

    private static final class Bounded extends LinkedHashMap<String, Failures> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_KEYS;
        }
    }

    /** How long the user has to wait before the next try from the address; zero if a try is allowed now. */
    Duration wait(InetAddress address, String user) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            long longest = 0;
            for (Scope scope : Scope.values()) {
                Failures known = of(scope).get(key(scope, address, user));
                if (known != null) {
                    longest = Math.max(longest, known.lastNanos + waitNanos(scope, known.count) - now);
                }
            }
            return Duration.ofNanos(longest);
        } finally {
            lock.unlock();
        }
    }

    private static long waitNanos(Scope scope, int count) {
        if (count < scope.free) {
            return 0;
        }
        int doublings = Math.min(count - scope.free, MAX_DOUBLINGS);
        return Math.min(scope.longestNanos, FIRST_WAIT_NANOS << doublings);
    }

    /** A login was refused. */
    void failed(InetAddress address, String user) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            for (Scope scope : Scope.values()) {
                // Taken out and put back, so that the oldest is the first.
                Map<String, Failures> known = of(scope);
                String key = key(scope, address, user);
                Failures before = known.remove(key);
                boolean remembered = before != null && now - before.lastNanos < FORGET_NANOS;
                known.put(key, new Failures(remembered ? before.count + 1 : 1, now));
            }
        } finally {
            lock.unlock();
        }
    }

    /** A login was accepted: the user has no failures from this address any more, and nothing else changes. */
    void succeeded(InetAddress address, String user) {
        lock.lock();
        try {
            of(Scope.USER_AT_ADDRESS).remove(key(Scope.USER_AT_ADDRESS, address, user));
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Failures> of(Scope scope) {
        return failures.getOrDefault(scope, Map.of());
    }

    private static String key(Scope scope, InetAddress address, String user) {
        String name = user.length() > MAX_NAME ? user.substring(0, MAX_NAME) : user;
        return switch (scope) {
            case USER_AT_ADDRESS -> network(address) + " " + name;
            case ADDRESS -> network(address);
            case USER -> name;
        };
    }

    /** One subscriber has a whole network of addresses of version 6. */
    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return Arrays.toString(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
