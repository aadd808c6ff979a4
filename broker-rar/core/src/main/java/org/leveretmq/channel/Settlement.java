package org.leveretmq.channel;

import java.util.List;
import org.leveretmq.store.StoredSettlement;

/** How a client ends deliveries (AMQP 0-9-1 §1.8.3.13 and §1.8.3.14, and RabbitMQ's nack). */
enum Settlement {
    /** They were processed. */
    ACKNOWLEDGE(StoredSettlement.Kind.ACKNOWLEDGED) {
        @Override
        void settle(Subscriptions subscriptions, List<Delivery> deliveries) {
            subscriptions.acknowledge(deliveries);
        }
    },
    /** They were not, and are not wanted back. */
    REJECT(StoredSettlement.Kind.REJECTED) {
        @Override
        void settle(Subscriptions subscriptions, List<Delivery> deliveries) {
            subscriptions.reject(deliveries);
        }
    },
    /** They were not, and go back to their queues. */
    REQUEUE(StoredSettlement.Kind.REQUEUED) {
        @Override
        void settle(Subscriptions subscriptions, List<Delivery> deliveries) {
            subscriptions.requeue(deliveries);
        }
    };

    private final StoredSettlement.Kind kind;

    Settlement(StoredSettlement.Kind kind) {
        this.kind = kind;
    }

    /** The same, as transactions know it. */
    StoredSettlement.Kind kind() {
        return kind;
    }

    abstract void settle(Subscriptions subscriptions, List<Delivery> deliveries);

    static Settlement rejection(boolean requeue) {
        return requeue ? REQUEUE : REJECT;
    }
}
