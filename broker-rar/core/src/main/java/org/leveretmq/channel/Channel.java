package org.leveretmq.channel;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.api.management.Figures;
import org.leveretmq.durability.Completion;
import org.leveretmq.error.AmqpException;
import org.leveretmq.error.ChannelException;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.statistics.History;
import org.leveretmq.statistics.Layout;
import org.leveretmq.statistics.MessageCounters;
import org.leveretmq.transaction.JournalTransactions;
import org.leveretmq.transaction.TransactionExecutor;
import org.leveretmq.vhost.Firehose;
import org.leveretmq.wire.method.AccessRequest;
import org.leveretmq.wire.method.AccessRequestOk;
import org.leveretmq.wire.method.ChannelClose;
import org.leveretmq.wire.method.ChannelCloseOk;
import org.leveretmq.wire.method.ChannelFlow;
import org.leveretmq.wire.method.ChannelFlowOk;
import org.leveretmq.wire.method.ChannelOpen;
import org.leveretmq.wire.method.Method;

/**
 * A channel (AMQP 0-9-1 §2.2.5): takes the client's methods one after the other and sees that each is answered.
 *
 * <pre>
 *          method fails                 close-ok
 *   OPEN ───────────────▶ CLOSING ─────────────────▶ CLOSED
 *     │  ▲                                             ▲
 *     │  └─ the store has it ── WAITING ◀─ has to be   │
 *     │                                    stored      │
 *     └──────────────── close, end of connection ──────┘
 * </pre>
 *
 * While it waits, the client's next methods are held, so that answers keep their order; so they are while many deliveries are settled, a part at a time,
 * and while a message is read for a get. While it is closing, everything but {@code close} and {@code close-ok} is dropped. Confined to the virtual
 * host's loop.
 */
public final class Channel {
    private static final int TX_CLASS = 90;
    private static final int TX_COMMIT = 20;

    private enum State {
        OPEN,
        WAITING,
        CLOSING,
        CLOSED
    }

    /** A method or publication that came while the channel was waiting, and what it counts in the connection's back-pressure. */
    private record Held(Object command, int cost) {}

    private final int number;
    private final ChannelContext context;
    private final IntConsumer released;
    private final Firehose.Tap tap;
    private final MessageCounters counters = new MessageCounters();
    private final History history = new History(Layout.CHANNEL);
    private final Subscriptions subscriptions;
    private final Publishing publishing;
    private final ExchangeMethods exchangeMethods;
    private final QueueMethods queueMethods;
    private final BasicMethods basicMethods;
    private final TransactionMethods transactionMethods;
    private final Queue<Held> held = new ArrayDeque<>();
    private State state = State.OPEN;
    private boolean handlingHeld;

    /**
     * An open channel.
     *
     * @param number its number, from 1
     * @param released told of the cost of each held command when it has been handled
     */
    public Channel(int number, ChannelContext context, IntConsumer released) {
        this.number = number;
        this.context = context;
        this.released = released;
        this.tap = new Firehose.Tap(
                context.connectionName(), number, context.permissions().user());
        this.subscriptions = new Subscriptions(this);
        this.transactionMethods = new TransactionMethods(
                this,
                new TransactionExecutor(
                        new JournalTransactions(context.virtualHost().journal())));
        DirectReplies directReplies = new DirectReplies(this);
        this.publishing = new Publishing(this, transactionMethods, directReplies);
        this.exchangeMethods = new ExchangeMethods(this);
        this.queueMethods = new QueueMethods(this);
        this.basicMethods = new BasicMethods(this, subscriptions, transactionMethods, directReplies);
    }

    /** Its number on the connection. */
    public int number() {
        return number;
    }

    /** The prefetch of new consumers, 0 for no limit. */
    public int prefetchCount() {
        return basicMethods.prefetchCount();
    }

    /** What has happened to messages on it. */
    public MessageCounters counters() {
        return counters;
    }

    /** How its figures have developed. */
    public History history() {
        return history;
    }

    /** A figure as it is now. */
    public long value(Figure figure) {
        return switch (figure) {
            case MESSAGES_UNACKNOWLEDGED -> subscriptions.unacknowledgedCount();
            case CONSUMERS -> subscriptions.consumerCount();
            default -> counters.value(figure);
        };
    }

    /** Its figures as they are now, with their rates. */
    public Figures figures() {
        return history.now(this::value);
    }

    ChannelContext context() {
        return context;
    }

    /** How the firehose describes it. */
    Firehose.Tap tap() {
        return tap;
    }

    QueueMethods queueMethods() {
        return queueMethods;
    }

    /** Its consumers and what they have to acknowledge. */
    public Subscriptions subscriptions() {
        return subscriptions;
    }

    /** Its publishes. */
    public Publishing publishing() {
        return publishing;
    }

    /** Its transaction, if it has one. */
    public TransactionMethods transactions() {
        return transactionMethods;
    }

    /** Whether the client's commands are held until something before them is done. */
    boolean waitsForAnswer() {
        return state == State.WAITING;
    }

    /** Whether nothing is to be told to the client any more. */
    boolean ended() {
        return state == State.CLOSING || state == State.CLOSED;
    }

    /** Whether the client may use it no more, and the number is free for a new channel. */
    public boolean closed() {
        return state == State.CLOSED;
    }

    /**
     * Handles a command of the client: a {@link Method}, a {@link Publication}, or a {@link ChannelException} that its content has
     * caused.
     *
     * @param cost what it counts in the connection's back-pressure
     * @return the cost, if it was handled; 0 if it is held, and {@code released} will be told
     * @throws ConnectionException if the connection has to be closed for it
     */
    public int receive(Object command, int cost) throws ConnectionException {
        if (state == State.WAITING) {
            held.add(new Held(command, cost));
            return 0;
        }
        handle(command);
        return cost;
    }

    private void handle(Object command) throws ConnectionException {
        if (state == State.CLOSING || state == State.CLOSED) {
            handleWhileClosing(command);
            return;
        }
        try {
            dispatch(command);
        } catch (ChannelException e) {
            fail(withMethod(e, command));
        } catch (ConnectionException e) {
            throw e;
        } catch (AmqpException e) {
            throw new IllegalStateException("neither of the two kinds", e);
        }
    }

    private void handleWhileClosing(Object command) {
        if (command instanceof ChannelCloseOk) {
            state = State.CLOSED;
        } else if (command instanceof ChannelClose) {
            send(new ChannelCloseOk());
        }
    }

    private void dispatch(Object command) throws AmqpException {
        if (command instanceof Publication publication) {
            publishing.publish(publication);
        } else if (command instanceof Method method) {
            dispatchMethod(method);
        } else if (command instanceof ChannelException error) {
            throw error;
        }
    }

    private void dispatchMethod(Method method) throws AmqpException {
        switch (method.classId()) {
            case 20 -> channelMethod(method);
            case 30 -> accessMethod(method);
            case 40 -> exchangeMethods.handle(method);
            case 50 -> queueMethods.handle(method);
            case 60 -> basicMethods.handle(method);
            case 85 -> publishing.handle(method);
            case 90 -> transactionMethods.handle(method);
            default -> throw notForServers(method);
        }
    }

    private void channelMethod(Method method) throws ConnectionException {
        if (method instanceof ChannelClose) {
            release();
            send(new ChannelCloseOk());
            state = State.CLOSED;
        } else if (method instanceof ChannelFlow flow) {
            send(new ChannelFlowOk(flow.active()));
            subscriptions.flow(flow.active());
        } else if (method instanceof ChannelOpen) {
            throw new ConnectionException(
                    ReplyCode.CHANNEL_ERROR, "second 'channel.open' seen", method.classId(), method.methodId());
        } else if (!(method instanceof ChannelFlowOk)) {
            throw notForServers(method);
        }
    }

    private void accessMethod(Method method) throws ConnectionException {
        if (!(method instanceof AccessRequest)) {
            throw notForServers(method);
        }
        send(new AccessRequestOk(1));
    }

    /** A method that only servers send. */
    static ConnectionException notForServers(Method method) {
        return new ConnectionException(
                ReplyCode.COMMAND_INVALID,
                "unexpected method " + method.getClass().getSimpleName(),
                method.classId(),
                method.methodId());
    }

    private static ChannelException withMethod(ChannelException error, Object command) {
        if (error.classId() != 0) {
            return error;
        }
        int classId = command instanceof Method method ? method.classId() : 60;
        int methodId = command instanceof Method method ? method.methodId() : 40;
        return error.during(classId, methodId);
    }

    void send(Method method) {
        context.outbound().send(number, method);
    }

    /** Sends the answer to a method that may have changed durable definitions, not before the store has them. */
    void sendWhenStored(Method answer, long definitionsBefore, boolean noWait) {
        if (noWait) {
            return;
        }
        if (context.virtualHost().journal().definitions() == definitionsBefore) {
            send(answer);
            return;
        }
        context.virtualHost().journal().whenDefined(definitionsBefore, waiting(() -> send(answer)));
    }

    /** Holds the client's commands from now on until the store has answered, or something else that takes several tasks of the loop is done. */
    Completion waiting(Runnable then) {
        state = State.WAITING;
        return new Completion() {
            @Override
            public void stored() {
                resume(then, null);
            }

            @Override
            public void failed(String reason) {
                resume(then, new ChannelException(ReplyCode.PRECONDITION_FAILED, "the store has failed: " + reason));
            }
        };
    }

    /** A transaction that the channel waits for was undone: the channel closes, and what the client has not acknowledged goes back. */
    void transactionFailed(String reason) {
        if (state == State.WAITING) {
            resume(
                    () -> {},
                    new ChannelException(
                            ReplyCode.RESOURCE_ERROR,
                            "the transaction was undone, nothing of it has happened: the store has failed: " + reason,
                            TX_CLASS,
                            TX_COMMIT));
        } else {
            subscriptions.requeueAll();
        }
    }

    private void resume(Runnable then, @Nullable ChannelException error) {
        if (state != State.WAITING) {
            return;
        }
        state = State.OPEN;
        if (error == null) {
            then.run();
        } else {
            fail(error);
        }
        if (!handlingHeld) {
            handlingHeld = true;
            handleHeld();
            handlingHeld = false;
        }
    }

    private void handleHeld() {
        while (state != State.WAITING && !held.isEmpty()) {
            Held next = held.remove();
            try {
                handle(next.command);
            } catch (ConnectionException e) {
                context.outbound().failConnection(e);
                held.clear();
            }
            released.accept(next.cost);
        }
    }

    /**
     * Closes the channel for a reason that no command of the client has given.
     *
     * @return false if it waits for the store and cannot be closed now
     */
    boolean failNow(ChannelException error) {
        if (state == State.OPEN) {
            fail(error);
        }
        return state != State.WAITING;
    }

    private void fail(ChannelException error) {
        release();
        state = State.CLOSING;
        send(new ChannelClose(error.replyCode().code(), error.replyText(), error.classId(), error.methodId()));
    }

    private void release() {
        subscriptions.stop();
        transactionMethods.abandon();
        subscriptions.end();
    }

    /** The connection is ending: consumers stop. The connection then calls {@link #endConnection} for each of its channels. */
    public void stopConsumers() {
        subscriptions.stop();
    }

    /** The connection has ended: everything unacknowledged goes back to its queues. */
    public void endConnection() {
        if (state != State.CLOSED) {
            release();
            state = State.CLOSED;
            held.clear();
        }
    }
}
