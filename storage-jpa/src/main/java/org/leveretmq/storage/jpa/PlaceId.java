package org.leveretmq.storage.jpa;

import java.io.Serializable;

/** The key of a {@link MessageRow} or a {@link ReferenceRow}. JPA asks for a class with a constructor without arguments and fields of the same names. */
final class PlaceId implements Serializable {
    private static final long serialVersionUID = 1L;

    long queueId;
    long position;

    /** For JPA. */
    PlaceId() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof PlaceId id && id.queueId == queueId && id.position == position;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(queueId * 31 + position);
    }
}
