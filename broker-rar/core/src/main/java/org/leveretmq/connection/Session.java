package org.leveretmq.connection;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.leveretmq.api.management.Figure;
import org.leveretmq.channel.Channel;
import org.leveretmq.channel.ChannelContext;
import org.leveretmq.error.ConnectionException;
import org.leveretmq.error.ReplyCode;
import org.leveretmq.security.AuthenticatedUser;
import org.leveretmq.statistics.History;
import org.leveretmq.statistics.Layout;
import org.leveretmq.statistics.MessageCounters;
import org.leveretmq.statistics.Tick;
import org.leveretmq.vhost.VirtualHost;
import org.leveretmq.wire.method.ChannelCloseOk;
import org.leveretmq.wire.method.ChannelOpen;
import org.leveretmq.wire.method.ChannelOpenOk;
import org.leveretmq.wire.method.Method;

/** The channels of an open connection. Confined to the virtual host's loop. */
public final class Session {
    /** Told how far the session has come with what was read; must not block. */
    interface Progress {
        void handled(long totalCost);
    }

    private static final Logger LOGGER = System.getLogger(Session.class.getName());

    private final ChannelContext context;
    private final Progress progress;
    private final AuthenticatedUser user;
    private final UserUsage usage;
    private final MessageCounters closedChannels = new MessageCounters();
    private final History history = new History(Layout.CONNECTION);
    private @Nullable Channel[] channels = new Channel[4];
    private int channelCount;
    private long handledCost;
    private boolean ended;

    Session(ChannelContext context, Progress progress, AuthenticatedUser user, UserUsage usage) {
        this.context = context;
        this.progress = progress;
        this.user = user;
        this.usage = usage;
    }

    /** The virtual host that the connection has opened; any thread. */
    public VirtualHost virtualHost() {
        return context.virtualHost();
    }

    /** The open channels, by number. */
    public List<Channel> channels() {
        List<Channel> open = new ArrayList<>(channelCount);
        for (Channel channel : channels) {
            if (channel != null) {
                open.add(channel);
            }
        }
        return open;
    }

    /** Handles a command of the client, unless the connection is ending. */
    void receive(int number, Object command, int cost) {
        if (ended) {
            return;
        }
        try {
            Channel channel = number < channels.length ? channels[number] : null;
            if (channel == null) {
                open(number, command);
                handledCost += cost;
                return;
            }
            handledCost += channel.receive(command, cost);
            if (channel.closed()) {
                closedChannels.add(channel.counters());
                channels[number] = null;
                channelCount--;
                countClosed(1);
            }
        } catch (ConnectionException e) {
            fail(e);
        } catch (RuntimeException e) {
            LOGGER.log(
                    Level.ERROR,
                    "Unforeseen failure while handling " + command.getClass().getSimpleName(),
                    e);
            fail(new ConnectionException(ReplyCode.INTERNAL_ERROR, "unforeseen failure of the broker"));
        }
    }

    private void fail(ConnectionException error) {
        end();
        context.outbound().failConnection(error);
    }

    private void open(int number, Object command) throws ConnectionException {
        if (command instanceof ChannelOpen open) {
            requireRoom(open);
            if (number >= channels.length) {
                channels = Arrays.copyOf(channels, Math.max(number + 1, channels.length * 2));
            }
            channels[number] = new Channel(number, context, this::heldHandled);
            channelCount++;
            context.virtualHost().counters().count(Figure.CHANNEL_CREATED);
            context.outbound().send(number, new ChannelOpenOk());
        } else if (!(command instanceof ChannelCloseOk)) {
            int classId = command instanceof Method method ? method.classId() : 60;
            int methodId = command instanceof Method method ? method.methodId() : 40;
            throw new ConnectionException(ReplyCode.CHANNEL_ERROR, "expected 'channel.open'", classId, methodId);
        }
    }

    private void requireRoom(ChannelOpen method) throws ConnectionException {
        Long limit = user.limits().maxChannels();
        if (!usage.openChannel(limit == null ? Long.MAX_VALUE : limit)) {
            throw new ConnectionException(
                    ReplyCode.NOT_ALLOWED,
                    "number of channels opened for user '" + user.name()
                            + "' has reached the maximum allowed user limit of (" + limit + ")",
                    method.classId(),
                    method.methodId());
        }
    }

    private void heldHandled(int cost) {
        handledCost += cost;
        progress.handled(handledCost);
    }

    void endOfBurst() {
        progress.handled(handledCost);
    }

    private void countClosed(int closed) {
        usage.closeChannels(closed);
        context.virtualHost().counters().count(Figure.CHANNEL_CLOSED, closed);
    }

    /** How the figures of the connection have developed. */
    public History history() {
        return history;
    }

    /** It is time for a sample of the channels. */
    public void sampleChannels(Tick tick) {
        for (Channel channel : channels) {
            if (channel != null) {
                channel.history().sample(tick, channel::value);
            }
        }
    }

    /** A figure of the channels together as it is now, closed ones included. */
    public long value(Figure figure) {
        if (figure == Figure.CHANNELS) {
            return channelCount;
        }
        long sum = closedChannels.value(figure);
        for (Channel channel : channels) {
            if (channel != null) {
                sum += channel.counters().value(figure);
            }
        }
        return sum;
    }

    /** The open channels. */
    public int channelCount() {
        return channelCount;
    }

    /** Whether there is one channel, and its client waits for a commit. Any thread; false if it is not the one that runs the virtual host's loop. */
    public boolean onlyWaitsForCommit() {
        if (!virtualHost().loop().isCurrentRunner() || channelCount != 1) {
            return false;
        }
        for (Channel channel : channels) {
            if (channel != null) {
                return channel.transactions().committing();
            }
        }
        return false;
    }

    /** The client reads again. */
    void writableAgain() {
        for (Channel channel : channels()) {
            channel.subscriptions().resumeConsumers();
        }
    }

    /** Ends all channels and deletes the connection's exclusive queues; does nothing the second time. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        List<Channel> all = channels();
        all.forEach(Channel::stopConsumers);
        all.forEach(Channel::endConnection);
        Arrays.fill(channels, null);
        countClosed(channelCount);
        channelCount = 0;
        context.virtualHost().connectionClosed(context.connection());
    }
}
