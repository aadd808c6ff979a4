package org.leveretmq.security;

/** What an administrator may do who was not asked for a name: everything, in every virtual host. Any thread. */
public final class EverythingAllowed implements AccessControl {
    @Override
    public boolean mayAccess() {
        return true;
    }

    @Override
    public boolean mayConfigure(String resource) {
        return true;
    }

    @Override
    public boolean mayWrite(String resource) {
        return true;
    }

    @Override
    public boolean mayRead(String resource) {
        return true;
    }

    @Override
    public boolean mayWriteTopic(String exchange, String routingKey) {
        return true;
    }

    @Override
    public boolean mayReadTopic(String exchange, String routingKey) {
        return true;
    }
}
