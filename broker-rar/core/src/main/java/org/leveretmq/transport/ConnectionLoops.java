package org.leveretmq.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.leveretmq.concurrent.NamedThreadFactory;
import org.leveretmq.concurrent.WaitingThreads;

/**
 * The event loops of the connections. A new connection gets the loop that has the fewest.
 *
 * <p>A loop that has one connection only, whose client does nothing but wait for the commit of a transaction, may commit itself. As nobody knows how
 * long that takes, new connections get another loop meanwhile; so there have to be two at least.
 */
final class ConnectionLoops extends MultiThreadIoEventLoopGroup implements WaitingThreads {
    private final List<Seats> loops = new ArrayList<>();

    /** The connections of a loop. */
    private static final class Seats {
        final EventLoop loop;
        final Set<Channel> taken = ConcurrentHashMap.newKeySet();
        /** Its thread does something else than serve connections. */
        volatile boolean busy;

        Seats(EventLoop loop) {
            this.loop = loop;
        }

        int count() {
            return taken.size();
        }

        /** On the loop. */
        boolean onlyWaits() {
            Iterator<Channel> channels = taken.iterator();
            if (!channels.hasNext()) {
                return false;
            }
            AmqpSocketHandler handler = channels.next().pipeline().get(AmqpSocketHandler.class);
            return !channels.hasNext() && handler != null && handler.onlyWaitsForCommit();
        }
    }

    /** So many threads, one a loop. */
    ConnectionLoops(int count, String threadName, IoHandlerFactory ioHandlers) {
        super(count, new NamedThreadFactory(threadName), ioHandlers);
        for (EventExecutor loop : this) {
            loops.add(new Seats((EventLoop) loop));
        }
    }

    @Override
    public ChannelFuture register(Channel channel) {
        Seats seats = seat(channel);
        channel.closeFuture().addListener(closed -> seats.taken.remove(channel));
        return seats.loop.register(channel);
    }

    private Seats seat(Channel channel) {
        for (int tries = loops.size(); tries > 0; tries--) {
            Seats seats = fewest(free -> !free.busy).orElse(fewest());
            // In this order: the loop first says that it is busy, then looks who is there.
            seats.taken.add(channel);
            if (!seats.busy) {
                return seats;
            }
            seats.taken.remove(channel);
        }
        Seats seats = fewest();
        seats.taken.add(channel);
        return seats;
    }

    private Seats fewest() {
        return fewest(any -> true).orElseThrow();
    }

    private Optional<Seats> fewest(Predicate<Seats> among) {
        return loops.stream().filter(among).min(Comparator.comparingInt(Seats::count));
    }

    /** The loop whose thread is the calling one; null if it is another thread. Any thread. */
    @Nullable
    EventLoop calling() {
        Seats seats = ofCallingThread();
        return seats == null ? null : seats.loop;
    }

    private @Nullable Seats ofCallingThread() {
        for (Seats seats : loops) {
            if (seats.loop.inEventLoop()) {
                return seats;
            }
        }
        return null;
    }

    @Override
    public boolean doesItself(Runnable work) {
        Seats seats = loops.size() < 2 ? null : ofCallingThread();
        return seats != null && doesItself(seats, work);
    }

    private static boolean doesItself(Seats seats, Runnable work) {
        if (seats.busy) {
            return false;
        }
        seats.busy = true;
        boolean taken = false;
        try {
            taken = seats.onlyWaits() && later(seats, work);
        } finally {
            if (!taken) {
                seats.busy = false;
            }
        }
        return taken;
    }

    private static boolean later(Seats seats, Runnable work) {
        try {
            seats.loop.execute(() -> {
                try {
                    work.run();
                } finally {
                    seats.busy = false;
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }
}
