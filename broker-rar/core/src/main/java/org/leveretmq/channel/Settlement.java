package org.leveretmq.channel;

import java.util.List;

/** How a client ends deliveries (AMQP 0-9-1 §1.8.3.13 and §1.8.3.14, and RabbitMQ's nack). */
enum Settlement {
    /** They were processed. */
    ACKNOWLEDGE {
        @Override
        void settle(Subscriptions subscriptions, List<Delivery> deliveries) {
            subscriptions.acknowledge(deliveries);
        }
    },
    /** They were not, and are not wanted back. */
    REJECT {
        @Override
        void settle(Subscriptions subscriptions, List<Delivery> deliveries) {
            subscriptions.reject(deliveries);
        }
    },
    /** They were not, and go back to their queues. */
    REQUEUE {
        @Override
        void settle(Subscriptions subscriptions, List<Delivery> deliveries) {
            subscriptions.requeue(deliveries);
        }
    };

    abstract void settle(Subscriptions subscriptions, List<Delivery> deliveries);

    static Settlement rejection(boolean requeue) {
        return requeue ? REQUEUE : REJECT;
    }
}
