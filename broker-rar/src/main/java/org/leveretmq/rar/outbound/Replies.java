package org.leveretmq.rar.outbound;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.messaging.BrokerException;
import org.leveretmq.api.messaging.Message;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.queue.QueueOptions;
import org.leveretmq.rar.session.BrokerSession;
import org.leveretmq.rar.session.Messages;
import org.leveretmq.types.FieldTable;

/**
 * The queue for the replies to a pooled connection's requests, made with the first one; it goes with the session. Replies come in on the broker's
 * workers.
 */
final class Replies {
    private static final String PREFIX = "leveretmq.reply.";
    private static final int PREFETCH = 100;
    private static final QueueOptions EXCLUSIVE = new QueueOptions(false, true, true, FieldTable.EMPTY);

    private final BrokerSession session;
    private final Map<String, CompletableFuture<Message>> awaited = new ConcurrentHashMap<>();
    private @Nullable String queue;

    Replies(BrokerSession session) {
        this.session = session;
    }

    /** Where replies are to go. */
    String queue() {
        String name = queue;
        if (name == null) {
            name = PREFIX + UUID.randomUUID();
            open(name);
            queue = name;
        }
        return name;
    }

    private void open(String name) {
        session.call(local -> {
            local.declareQueue(name, EXCLUSIVE);
            return local.subscribe(name, PREFETCH, this::arrived);
        });
    }

    private void arrived(LocalMessage reply) {
        reply.acknowledge();
        String correlationId = reply.properties().correlationId();
        CompletableFuture<Message> waiting = correlationId == null ? null : awaited.remove(correlationId);
        if (waiting != null) {
            waiting.complete(Messages.received(reply));
        }
    }

    /** Sends the request and waits for its reply, which refers to this correlation id. Empty if there is none in that time. */
    Optional<Message> await(String correlationId, Runnable send, Duration timeout) {
        CompletableFuture<Message> reply = new CompletableFuture<>();
        awaited.put(correlationId, reply);
        try {
            send.run();
            return Optional.of(reply.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException(
                    BrokerException.INTERNAL_ERROR, "INTERNAL_ERROR - interrupted while waiting for a reply", e);
        } catch (ExecutionException e) {
            throw new BrokerException(BrokerException.INTERNAL_ERROR, "INTERNAL_ERROR - " + e.getCause(), e);
        } finally {
            awaited.remove(correlationId);
        }
    }
}
