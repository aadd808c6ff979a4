package org.leveretmq.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.leveretmq.api.management.FetchedMessage;
import org.leveretmq.api.management.MessageAdministration;
import org.leveretmq.channel.Permissions;
import org.leveretmq.channel.PublishedProperties;
import org.leveretmq.embedded.LocalMessage;
import org.leveretmq.embedded.LocalSession;
import org.leveretmq.embedded.LoopCalls;
import org.leveretmq.error.ChannelException;
import org.leveretmq.exchange.Exchange;
import org.leveretmq.message.Message;
import org.leveretmq.message.MessageProperties;
import org.leveretmq.queue.MessageQueue;
import org.leveretmq.vhost.Firehose;
import org.leveretmq.vhost.PublishResult;
import org.leveretmq.vhost.VirtualHost;

/** Publishes, takes, drops and moves messages on somebody's behalf, as a channel does for its client. Any thread but a loop. */
final class CoreMessages implements MessageAdministration {
    private static final int MOVED_TOGETHER = 100;
    private static final String DEFAULT_EXCHANGE = "";

    private final HostCalls hosts;
    private final Access access;
    private final Function<VirtualHost, LocalSession> sessions;

    /** @param sessions opens a session with every permission in a virtual host */
    CoreMessages(HostCalls hosts, Access access, Function<VirtualHost, LocalSession> sessions) {
        this.hosts = hosts;
        this.access = access;
        this.sessions = sessions;
    }

    @Override
    public boolean publish(
            String virtualHost, String exchange, String routingKey, Map<String, Object> properties, byte[] body) {
        VirtualHost host = hosts.require(virtualHost);
        Permissions permissions = access.in(virtualHost);
        Checks.shortText("exchange", exchange);
        Checks.shortText("routing key", routingKey);
        MessageProperties encoded = PropertyValues.parse(properties);
        Message message = new Message(exchange, routingKey, encoded, body);
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        return HostCalls.translated(() -> {
            new LoopCalls(host)
                    .post(
                            () -> {
                                Exchange target = requirePublishable(host, permissions, message);
                                publish(host, target, message, permissions.user(), answer);
                                return target;
                            },
                            answer);
            return LoopCalls.await(answer);
        });
    }

    private static Exchange requirePublishable(VirtualHost host, Permissions permissions, Message message)
            throws ChannelException {
        permissions.writeExchange(message.exchange());
        PublishedProperties.validate(message.properties(), permissions.user());
        Exchange target = host.requirePublishable(message);
        permissions.writeTopic(target, message.routingKey());
        return target;
    }

    private static void publish(
            VirtualHost host, Exchange target, Message message, String user, CompletableFuture<Boolean> answer) {
        PublishResult result = host.publish(target, message, LoopCalls.completing(answer, true));
        host.firehose().published(message, new Firehose.Tap("management", 0, user));
        if (result != PublishResult.STORING) {
            answer.complete(result == PublishResult.ROUTED);
        }
    }

    @Override
    public List<FetchedMessage> get(String virtualHost, String queue, int count, Settlement settlement) {
        if (count < 1) {
            throw new IllegalArgumentException("The count is " + count + ", but a number from 1 is expected");
        }
        VirtualHost host = hosts.require(virtualHost);
        Permissions permissions = access.in(virtualHost);
        CompletableFuture<List<FetchedMessage>> answer = new CompletableFuture<>();
        return HostCalls.translated(() -> {
            new LoopCalls(host)
                    .post(
                            () -> {
                                MessageQueue found = readable(host, permissions, queue);
                                new Fetch(found, count, settlement, host.journal(), answer).run();
                                return found;
                            },
                            answer);
            return LoopCalls.await(answer);
        });
    }

    private MessageQueue readable(VirtualHost host, Permissions permissions, String queue) throws ChannelException {
        permissions.readQueue(queue);
        return host.queues().require(queue, this);
    }

    @Override
    public int purge(String virtualHost, String queue) {
        VirtualHost host = hosts.require(virtualHost);
        Permissions permissions = access.in(virtualHost);
        CompletableFuture<Integer> purged = new CompletableFuture<>();
        return HostCalls.translated(() -> {
            new LoopCalls(host)
                    .post(
                            () -> {
                                MessageQueue found = readable(host, permissions, queue);
                                int ready = found.readyCount();
                                found.purge(() -> host.journal().barrier(LoopCalls.completing(purged, ready)));
                                return found;
                            },
                            purged);
            return LoopCalls.await(purged);
        });
    }

    @Override
    public int move(String virtualHost, String queue, String destinationQueue, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("The count is " + count + ", but a number from 1 is expected");
        }
        if (queue.equals(destinationQueue)) {
            throw new IllegalArgumentException("A queue's messages cannot be moved to the queue itself");
        }
        VirtualHost host = hosts.require(virtualHost);
        Permissions permissions = access.in(virtualHost);
        return HostCalls.translated(() -> {
            int ready = new LoopCalls(host).call(() -> {
                MessageQueue source = readable(host, permissions, queue);
                permissions.writeExchange(DEFAULT_EXCHANGE);
                host.queues().require(destinationQueue, this);
                return source.readyCount();
            });
            try (LocalSession session = sessions.apply(host)) {
                return move(session, queue, destinationQueue, Math.min(ready, count));
            }
        });
    }

    private static int move(LocalSession session, String queue, String destinationQueue, int count) {
        int moved = 0;
        while (moved < count) {
            List<LocalMessage> batch = take(session, queue, Math.min(MOVED_TOGETHER, count - moved));
            if (batch.isEmpty()) {
                break;
            }
            session.transaction(transaction -> batch.forEach(message -> {
                transaction.publish(DEFAULT_EXCHANGE, destinationQueue, message.properties(), message.body());
                transaction.acknowledge(message);
            }));
            moved += batch.size();
        }
        return moved;
    }

    private static List<LocalMessage> take(LocalSession session, String queue, int count) {
        List<LocalMessage> batch = new ArrayList<>();
        while (batch.size() < count) {
            Optional<LocalMessage> next = session.get(queue);
            if (next.isEmpty()) {
                break;
            }
            batch.add(next.get());
        }
        return batch;
    }
}
