package org.leveretmq.security;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a user whom a backend has authenticated may do at the moment: what the backend has said, and above it what the broker's own user of
 * the same name may do. Tags are the backend's alone: who may manage the broker is not to depend on a coincidence of names. Any thread.
 */
final class BackendUser implements Supplier<@Nullable User> {
    private record Merged(@Nullable User own, User user) {}

    private final String name;
    private final UserStore users;
    private final AuthenticationBackend backend;
    private volatile AuthenticationBackend.Answer.Known answer;
    private volatile @Nullable Merged merged;

    BackendUser(
            String name, UserStore users, AuthenticationBackend backend, AuthenticationBackend.Answer.Known answer) {
        this.name = name;
        this.users = users;
        this.backend = backend;
        this.answer = answer;
    }

    AuthenticationBackend backend() {
        return backend;
    }

    /** The backend has been asked again. */
    void renew(AuthenticationBackend.Answer.Known newAnswer) {
        answer = newAnswer;
        merged = null;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a store gives the same object as long as nothing has changed
    public User get() {
        User own = users.find(name);
        Merged last = merged;
        if (last != null && last.own == own) {
            return last.user;
        }
        User user = merge(own);
        merged = new Merged(own, user);
        return user;
    }

    private User merge(@Nullable User own) {
        Map<String, VirtualHostPermissions> permissions = new HashMap<>(answer.permissions());
        if (own == null) {
            return new User(name, null, answer.tags(), permissions);
        }
        permissions.putAll(own.permissions());
        return new User(name, null, answer.tags(), permissions, own.topicPermissions(), own.limits());
    }
}
