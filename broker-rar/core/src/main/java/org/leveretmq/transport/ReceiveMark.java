package org.leveretmq.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Has an event loop woken up once for a transaction of its client, not for each of its frames, by the low-water mark of the socket
 * ({@code SO_RCVLOWAT}): as many bytes are to be there as the smallest of the last transactions had. A wake-up with its read takes longer than decoding
 * what has come.
 *
 * <p>That is so while there are as many busy clients as processors. With fewer it is better to decode while a client still sends. A client is busy that
 * has one transaction after the other on one channel, and nothing else. If one of them is smaller, or something else comes instead, it is read
 * {@link #LONGEST_SILENCE} after the last transaction, or up to twice that; then it takes twice as many transactions before the mark is used again.
 * Confined to the event loop.
 */
final class ReceiveMark {
    /** The socket whose mark it is. On the event loop. */
    interface Socket {
        /** The loop is woken up when so many bytes can be read; 1 for as soon as possible. What is there already counts. */
        void wakeUpAt(int bytes);

        /** Runs the task later, once, unless it is cancelled before. */
        Future<?> after(Duration delay, Runnable task);
    }

    static final Duration LONGEST_SILENCE = Duration.ofMillis(4);

    /** {@code SOL_SOCKET} and {@code SO_RCVLOWAT} of Linux, on the processors that Netty has native code for. */
    private static final ChannelOption<Integer> LOW_WATER = new IntegerUnixChannelOption("SO_RCVLOWAT", 1, 18);
    /** So many transactions say what the next one will be like. */
    private static final int EXPERIENCE = 16;
    /** However often it was in vain, the mark is used again after so many transactions. */
    private static final int LONGEST_EXPERIENCE = 1024;
    /** More is not waited for: it has to fit into the buffer of the socket. */
    private static final int HIGHEST_MARK = 64 << 10;

    private static final boolean SUPPORTED = Epoll.isAvailable() && tellsWhenLowered(System.getProperty("os.version"));

    private final Socket socket;
    private final AtomicInteger busyClients;
    private final int processors;

    /** Of the last transactions, one place each; for the oldest comes the next one. */
    private final int[] sizes = new int[EXPERIENCE];
    /** Transactions one behind the other, with nothing between them. */
    private long inARow;
    /** It takes so many of them to use the mark. */
    private int required = EXPERIENCE;

    private int channel;
    /** What is decoded now. */
    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    /** Since the last transaction. */
    private long receivedBytes;

    private int mark = 1;
    /** The mark up to which nothing has come in time; 0 if that was not so since the last transaction. */
    private int missed;

    private boolean busy;
    /** Nothing was read since the look was planned. */
    private boolean silent;
    /**
     * Will look whether anything was read. Planned anew after each transaction, as a loop that is woken up in vain 250 times a second for each client
     * takes more processor time than that.
     */
    private @Nullable Future<?> look;

    /** The mark of a new connection. Does nothing where the system has none, and with TLS, where what is decoded is not what comes. */
    static ReceiveMark of(Channel channel, AtomicInteger busyClients) {
        boolean usable = SUPPORTED && channel.pipeline().get(SslHandler.class) == null;
        Socket socket = new Socket() {
            @Override
            public void wakeUpAt(int bytes) {
                if (usable && channel.isActive()) {
                    channel.config().setOption(LOW_WATER, bytes);
                }
            }

            @Override
            public Future<?> after(Duration delay, Runnable task) {
                return channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        };
        return new ReceiveMark(socket, busyClients, Runtime.getRuntime().availableProcessors());
    }

    /** Linux before 4.18 does not look whether enough has come already when the mark is lowered. */
    static boolean tellsWhenLowered(String osVersion) {
        Matcher numbers = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*").matcher(osVersion);
        if (!numbers.matches()) {
            return false;
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        return major > 4 || (major == 4 && minor >= 18);
    }

    /**
     * A mark that is not used yet.
     *
     * @param busyClients how many there are; changed by all marks that share it
     */
    ReceiveMark(Socket socket, AtomicInteger busyClients, int processors) {
        this.socket = socket;
        this.busyClients = busyClients;
        this.processors = processors;
    }

    /** So many bytes were read; what is to be decoded next, with what was left before, is in the buffer until {@link #endOfRead}. */
    void received(int bytes, ByteBuf buffer) {
        receivedBytes += bytes;
        in = buffer;
        silent = false;
    }

    /** Something of a transaction has come on that channel, if there is one. */
    void goesOn(int onChannel) {
        if (onChannel != channel) {
            channel = onChannel;
            interrupted();
        }
    }

    /** A transaction is complete: what was decoded since the last one belongs to it. */
    void committed(int onChannel) {
        goesOn(onChannel);
        int left = in.readableBytes();
        int size = (int) Math.min(HIGHEST_MARK, receivedBytes - left);
        receivedBytes = left;
        if (size < missed) {
            interrupted();
        }
        missed = 0;
        sizes[(int) (inARow % EXPERIENCE)] = size;
        inARow++;
        if (inARow >= required && !busy) {
            busy = true;
            busyClients.incrementAndGet();
        }
        if (inARow >= required + LONGEST_EXPERIENCE) {
            required = EXPERIENCE;
        }
    }

    /** Something has come that does not belong to a transaction, or that the client may wait for. */
    void interrupted() {
        if (missed > 0) {
            missed = 0;
            required = Math.min(LONGEST_EXPERIENCE, 2 * required);
        }
        inARow = 0;
        idle();
    }

    /** What was read is decoded. */
    void endOfRead() {
        in = Unpooled.EMPTY_BUFFER;
        boolean between = receivedBytes == 0;
        wakeUpAt(between && busy && busyClients.get() >= processors ? smallest() : 1);
        if (busy && (between || look == null)) {
            lookLater();
        }
    }

    private int smallest() {
        int smallest = HIGHEST_MARK;
        for (int size : sizes) {
            smallest = Math.min(smallest, size);
        }
        return smallest;
    }

    private void wakeUpAt(int bytes) {
        if (mark != bytes) {
            mark = bytes;
            socket.wakeUpAt(bytes);
        }
    }

    private void lookLater() {
        dontLook();
        silent = true;
        look = socket.after(LONGEST_SILENCE, this::lookNow);
    }

    private void dontLook() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    private void lookNow() {
        look = null;
        if (silent) {
            missed = mark > 1 ? mark : 0;
            idle();
            wakeUpAt(1);
        } else {
            lookLater();
        }
    }

    /** The client is gone. */
    void closed() {
        idle();
    }

    private void idle() {
        dontLook();
        if (busy) {
            busy = false;
            busyClients.decrementAndGet();
        }
    }
}
