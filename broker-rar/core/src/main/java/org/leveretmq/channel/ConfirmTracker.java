package org.leveretmq.channel;

import java.util.Arrays;
import java.util.BitSet;
import org.leveretmq.concurrent.SerialLoop;
import org.leveretmq.wire.method.BasicAck;
import org.leveretmq.wire.method.BasicNack;

/**
 * Publisher confirms of a channel: numbers publishes from 1 and tells the client when they are settled.
 *
 * <p>At the end of a turn one {@code basic.ack} with the multiple bit covers everything up to the smallest unsettled number, and
 * each number settled beyond that gap gets an ack of its own. A nack goes out at once. Confined to the virtual host's loop.
 */
final class ConfirmTracker {
    private final SerialLoop loop;
    private final Outbound outbound;
    private final int channel;
    private long lastNumber;
    /** Everything up to here is settled and told. */
    private long toldUpTo;
    /** Settled numbers beyond {@code toldUpTo}, as offsets from it, 0 standing for the next one. */
    private BitSet settled = new BitSet();

    /** Those of them that the client was told of one by one. */
    private BitSet told = new BitSet();

    private long[] settledThisTurn = new long[64];
    private int settledCount;
    private int unsettled;
    private boolean telling;

    ConfirmTracker(SerialLoop loop, Outbound outbound, int channel) {
        this.loop = loop;
        this.outbound = outbound;
        this.channel = channel;
    }

    /** The number of the publish that has come now. */
    long next() {
        unsettled++;
        return ++lastNumber;
    }

    /** Publishes that were not settled yet. */
    int unsettled() {
        return unsettled;
    }

    /** The publish is safe, or needs not to be. */
    void ack(long number) {
        settle(number);
    }

    /** The publish is lost or was refused. */
    void nack(long number) {
        told.set(offset(number));
        settle(number);
        outbound.send(channel, new BasicNack(number, false, false));
    }

    private void settle(long number) {
        unsettled--;
        settled.set(offset(number));
        if (settledCount == settledThisTurn.length) {
            settledThisTurn = Arrays.copyOf(settledThisTurn, settledCount * 2);
        }
        settledThisTurn[settledCount++] = number;
        if (!telling) {
            telling = true;
            loop.atEndOfTurn(SerialLoop.Phase.SETTLE, this::tell);
        }
    }

    private int offset(long number) {
        return (int) (number - toldUpTo - 1);
    }

    private void tell() {
        telling = false;
        int run = settled.nextClearBit(0);
        if (run > 0) {
            tellRun(run);
        }
        for (int i = 0; i < settledCount; i++) {
            tellSingle(settledThisTurn[i]);
        }
        settledCount = 0;
    }

    private void tellSingle(long number) {
        if (number > toldUpTo && !told.get(offset(number))) {
            told.set(offset(number));
            outbound.send(channel, new BasicAck(number, false));
        }
    }

    private void tellRun(int run) {
        int last = run - 1;
        while (last >= 0 && told.get(last)) {
            last--;
        }
        if (last >= 0) {
            boolean multiple = told.nextClearBit(0) < last;
            outbound.send(channel, new BasicAck(toldUpTo + 1 + last, multiple));
        }
        toldUpTo += run;
        settled = shift(settled, run);
        told = shift(told, run);
    }

    private static BitSet shift(BitSet bits, int by) {
        if (bits.length() <= by) {
            bits.clear();
            return bits;
        }
        return bits.get(by, bits.length());
    }
}
