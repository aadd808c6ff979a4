package org.leveretmq.security;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Users on the heap. Any thread. */
public final class InMemoryUserStore implements UserStore {
    /** The name and the password of the user that every broker begins with; it may log in from the loopback interface only. */
    public static final String GUEST = "guest";

    /** Everybody knows this password, so a slow hash would only delay the first login of every program that embeds a broker. */
    private static final String GUEST_HASH = "$rabbit-sha256$TJ0X4ks8rUgNuLhPOG7SDZppxfkZx54v5JlGVAf9+aNK58wm";

    private final ConcurrentHashMap<String, User> users = new ConcurrentHashMap<>();

    /** The user guest alone, an administrator with every permission in {@code /}. */
    public static InMemoryUserStore withGuest() {
        InMemoryUserStore store = new InMemoryUserStore();
        store.put(new User(
                GUEST,
                PasswordHash.parse(GUEST_HASH),
                Set.of("administrator"),
                Map.of("/", VirtualHostPermissions.ALL)));
        return store;
    }

    @Override
    public @Nullable User find(String name) {
        return users.get(name);
    }

    /** Adds a user, or replaces the one of the same name. */
    public void put(User user) {
        users.put(user.name(), user);
    }

    /** All users, in no order. */
    public List<User> all() {
        return List.copyOf(users.values());
    }

    /** From now on there are these users and no others. */
    public void replaceAll(List<User> others) {
        Map<String, User> byName = new HashMap<>();
        others.forEach(user -> byName.put(user.name(), user));
        users.putAll(byName);
        users.keySet().retainAll(byName.keySet());
    }

    /** Takes a user away. */
    public void remove(String name) {
        users.remove(name);
    }
}
