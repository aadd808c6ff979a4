package org.leveretmq.vhost;

import java.util.List;
import org.leveretmq.error.ChannelException;
import org.leveretmq.types.ArgumentText;
import org.leveretmq.types.FieldTable;

/**
 * Compares a redeclaration with what exists; the first difference is a 406 (AMQP 0-9-1 §1.6.2.1 and §1.7.2.1, "equivalent").
 *
 * @param what {@code queue 'q' in vhost '/'} or {@code exchange 'x' in vhost '/'}
 */
record Equivalence(String what) {
    void same(String argument, Object received, Object current) throws ChannelException {
        if (!received.equals(current)) {
            throw ChannelException.preconditionFailed("inequivalent arg '" + argument + "' for " + what + ": received '"
                    + received + "' but current is '" + current + "'");
        }
    }

    void sameArguments(List<String> names, FieldTable received, FieldTable current) throws ChannelException {
        for (String name : names) {
            Object ours = current.get(name);
            Object theirs = received.get(name);
            if (!FieldTable.sameValue(theirs, ours)) {
                throw ChannelException.preconditionFailed("inequivalent arg '" + name + "' for " + what + ": received "
                        + ArgumentText.of(theirs) + " but current is " + ArgumentText.of(ours));
            }
        }
    }
}
