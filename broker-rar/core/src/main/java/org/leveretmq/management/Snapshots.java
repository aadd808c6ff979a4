package org.leveretmq.management;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.vhost.VirtualHosts;

/** Asks virtual hosts on their own loops and waits for the answers, but not for ever. Any thread but a loop. */
final class Snapshots {
    private static final Logger LOGGER = System.getLogger(Snapshots.class.getName());
    private static final long WAIT_SECONDS = 5;

    private final VirtualHosts virtualHosts;

    Snapshots(VirtualHosts virtualHosts) {
        this.virtualHosts = virtualHosts;
    }

    /** The answers of all virtual hosts in order of their names, without those that did not answer in time. */
    <T> List<T> ofAll(Function<VirtualHost, T> question) {
        List<CompletableFuture<T>> asked = new ArrayList<>();
        for (VirtualHost host : virtualHosts.all()) {
            asked.add(ask(host.loop(), () -> question.apply(host)));
        }
        List<T> answers = new ArrayList<>();
        for (CompletableFuture<T> answer : asked) {
            T value = await(answer);
            if (value != null) {
                answers.add(value);
            }
        }
        return answers;
    }

    /** The answer of one virtual host; empty if it does not answer in time. */
    <T> Optional<T> of(VirtualHost host, Function<VirtualHost, T> question) {
        return Optional.ofNullable(await(ask(host.loop(), () -> question.apply(host))));
    }

    private static <T> CompletableFuture<T> ask(SerialLoop loop, java.util.function.Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private static <T> @Nullable T await(CompletableFuture<T> answer) {
        try {
            return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.WARNING, "A virtual host does not answer: " + e, e);
        }
        return null;
    }
}
