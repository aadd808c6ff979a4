package org.leveretmq.transaction;

import java.util.HexFormat;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The name of a transaction branch: what a transaction manager calls Xid (X/Open XA, section 4.2), in a form that can be compared, read and stored.
 *
 * @param formatId the format of the other two; 0 or more
 * @param globalTransactionId the global transaction, up to 64 bytes in hexadecimal digits
 * @param branchQualifier the branch in it, up to 64 bytes in hexadecimal digits
 */
public record BranchId(int formatId, String globalTransactionId, String branchQualifier) {
    private static final HexFormat HEX = HexFormat.of();

    /** The name that a transaction manager has given. */
    public static BranchId of(Xid xid) {
        return new BranchId(
                xid.getFormatId(),
                HEX.formatHex(xid.getGlobalTransactionId()),
                HEX.formatHex(xid.getBranchQualifier()));
    }

    /** The name as {@link #toString} writes it. @throws IllegalArgumentException if the text is not such a name */
    public static BranchId parse(String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 3) {
                HEX.parseHex(parts[1]);
                HEX.parseHex(parts[2]);
                return new BranchId(Integer.parseInt(parts[0]), parts[1], parts[2]);
            }
        } catch (IllegalArgumentException e) {
            throw malformed(text, e);
        }
        throw malformed(text, null);
    }

    private static IllegalArgumentException malformed(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "'" + text + "' is no name of a transaction branch: a number and two times hexadecimal digits,"
                        + " with colons between them, are expected",
                cause);
    }

    /** The name as transaction managers want it back. */
    public Xid toXid() {
        return new ReturnedXid(this);
    }

    private record ReturnedXid(BranchId id) implements Xid {
        @Override
        public int getFormatId() {
            return id.formatId;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return HEX.parseHex(id.globalTransactionId);
        }

        @Override
        public byte[] getBranchQualifier() {
            return HEX.parseHex(id.branchQualifier);
        }

        @Override
        public String toString() {
            return id.toString();
        }
    }

    @Override
    public String toString() {
        return formatId + ":" + globalTransactionId + ":" + branchQualifier;
    }
}
