package org.leveretmq.channel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of a channel that wait for their acknowledgement, ordered by tag. Acknowledging in order costs nothing, out of
 * order a binary search. Confined to the virtual host's loop.
 */
final class UnacknowledgedDeliveries {
    private static final int INITIAL_CAPACITY = 16;

    /** Ordered by tag from {@code head} to {@code tail}; null where a delivery in the middle was taken out. */
    private @Nullable Delivery[] slots = new Delivery[INITIAL_CAPACITY];

    private long[] tags = new long[INITIAL_CAPACITY];
    private int head;
    private int tail;
    private int size;

    int size() {
        return size;
    }

    /** Adds a delivery with a tag above all others. */
    void add(Delivery delivery) {
        if (tail == slots.length) {
            makeRoom();
        }
        slots[tail] = delivery;
        tags[tail++] = delivery.tag();
        size++;
    }

    private void makeRoom() {
        int capacity = size > slots.length / 2 ? slots.length * 2 : slots.length;
        @Nullable Delivery[] oldSlots = slots;
        int end = tail;
        int begin = head;
        slots = new Delivery[capacity];
        tags = new long[capacity];
        head = 0;
        tail = 0;
        for (int i = begin; i < end; i++) {
            Delivery delivery = oldSlots[i];
            if (delivery != null) {
                slots[tail] = delivery;
                tags[tail++] = delivery.tag();
            }
        }
    }

    /** The delivery that has to be acknowledged first, null if there is none. */
    @Nullable
    Delivery mostUrgent() {
        Delivery urgent = null;
        for (int i = head; i < tail; i++) {
            Delivery delivery = slots[i];
            if (delivery != null && (urgent == null || delivery.deadlineMillis() < urgent.deadlineMillis())) {
                urgent = delivery;
            }
        }
        return urgent;
    }

    /** Takes out the delivery with this tag, or returns null. */
    @Nullable
    Delivery take(long tag) {
        int index = tags[head] == tag && head < tail ? head : Arrays.binarySearch(tags, head, tail, tag);
        if (index < 0) {
            return null;
        }
        Delivery delivery = slots[index];
        if (delivery != null) {
            slots[index] = null;
            size--;
            skipHoles();
        }
        return delivery;
    }

    /** Takes out all deliveries up to and including this tag, in order; empty if the tag itself is not there. */
    List<Delivery> takeUpTo(long tag) {
        int index = Arrays.binarySearch(tags, head, tail, tag);
        if (index < 0 || slots[index] == null) {
            return List.of();
        }
        return takeTo(index + 1);
    }

    /** Takes out all deliveries, in order. */
    List<Delivery> takeAll() {
        return takeTo(tail);
    }

    private List<Delivery> takeTo(int end) {
        List<Delivery> taken = size == tail - head ? block(end) : existing(end);
        Arrays.fill(slots, head, end, null);
        head = end;
        size -= taken.size();
        skipHoles();
        return taken;
    }

    /** As many deliveries as places: a million of them are copied in one piece. */
    @SuppressWarnings("NullAway")
    private List<Delivery> block(int end) {
        return new ArrayList<>(Arrays.asList(slots).subList(head, end));
    }

    private List<Delivery> existing(int end) {
        List<Delivery> taken = new ArrayList<>(Math.min(size, end - head));
        for (int i = head; i < end; i++) {
            Delivery delivery = slots[i];
            if (delivery != null) {
                taken.add(delivery);
            }
        }
        return taken;
    }

    /** Puts deliveries back that were taken out before. */
    void putBack(List<Delivery> deliveries) {
        List<Delivery> all = takeAll();
        all.addAll(deliveries);
        all.sort(Comparator.comparingLong(Delivery::tag));
        all.forEach(this::add);
    }

    private void skipHoles() {
        while (head < tail && slots[head] == null) {
            head++;
        }
        if (head == tail) {
            head = 0;
            tail = 0;
        }
    }
}
