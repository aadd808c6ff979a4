package org.leveretmq.conformance.wire;

import static org.leveretmq.conformance.wire.WireBytes.frame;
import static org.leveretmq.conformance.wire.WireMethod.method;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A client that sends what a test tells it, valid or not, and looks at every frame that comes back. It has its own encoding, reads only
 * when it is told to, and waits for a bounded time: what it expected, and what came instead, are in the failure's text.
 */
public final class WireClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int UNNEGOTIATED_FRAME_MAX = 131_072;

    private final FrameSocket socket;
    private Map<String, Object> clientProperties = Map.of();
    private int channelMax;
    private int frameMax = UNNEGOTIATED_FRAME_MAX;
    private int heartbeat;

    private WireClient(FrameSocket socket) {
        this.socket = socket;
    }

    /** A connected socket on which nothing was sent. */
    public static WireClient connect(InetSocketAddress address) {
        return new WireClient(FrameSocket.connect(address, PATIENCE));
    }

    // ---- handshake ----

    /** Sends the protocol header of AMQP 0-9-1 (§4.2.2). */
    public WireClient header() {
        return bytes('A', 'M', 'Q', 'P', 0, 0, 9, 1);
    }

    /** What {@code start-ok} will say of this client. */
    public WireClient clientProperties(Map<String, Object> properties) {
        clientProperties = properties;
        return this;
    }

    /** What {@code start-ok} will say that this client is capable of. */
    public WireClient capabilities(String... names) {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        for (String name : names) {
            capabilities.put(name, true);
        }
        return clientProperties(Map.of("capabilities", capabilities));
    }

    /** Expects {@code start} and answers with a user and a password. */
    public WireClient startOkPlain(String user, String password) {
        return startOk("PLAIN", ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Expects {@code start} and answers with any mechanism and response. */
    public WireClient startOk(String mechanism, byte[] response) {
        expect(MethodId.CONNECTION_START);
        return send(
                0,
                method(MethodId.CONNECTION_START_OK)
                        .table(clientProperties)
                        .shortString(mechanism)
                        .longString(response)
                        .shortString("en_US"));
    }

    /** Expects {@code tune} and remembers what it says. */
    public WireClient expectTune() {
        ReceivedMethod tune = expect(MethodId.CONNECTION_TUNE);
        channelMax = tune.shortUint();
        frameMax = (int) tune.longUint();
        heartbeat = tune.shortUint();
        tune.end();
        return this;
    }

    /** Expects {@code tune} and takes what it proposes, without heartbeats. */
    public WireClient tune() {
        expectTune();
        return tuneOk(channelMax, frameMax, 0);
    }

    /** Sends {@code tune-ok} with any values. */
    public WireClient tuneOk(int channels, long frameBytes, int heartbeatSeconds) {
        frameMax = (int) frameBytes;
        channelMax = channels;
        return send(
                0,
                method(MethodId.CONNECTION_TUNE_OK)
                        .shortUint(channels)
                        .longUint(frameBytes)
                        .shortUint(heartbeatSeconds));
    }

    /** Opens the virtual host and expects {@code open-ok}. */
    public WireClient open(String virtualHost) {
        sendOpen(virtualHost);
        expect(MethodId.CONNECTION_OPEN_OK);
        return this;
    }

    /** Asks for the virtual host and expects nothing. */
    public WireClient sendOpen(String virtualHost) {
        return send(
                0,
                method(MethodId.CONNECTION_OPEN)
                        .shortString(virtualHost)
                        .shortString("")
                        .octet(0));
    }

    /** The whole handshake as {@code guest} on {@code /}. */
    public WireClient handshake() {
        return header().startOkPlain("guest", "guest").tune().open("/");
    }

    /** Opens a channel and expects {@code open-ok}. */
    public WireClient openChannel(int channel) {
        send(channel, method(MethodId.CHANNEL_OPEN).shortString(""));
        expect(channel, MethodId.CHANNEL_OPEN_OK);
        return this;
    }

    public int channelMax() {
        return channelMax;
    }

    public int frameMax() {
        return frameMax;
    }

    public int heartbeat() {
        return heartbeat;
    }

    // ---- sending ----

    /** Sends a method. */
    public WireClient send(int channel, WireMethod method) {
        socket.send(method.frame(channel), "sent on channel " + channel + ": " + method);
        return this;
    }

    /** Sends a frame with any type and payload. */
    public WireClient sendFrame(int type, int channel, byte[] payload) {
        String what = "sent on channel " + channel + ": frame of type " + type + ", " + payload.length + " bytes";
        socket.send(frame(type, channel, payload), what);
        return this;
    }

    /** Sends the header and the body of a content, split as the negotiated frame size demands. */
    public WireClient content(int channel, byte[] propertyFlagsAndList, byte[] body) {
        contentHeader(channel, body.length, propertyFlagsAndList);
        int largest = frameMax - 8;
        for (int from = 0; from < body.length; from += largest) {
            sendFrame(Frame.BODY, channel, Arrays.copyOfRange(body, from, Math.min(from + largest, body.length)));
        }
        return this;
    }

    /** Sends a header frame of class basic (§4.2.6.1). */
    public WireClient contentHeader(int channel, long bodySize, byte[] propertyFlagsAndList) {
        return sendFrame(
                Frame.HEADER,
                channel,
                WireBytes.bytes()
                        .shortUint(60)
                        .shortUint(0)
                        .longLong(bodySize)
                        .raw(propertyFlagsAndList)
                        .toBytes());
    }

    /** Publishes a body without properties. */
    public WireClient publish(int channel, String exchange, String routingKey, String body) {
        return send(channel, Requests.publish(exchange, routingKey))
                .content(channel, Requests.NO_PROPERTIES, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a heartbeat frame. */
    public WireClient sendHeartbeat() {
        return sendFrame(Frame.HEARTBEAT, 0, new byte[0]);
    }

    /** Sends bytes, given as numbers or characters. */
    public WireClient bytes(int... values) {
        byte[] raw = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            raw[i] = (byte) values[i];
        }
        return raw(raw);
    }

    /** Sends bytes. */
    public WireClient raw(byte[] bytes) {
        socket.send(bytes, "sent " + bytes.length + " raw bytes");
        return this;
    }

    // ---- expecting ----

    /** The next method on any channel must be this one. Heartbeats are skipped. */
    public ReceivedMethod expect(MethodId id) {
        Frame frame = nextFrame();
        if (!frame.carries(id)) {
            throw socket.failure("Expected " + id + ", but got " + frame);
        }
        return frame.method();
    }

    /** The next method must be this one, on this channel. */
    public ReceivedMethod expect(int channel, MethodId id) {
        ReceivedMethod method = expect(id);
        if (method.channel() != channel) {
            throw socket.failure(
                    "Expected " + id + " on channel " + channel + ", but it came on channel " + method.channel());
        }
        return method;
    }

    /** The next method must have these numbers. */
    public ReceivedMethod expectMethod(int classId, int methodId) {
        for (MethodId id : MethodId.values()) {
            if (id.classId() == classId && id.methodId() == methodId) {
                return expect(id);
            }
        }
        throw new IllegalArgumentException(MethodId.describe(classId, methodId));
    }

    /** Sends a method and expects its answer on the same channel. */
    public ReceivedMethod call(int channel, WireMethod method, MethodId answer) {
        return send(channel, method).expect(channel, answer);
    }

    /** The content that follows a method. */
    public ReceivedContent expectContent(int channel) {
        Frame header = nextFrame();
        if (header.type() != Frame.HEADER || header.channel() != channel) {
            throw socket.failure("Expected a content header on channel " + channel + ", but got " + header);
        }
        ReceivedContent content = new ReceivedContent(header);
        while (!content.complete()) {
            Frame body = nextFrame();
            if (body.type() != Frame.BODY || body.channel() != channel) {
                throw socket.failure("Expected a content body on channel " + channel + ", but got " + body);
            }
            content.add(body);
        }
        return content;
    }

    /** The channel must be closed for this reason; answers {@code close-ok}. */
    public ReceivedMethod expectChannelClose(int channel, int replyCode) {
        ReceivedMethod close = expect(channel, MethodId.CHANNEL_CLOSE);
        requireReplyCode(close, replyCode);
        send(channel, method(MethodId.CHANNEL_CLOSE_OK));
        return close;
    }

    /**
     * The connection must be closed for this reason, or one of these; answers {@code close-ok} and sees the socket close. What is left
     * to be read of the method is the text, the class and the method.
     */
    public ReceivedMethod expectConnectionClose(int... replyCodes) {
        ReceivedMethod close = expect(0, MethodId.CONNECTION_CLOSE);
        requireReplyCode(close, replyCodes);
        socket.sendIfPossible(method(MethodId.CONNECTION_CLOSE_OK).frame(0));
        expectEnd();
        return close;
    }

    /** The connection must end: without a word, as §2.2.4 wants it before {@code open-ok}, or with one of these codes. */
    public void expectConnectionEnd(int... replyCodes) {
        Frame frame = socket.read(PATIENCE);
        if (frame == null) {
            return;
        }
        if (!frame.carries(MethodId.CONNECTION_CLOSE)) {
            throw socket.failure("Expected the end of the connection, but got " + frame);
        }
        requireReplyCode(frame.method(), replyCodes);
        socket.sendIfPossible(method(MethodId.CONNECTION_CLOSE_OK).frame(0));
        expectEnd();
    }

    /** The broker must answer something, or close the socket; it must not hang. */
    public void expectEndOrAnything() {
        socket.read(PATIENCE);
    }

    /** The broker must answer {@code close-ok}, or close the connection itself with one of these codes. */
    public void expectCloseOkOr(int... replyCodes) {
        Frame frame = nextFrame();
        if (frame.carries(MethodId.CONNECTION_CLOSE)) {
            requireReplyCode(frame.method(), replyCodes);
        } else if (!frame.carries(MethodId.CONNECTION_CLOSE_OK)) {
            throw socket.failure("Expected " + MethodId.CONNECTION_CLOSE_OK + ", but got " + frame);
        }
    }

    private void requireReplyCode(ReceivedMethod close, int... replyCodes) {
        int actual = close.shortUint();
        if (Arrays.stream(replyCodes).noneMatch(code -> code == actual)) {
            throw socket.failure("Expected reply code " + Arrays.toString(replyCodes) + ", but got " + close);
        }
    }

    /** The broker must close the socket without sending anything more but heartbeats. */
    public void expectEnd() {
        expectEnd(PATIENCE);
    }

    /** The broker must close the socket within this time without sending anything more but heartbeats. */
    public void expectEnd(Duration limit) {
        Frame frame = socket.read(limit);
        if (frame != null) {
            throw socket.failure("Expected the broker to close the socket, but got " + frame);
        }
    }

    /** These bytes must come next. */
    public WireClient expectBytes(int... expected) {
        socket.expectBytes(PATIENCE, expected);
        return this;
    }

    /** The next frame that is no heartbeat. */
    public Frame nextFrame() {
        Frame frame = socket.read(PATIENCE);
        if (frame == null) {
            throw socket.failure("Expected a frame, but the broker has closed the socket");
        }
        return frame;
    }

    /** The next frame, which may be a heartbeat. */
    public Frame nextFrameOfAnyType() {
        Frame frame = socket.readAny(PATIENCE);
        if (frame == null) {
            throw socket.failure("Expected a frame, but the broker has closed the socket");
        }
        return frame;
    }

    /** The next frame must be a heartbeat. */
    public Frame expectHeartbeat(Duration limit) {
        Frame frame = socket.readAny(limit);
        if (frame == null || frame.type() != Frame.HEARTBEAT) {
            throw socket.failure(
                    "Expected a heartbeat, but got " + (frame == null ? "the end of the connection" : frame));
        }
        return frame;
    }

    // ---- ending ----

    /** Closes the connection as the specification wants it (§1.4.2.9). */
    public void closeGracefully() {
        call(0, Requests.connectionClose(), MethodId.CONNECTION_CLOSE_OK);
        close();
    }

    /** Drops the socket. */
    @Override
    public void close() {
        socket.close();
    }
}
