package org.leveretmq.embedded;

import java.nio.charset.StandardCharsets;
import javax.transaction.xa.Xid;

/** A transaction manager's name for a branch. */
record TestXid(String transaction, String branch) implements Xid {
    @Override
    public int getFormatId() {
        return 7;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return transaction.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] getBranchQualifier() {
        return branch.getBytes(StandardCharsets.US_ASCII);
    }
}
