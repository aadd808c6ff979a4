package org.leveretmq.conformance;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.leveretmq.security.InMemoryUserStore;
import org.leveretmq.security.PasswordHash;
import org.leveretmq.security.User;
import org.leveretmq.security.VirtualHostPermissions;

/** Users for a test's own broker; everybody's password is {@code guest}, hashed so weakly that checking it takes no time. */
public final class TestUsers {
    private static final PasswordHash GUEST =
            PasswordHash.parse("$rabbit-sha256$TJ0X4ks8rUgNuLhPOG7SDZppxfkZx54v5JlGVAf9+aNK58wm");

    private TestUsers() {}

    /** A store with {@code guest}, who may do everything in these virtual hosts. */
    public static InMemoryUserStore guestOf(String... virtualHosts) {
        InMemoryUserStore users = new InMemoryUserStore();
        users.put(new User(
                "guest",
                GUEST,
                Set.of(),
                Arrays.stream(virtualHosts)
                        .collect(Collectors.toMap(name -> name, name -> VirtualHostPermissions.ALL))));
        return users;
    }

    /** The same store with one more user, who may do in {@code /} what these regular expressions allow. */
    public static InMemoryUserStore with(
            InMemoryUserStore users, String name, String configure, String write, String read) {
        users.put(new User(name, GUEST, Set.of(), Map.of("/", VirtualHostPermissions.of(configure, write, read))));
        return users;
    }
}
