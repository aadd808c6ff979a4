package org.leveretmq.connection;

import java.util.Arrays;

/**
 * The commands that came with one read of the socket; posted to the virtual host's loop as one task, so that a thousand small messages
 * cost one hand-over. Filled on the event loop, then given away.
 */
final class Burst implements Runnable {
    private static final int CAPACITY = 1024;

    private final Session session;
    private int[] channels = new int[16];
    private Object[] commands = new Object[16];
    private int[] costs = new int[16];
    private int size;

    Burst(Session session) {
        this.session = session;
    }

    void add(int channel, Object command, int cost) {
        if (size == commands.length) {
            grow();
        }
        channels[size] = channel;
        commands[size] = command;
        costs[size++] = cost;
    }

    private void grow() {
        channels = Arrays.copyOf(channels, size * 4);
        commands = Arrays.copyOf(commands, size * 4);
        costs = Arrays.copyOf(costs, size * 4);
    }

    Session session() {
        return session;
    }

    boolean full() {
        return size >= CAPACITY;
    }

    @Override
    public void run() {
        for (int i = 0; i < size; i++) {
            session.receive(channels[i], commands[i], costs[i]);
        }
        session.endOfBurst();
    }
}
