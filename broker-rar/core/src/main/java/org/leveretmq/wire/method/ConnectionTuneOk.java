package org.leveretmq.wire.method;

import org.leveretmq.error.ConnectionException;
import org.leveretmq.wire.MethodReader;
import org.leveretmq.wire.MethodWriter;

/**
 * {@code connection.tune-ok} settles the limits of the connection (client → server; AMQP 0-9-1 §1.4.2.6).
 *
 * @param channelMax highest channel number, 0 for no limit
 * @param frameMax largest frame in bytes, 0 for no limit
 * @param heartbeat heartbeat interval in seconds, 0 for none
 */
public record ConnectionTuneOk(int channelMax, long frameMax, int heartbeat) implements Method {
    /** Class 10, method 31. */
    public static final int ID = 10 << 16 | 31;

    /**
     * Reads the arguments.
     *
     * @throws ConnectionException 502 SYNTAX_ERROR if they are malformed
     */
    public static ConnectionTuneOk read(MethodReader in) throws ConnectionException {
        return new ConnectionTuneOk(in.shortInt(), in.longInt(), in.shortInt());
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
