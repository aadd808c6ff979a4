package org.leveretmq.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A socket to the broker from which frames are read, each for a bounded time, and which remembers the conversation for the text of failures. */
final class FrameSocket {
    private static final int REMEMBERED = 20;

    private final Socket socket;
    private final DataInputStream in;
    private final List<String> conversation = new ArrayList<>();

    private FrameSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** A connected socket on which nothing was sent. */
    static FrameSocket connect(InetSocketAddress address, Duration limit) {
        try {
            Socket socket = new Socket();
            socket.connect(address, (int) limit.toMillis());
            socket.setTcpNoDelay(true);
            return new FrameSocket(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot connect to " + address, e);
        }
    }

    /** Sends bytes, of which the conversation says this. */
    void send(byte[] bytes, String what) {
        conversation.add(what);
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw failure("Cannot send: " + e.getMessage());
        }
    }

    /** Sends bytes; the broker may have closed the socket already. */
    void sendIfPossible(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            conversation.add("could not send close-ok: " + e.getMessage());
        }
    }

    /** These bytes must come next. */
    void expectBytes(Duration limit, int... expected) {
        try {
            socket.setSoTimeout((int) limit.toMillis());
            for (int i = 0; i < expected.length; i++) {
                assertThat(in.read()).as("byte %d of the answer", i).isEqualTo(expected[i]);
            }
        } catch (IOException e) {
            throw failure("Expected " + expected.length + " bytes: " + e.getMessage());
        }
    }

    /** The next frame that is no heartbeat; null if the broker closes the socket. */
    Frame read(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Frame frame;
        do {
            frame = readAny(deadline);
        } while (frame != null && frame.type() == Frame.HEARTBEAT);
        return frame;
    }

    /** The next frame, which may be a heartbeat; null if the broker closes the socket. */
    Frame readAny(Duration limit) {
        return readAny(System.nanoTime() + limit.toNanos());
    }

    private Frame readAny(long deadline) {
        try {
            int type = patiently(deadline, in::read);
            if (type < 0) {
                conversation.add("the broker closed the socket");
                return null;
            }
            int channel = patiently(deadline, in::readUnsignedShort);
            byte[] payload = new byte[patiently(deadline, in::readInt)];
            in.readFully(payload);
            int end = in.read();
            assertThat(end).as("end of a frame of the broker").isEqualTo(0xCE);
            Frame frame = new Frame(type, channel, payload);
            conversation.add("got on " + frame);
            return frame;
        } catch (SocketTimeoutException e) {
            throw failure("Nothing came from the broker in time");
        } catch (EOFException | SocketException e) {
            conversation.add("the broker closed the socket: " + e.getMessage());
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Read {
        int read() throws IOException;
    }

    private int patiently(long deadline, Read read) throws IOException {
        long millis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        socket.setSoTimeout((int) millis);
        return read.read();
    }

    /** What a test is to fail with: this, and the end of the conversation. */
    AssertionError failure(String what) {
        int from = Math.max(0, conversation.size() - REMEMBERED);
        return new AssertionError(what + "; the conversation:\n  "
                + String.join("\n  ", conversation.subList(from, conversation.size())));
    }

    /** Drops the connection. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            conversation.add("closing failed: " + e.getMessage());
        }
    }
}
