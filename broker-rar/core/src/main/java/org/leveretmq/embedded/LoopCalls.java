package org.leveretmq.embedded;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.leveretmq.durability.Completion;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.vhost.VirtualHost;

/** Runs calls of an embedding program, or of an administrator, on a virtual host's loop and waits for their answers. Any thread but that loop. */
public final class LoopCalls {
    /** Something to be done on the loop. */
    public interface Call<T> {
        /** Does it; what it throws is what the caller gets, as {@link BrokerOperationException}. */
        T run() throws AmqpException;
    }

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final VirtualHost virtualHost;

    /** Calls on the loop of this virtual host. */
    public LoopCalls(VirtualHost virtualHost) {
        this.virtualHost = virtualHost;
    }

    /** Waits until the call has run. */
    public <T> T call(Call<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        post(() -> answer.complete(call.run()), answer);
        return await(answer);
    }

    /** Waits until the call has run and everything that it changed is stored. */
    public <T> T callDurably(Call<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        post(
                () -> {
                    long before = virtualHost.journal().definitions();
                    T result = call.run();
                    virtualHost.journal().barrier(before, completing(answer, result));
                    return result;
                },
                answer);
        return await(answer);
    }

    /** Completes the answer when something is stored, or says that the store has failed. */
    public static <T> Completion completing(CompletableFuture<T> answer, T result) {
        return new Completion() {
            @Override
            public void stored() {
                answer.complete(result);
            }

            @Override
            public void failed(String reason) {
                answer.completeExceptionally(new BrokerOperationException(
                        ReplyCode.RESOURCE_ERROR, "the store has failed: " + reason, null));
            }
        };
    }

    /** Runs the call without waiting for it; the answer gets what it throws. */
    public void post(Call<?> call, CompletableFuture<?> answer) {
        if (virtualHost.loop().isCurrentRunner()) {
            throw new IllegalStateException("An embedding program must not wait on the loop of " + virtualHost.name());
        }
        virtualHost.loop().execute(() -> run(call, answer));
    }

    /** Runs the call on the loop, which the calling thread is on. */
    static void run(Call<?> call, CompletableFuture<?> answer) {
        try {
            call.run();
        } catch (AmqpException e) {
            answer.completeExceptionally(new BrokerOperationException(e));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    /** Waits as long as an answer that takes no longer than this may take; a broker that was stopped gives none. */
    static <T> T await(CompletableFuture<T> answer, Duration expected) {
        return await(answer.orTimeout(expected.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Waits for an answer. */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerOperationException(ReplyCode.INTERNAL_ERROR, "interrupted while waiting for the broker", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new BrokerOperationException(
                    ReplyCode.INTERNAL_ERROR, "unforeseen failure of the broker", e.getCause());
        }
    }
}
