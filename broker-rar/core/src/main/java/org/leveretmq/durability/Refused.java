package org.leveretmq.durability;

import java.util.List;
import java.util.stream.Collectors;
import org.leveretmq.api.management.LogText;
import org.leveretmq.store.StoreOperation;
import org.leveretmq.store.StoredBinding;

/** Names for the log what a store has refused; it never shows what a message contains. */
final class Refused {
    private static final int MOST = 5;

    private Refused() {}

    static String describe(List<StoreOperation> operations) {
        String first = operations.stream()
                .limit(MOST)
                .map(operation -> LogText.of(describe(operation)))
                .collect(Collectors.joining(", "));
        return operations.size() <= MOST ? first : first + " and " + (operations.size() - MOST) + " more changes";
    }

    private static String describe(StoreOperation operation) {
        if (operation instanceof StoreOperation.PutQueue put) {
            return "queue '" + put.queue().name() + "' in vhost '" + put.queue().virtualHost() + "'";
        }
        if (operation instanceof StoreOperation.PutExchange put) {
            return "exchange '" + put.exchange().name() + "' in vhost '"
                    + put.exchange().virtualHost() + "'";
        }
        if (operation instanceof StoreOperation.PutBinding put) {
            return describe(put.binding());
        }
        if (operation instanceof StoreOperation.InsertMessage insert) {
            return "a message to exchange '" + insert.message().exchange() + "' with routing key '"
                    + insert.message().routingKey() + "'";
        }
        return operation.getClass().getSimpleName();
    }

    private static String describe(StoredBinding binding) {
        return "binding of '" + binding.destination() + "' to exchange '" + binding.source() + "' with routing key '"
                + binding.routingKey() + "' in vhost '" + binding.virtualHost() + "'";
    }
}
