package org.leveretmq.security;

/** What a user may do in one virtual host. Asked on the virtual host's loop, so it must not block. */
public interface AccessControl {
    /** Nothing at all. */
    AccessControl NONE = new AccessControl() {
        @Override
        public boolean mayAccess() {
            return false;
        }

        @Override
        public boolean mayConfigure(String resource) {
            return false;
        }

        @Override
        public boolean mayWrite(String resource) {
            return false;
        }

        @Override
        public boolean mayRead(String resource) {
            return false;
        }
    };

    /** Whether the user may open the virtual host. */
    boolean mayAccess();

    /** Whether the user may declare and delete the queue or exchange. */
    boolean mayConfigure(String resource);

    /** Whether the user may publish to the exchange, or bind the queue or exchange as a destination. */
    boolean mayWrite(String resource);

    /** Whether the user may consume from the queue, or bind to the exchange. */
    boolean mayRead(String resource);
}
