package org.leveretmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends whatever bytes a test wants and reads frame by frame, waiting 10 seconds at most. */
final class RawClient implements AutoCloseable {
    static final byte[] HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
    static final int FRAME_MAX = 131_072;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;

    RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient bytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] frame(int type, int channel, byte[] payload) {
        return new Arguments()
                .int8(type)
                .int16(channel)
                .block(payload)
                .int8(0xCE)
                .bytes();
    }

    RawClient send(int channel, Arguments method) {
        return bytes(frame(RawFrame.METHOD, channel, method.bytes()));
    }

    RawClient header(int channel, int classId, long bodySize) {
        byte[] payload =
                new Arguments().int16(classId).int16(0).int64(bodySize).int16(0).bytes();
        return bytes(frame(RawFrame.HEADER, channel, payload));
    }

    RawClient body(int channel, String body) {
        return bytes(frame(RawFrame.BODY, channel, body.getBytes(StandardCharsets.UTF_8)));
    }

    RawClient publish(int channel, String exchange, String routingKey, String body) {
        return publishMethod(channel, exchange, routingKey, false, false)
                .header(channel, 60, body.getBytes(StandardCharsets.UTF_8).length)
                .body(channel, body);
    }

    RawClient publishMethod(int channel, String exchange, String routingKey, boolean mandatory, boolean immediate) {
        return send(
                channel,
                Arguments.method(60, 40)
                        .int16(0)
                        .text(exchange)
                        .text(routingKey)
                        .bits(mandatory, immediate));
    }

    /** The next frame that is not a heartbeat. */
    RawFrame read() {
        RawFrame frame = readAny();
        while (frame.type() == RawFrame.HEARTBEAT) {
            frame = readAny();
        }
        return frame;
    }

    RawFrame readAny() {
        try {
            int type = in.readUnsignedByte();
            int channel = in.readUnsignedShort();
            byte[] payload = new byte[in.readInt()];
            in.readFully(payload);
            assertThat(in.readUnsignedByte()).as("frame end").isEqualTo(0xCE);
            return new RawFrame(type, channel, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] readBytes(int count) {
        try {
            return in.readNBytes(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the method, with the cursor at its fields. */
    RawFrame expect(int channel, int classId, int methodId) {
        RawFrame frame = read();
        if (frame.channel() != channel || !frame.isMethod(classId, methodId)) {
            fail("expected method %d/%d on channel %d, but received %s", classId, methodId, channel, frame);
        }
        return frame.fields();
    }

    /** Reads connection.close and checks its reply code. Returns its text. */
    String expectConnectionClose(int replyCode) {
        RawFrame close = expect(0, 10, 50);
        int code = close.int16();
        String text = close.text();
        assertThat(code).as(text).isEqualTo(replyCode);
        return text;
    }

    /** Reads channel.close, checks its reply code and answers it. Returns its text. */
    String expectChannelClose(int channel, int replyCode) {
        RawFrame close = expect(channel, 20, 40);
        int code = close.int16();
        String text = close.text();
        assertThat(code).as(text).isEqualTo(replyCode);
        send(channel, Arguments.method(20, 41));
        return text;
    }

    /** Reads a message: header and body. Returns the body. */
    String expectContent(int channel) {
        RawFrame header = read();
        assertThat(header.type()).as(header.toString()).isEqualTo(RawFrame.HEADER);
        assertThat(header.channel()).isEqualTo(channel);
        assertThat(header.int16()).isEqualTo(60);
        header.int16();
        long size = header.int64();
        StringBuilder body = new StringBuilder();
        while (body.length() < size) {
            RawFrame piece = read();
            assertThat(piece.type()).isEqualTo(RawFrame.BODY);
            body.append(new String(piece.rest(), StandardCharsets.UTF_8));
        }
        return body.toString();
    }

    void expectEnd() {
        try {
            int next = in.read();
            assertThat(next).as("end of the stream").isEqualTo(-1);
        } catch (EOFException | SocketException e) {
            assertThat(socket.isClosed()).isFalse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient startOk(String mechanism, byte[] response) {
        return startOk(mechanism, response, new byte[0]);
    }

    RawClient startOk(String mechanism, byte[] response, byte[] clientProperties) {
        return send(
                0,
                Arguments.method(10, 11)
                        .block(clientProperties)
                        .text(mechanism)
                        .block(response)
                        .text("en_US"));
    }

    static byte[] plain(String user, String password) {
        return ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    }

    RawClient tuneOk(int channelMax, long frameMax, int heartbeat) {
        return send(
                0, Arguments.method(10, 31).int16(channelMax).int32(frameMax).int16(heartbeat));
    }

    RawClient open(String virtualHost) {
        return send(0, Arguments.method(10, 40).text(virtualHost).text("").bits(false));
    }

    /** Up to connection.tune. */
    RawClient login() {
        bytes(HEADER);
        expect(0, 10, 10);
        startOk("PLAIN", plain("guest", "guest"));
        expect(0, 10, 30);
        return this;
    }

    RawClient handshake() {
        login().tuneOk(2047, FRAME_MAX, 0).open("/");
        expect(0, 10, 41);
        return this;
    }

    RawClient openChannel(int channel) {
        send(channel, Arguments.method(20, 10).text(""));
        expect(channel, 20, 11);
        return this;
    }

    /** Declares a queue of a name that the server chooses, exclusive to this connection. */
    String declareQueue(int channel) {
        send(
                channel,
                Arguments.method(50, 10)
                        .int16(0)
                        .text("")
                        .bits(false, false, true, false, false)
                        .noTable());
        return expect(channel, 50, 11).text();
    }

    RawClient consume(int channel, String queue, String tag, boolean noAck) {
        send(
                channel,
                Arguments.method(60, 20)
                        .int16(0)
                        .text(queue)
                        .text(tag)
                        .bits(false, noAck, false, false)
                        .noTable());
        expect(channel, 60, 21);
        return this;
    }

    RawClient get(int channel, String queue, boolean noAck) {
        return send(channel, Arguments.method(60, 70).int16(0).text(queue).bits(noAck));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
