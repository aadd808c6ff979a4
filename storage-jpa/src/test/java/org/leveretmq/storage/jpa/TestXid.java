package org.leveretmq.storage.jpa;

import java.nio.charset.StandardCharsets;
import javax.transaction.xa.Xid;

/** A transaction manager's name for a branch: a number. */
record TestXid(int number) implements Xid {
    static int numberOf(Xid xid) {
        return Integer.parseInt(new String(xid.getGlobalTransactionId(), StandardCharsets.US_ASCII));
    }

    @Override
    public int getFormatId() {
        return 4711;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {1};
    }
}
