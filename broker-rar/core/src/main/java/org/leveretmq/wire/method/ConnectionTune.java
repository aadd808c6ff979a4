package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code connection.tune} proposes the limits of the connection (server → client; AMQP 0-9-1 §1.4.2.5).
 *
 * @param channelMax highest channel number, 0 for no limit
 * @param frameMax largest frame in bytes, 0 for no limit
 * @param heartbeat heartbeat interval in seconds, 0 for none
 */
public record ConnectionTune(int channelMax, long frameMax, int heartbeat) implements Method {
    /** Class 10, method 30. */
    public static final int ID = 10 << 16 | 30;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionTune read(MethodReader in) throws ConnectionException {
        return new ConnectionTune(in.shortInt(), in.longInt(), in.shortInt());
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public void write(MethodWriter out) {
        out.shortInt(channelMax);
        out.longInt(frameMax);
        out.shortInt(heartbeat);
    }
}
