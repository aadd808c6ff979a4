package org.leveretmq.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has an event loop woken up once for a transaction of its client, not for each of its frames, by the low-water mark of the socket
 * ({@code SO_RCVLOWAT}): as many bytes are to be there as the smallest of the last transactions had. A wake-up with its read takes longer than decoding
 * what has come.
 *
 * <p>That is so while there are as many busy clients as processors. With fewer it is better to decode while a client still sends. A client is busy that
 * has one transaction after the other on one channel, and nothing else. If one of them is smaller, or something else comes instead, it is read as soon
 * as nothing has come for {@link #LONGEST_SILENCE}, and it takes some transactions before the mark is used again. Confined to the event loop.
 */
final class ReceiveMark {
    /** The socket whose mark it is. On the event loop. */
    interface Socket {
        /** The loop is woken up when so many bytes can be read; 1 for as soon as possible. What is there already counts. */
        void wakeUpAt(int bytes);

        /** Runs the task later, once. */
        void after(Duration delay, Runnable task);
    }

    /** {@code SOL_SOCKET} and {@code SO_RCVLOWAT} of Linux, on the processors that Netty has native code for. */
    private static final ChannelOption<Integer> LOW_WATER = new IntegerUnixChannelOption("SO_RCVLOWAT", 1, 18);
    /** So many transactions say what the next one will be like. */
    private static final int EXPERIENCE = 16;
    /** More is not waited for: it has to fit into the buffer of the socket. */
    private static final int HIGHEST_MARK = 64 << 10;

    static final Duration LONGEST_SILENCE = Duration.ofMillis(4);

    private final Socket socket;
    private final AtomicInteger busyClients;
    private final int processors;

    /** Of the last transactions, one place each; for the oldest comes the next one. */
    private final int[] sizes = new int[EXPERIENCE];
    /** Transactions one behind the other, with nothing between them. */
    private int inARow;

    private int channel;
    /** Since the last transaction. */
    private long receivedBytes;

    private int mark = 1;
    private boolean busy;
    /** Nothing was read since the last look. */
    private boolean silent;
    /** Is about to look whether anything was read. */
    private boolean looking;

    /** The mark of a new connection; nothing happens where the system has none. */
    static ReceiveMark of(Channel channel, AtomicInteger busyClients) {
        Socket socket = new Socket() {
            @Override
            public void wakeUpAt(int bytes) {
                if (channel.isActive()) {
                    channel.config().setOption(LOW_WATER, bytes);
                }
            }

            @Override
            public void after(Duration delay, Runnable task) {
                channel.eventLoop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        };
        return new ReceiveMark(socket, busyClients, Runtime.getRuntime().availableProcessors());
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

    /** So many bytes were read, and are decoded next. */
    void received(int bytes) {
        receivedBytes += bytes;
        silent = false;
    }

    /** A transaction is complete: what was read since the last one belongs to it. */
    void committed(int onChannel) {
        if (onChannel != channel) {
            channel = onChannel;
            inARow = 0;
        }
        sizes[inARow % EXPERIENCE] = (int) Math.min(HIGHEST_MARK, receivedBytes);
        inARow++;
        receivedBytes = 0;
        if (inARow == 2 * EXPERIENCE) {
            inARow = EXPERIENCE;
        }
        if (inARow >= EXPERIENCE && !busy) {
            busy = true;
            busyClients.incrementAndGet();
            look();
        }
    }

    /** Something has come that does not belong to a transaction, or that the client may wait for. */
    void interrupted() {
        inARow = 0;
        idle();
    }

    /** What was read is decoded. */
    void endOfRead() {
        boolean between = receivedBytes == 0;
        wakeUpAt(between && busy && busyClients.get() >= processors ? smallest() : 1);
    }

    private int smallest() {
        return Arrays.stream(sizes).min().orElse(1);
    }

    private void wakeUpAt(int bytes) {
        if (mark != bytes) {
            mark = bytes;
            socket.wakeUpAt(bytes);
        }
    }

    private void look() {
        if (!looking) {
            looking = true;
            silent = true;
            socket.after(LONGEST_SILENCE, this::lookAgain);
        }
    }

    private void lookAgain() {
        looking = false;
        if (silent) {
            interrupted();
            wakeUpAt(1);
        }
        if (busy) {
            look();
        }
    }

    /** The client is gone. */
    void closed() {
        idle();
    }

    private void idle() {
        if (busy) {
            busy = false;
            busyClients.decrementAndGet();
        }
    }
}
