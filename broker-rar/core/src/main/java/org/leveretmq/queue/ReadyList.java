package org.leveretmq.queue;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.leveretmq.message.Message;

/**
 * The ready entries of a queue in the order of their positions.
 *
 * <p>New entries go to the tail. Entries are only ever taken from the head, so everything that comes back belongs before everything
 * that was never taken: returned entries wait in a heap of their own, which is served first.
 *
 * <p>If the queue may page, the head keeps so many entries in memory, the tail those that the store does not have yet, and between them are
 * those that only the store has. The head is read ahead as it is taken. Confined to the virtual host's loop.
 */
final class ReadyList implements ReadyMessages {
    private static final int KEPT_AT_ONCE = 1024;

    private final @Nullable QueuePages pages;
    private final PagedEntries paged = new PagedEntries();
    private final PriorityQueue<QueueEntry> returned =
            new PriorityQueue<>(4, Comparator.comparingLong(QueueEntry::position));
    private ResidentEntries head = new ResidentEntries();
    private ResidentEntries tail = new ResidentEntries();
    private long returnedBytes;
    /** So many at the front of the tail cannot be paged out for now. */
    private int stuck;

    private long stuckBytes;
    private boolean pageOutPlanned;
    private boolean reading;
    private boolean abandoned;

    /** Keeps everything in memory if it is given no pages. */
    ReadyList(@Nullable QueuePages pages) {
        this.pages = pages;
    }

    @Override
    public boolean add(QueueEntry entry) {
        if (pages == null
                || (paged.isEmpty() && tail.isEmpty() && !pages.limits().enough(head.size(), head.bodyBytes()))) {
            head.add(entry);
        } else {
            tail.add(entry);
            planPageOut(pages);
        }
        return size() == 1;
    }

    private void planPageOut(QueuePages to) {
        if (!pageOutPlanned && to.limits().much(tail.size() - stuck, tail.bodyBytes() - stuckBytes)) {
            pageOutWhenStored(to);
        }
    }

    private void pageOutWhenStored(QueuePages to) {
        pageOutPlanned = true;
        to.whenStored(() -> pageOut(to));
    }

    private void pageOut(QueuePages to) {
        pageOutPlanned = false;
        if (abandoned) {
            return;
        }
        while (paged.isEmpty() && !tail.isEmpty() && !to.limits().enough(head.size(), head.bodyBytes())) {
            head.add(tail.take());
        }
        pageOutHead(to);
        for (QueueEntry next = tail.peek(); next != null && next.stored(); next = tail.peek()) {
            paged.add(to.pageOut(tail.take()));
        }
        stuck = tail.size();
        stuckBytes = tail.bodyBytes();
        QueueEntry next = tail.peek();
        boolean onItsWay = next != null && next.given() && to.limits().much(stuck, stuckBytes);
        if (keep(to) || onItsWay || headIsOnItsWay(to.limits())) {
            pageOutWhenStored(to);
        }
    }

    /** Whether the head is too long only because the store does not have its end yet: it is paged out from there. */
    private boolean headIsOnItsWay(QueuePages.Limits limits) {
        QueueEntry last = head.peekLast();
        return last != null && !reading && !last.stored() && last.given() && tooLong(last, limits);
    }

    /** Whether the head is as long as it is to be without its last entry. One stays, however large it is: it is the next to be delivered. */
    private boolean tooLong(QueueEntry last, QueuePages.Limits limits) {
        return head.size() > 1
                && limits.enough(
                        head.size() - 1, head.bodyBytes() - last.message().body().length);
    }

    /** Makes the head as short as it is to be now. What is being read goes before what is paged, so meanwhile nothing can be put there. */
    private void pageOutHead(QueuePages to) {
        if (reading) {
            return;
        }
        QueuePages.Limits limits = to.limits();
        ArrayDeque<PagedEntry> out = new ArrayDeque<>();
        QueueEntry last = head.peekLast();
        while (last != null && last.stored() && tooLong(last, limits)) {
            out.addFirst(to.pageOut(head.takeLast()));
            last = head.peekLast();
        }
        paged.prepend(out);
    }

    /** If memory is scarce, gives the store what it was not given because it need not survive a restart. */
    private boolean keep(QueuePages to) {
        boolean kept = keep(head.entries.stream().skip(enough(to.limits())), to);
        return keep(tail.entries.stream(), to) || kept;
    }

    /** How many of the head are as much as is to be in memory. */
    private int enough(QueuePages.Limits limits) {
        int number = 0;
        long bytes = 0;
        for (QueueEntry entry : head.entries) {
            if (number > 0 && limits.enough(number, bytes)) {
                break;
            }
            number++;
            bytes += entry.message().body().length;
        }
        return number;
    }

    private static boolean keep(Stream<QueueEntry> entries, QueuePages to) {
        return entries.filter(entry -> !entry.given())
                        .limit(KEPT_AT_ONCE)
                        .takeWhile(to::keep)
                        .count()
                > 0;
    }

    @Override
    public boolean add(PagedEntry entry, int priority) {
        paged.add(entry);
        return size() == 1;
    }

    @Override
    public boolean putBack(QueueEntry entry) {
        returned.add(entry);
        returnedBytes += entry.message().body().length;
        return returned.peek() == entry;
    }

    @Override
    public @Nullable QueueEntry poll() {
        QueueEntry first = peek();
        if (first == null) {
            return null;
        }
        if (returned.isEmpty()) {
            head.take();
            readAhead();
        } else {
            returned.poll();
            returnedBytes -= first.message().body().length;
        }
        return first;
    }

    @Override
    public @Nullable QueueEntry pollIf(Predicate<QueueEntry> condition) {
        QueueEntry first = peek();
        return first != null && condition.test(first) ? poll() : null;
    }

    @Override
    public @Nullable QueueEntry peek() {
        if (!returned.isEmpty()) {
            return returned.peek();
        }
        if (head.isEmpty() && paged.isEmpty()) {
            ResidentEntries empty = head;
            head = tail;
            tail = empty;
            stuck = 0;
            stuckBytes = 0;
        }
        return head.peek();
    }

    @Override
    public boolean firstIsPaged() {
        return returned.isEmpty() && head.isEmpty() && !paged.isEmpty();
    }

    @Override
    public boolean readFirst() {
        if (firstIsPaged()) {
            readAhead();
        }
        return reading;
    }

    private void readAhead() {
        QueuePages from = pages;
        if (from == null || reading || abandoned || paged.isEmpty()) {
            return;
        }
        QueuePages.Limits limits = from.limits();
        if (!limits.little(head.size(), head.bodyBytes())) {
            return;
        }
        reading = true;
        List<PagedEntry> wanted = paged.first(limits.atOnce(), limits.bytesAtOnce());
        from.read(wanted, messages -> {
            reading = false;
            if (abandoned) {
                return;
            }
            for (int i = 0; i < wanted.size(); i++) {
                paged.poll();
                PagedEntry entry = wanted.get(i);
                Message message = messages.get(i);
                if (message == null) {
                    from.lost(entry);
                } else {
                    head.add(from.pageIn(entry, message));
                }
            }
            // Memory may have become scarce meanwhile.
            pageOutHead(from);
        });
    }

    @Override
    public void saveMemory() {
        QueuePages to = pages;
        if (to != null && !pageOutPlanned) {
            keep(to);
            pageOutWhenStored(to);
        }
    }

    @Override
    public void abandon() {
        abandoned = true;
    }

    @Override
    public @Nullable PagedEntry removePaged() {
        PagedEntry entry = paged.poll();
        if (entry == null || pages == null) {
            return null;
        }
        pages.remove(entry);
        return entry;
    }

    @Override
    public long leastOfFirst(Deadline deadline) {
        QueueEntry first = peek();
        if (first != null) {
            return deadline.of(first.arrivedAtMillis(), first.expiresAtMillis());
        }
        PagedEntry entry = paged.peek();
        return entry == null ? TimeToLive.NEVER : deadline.of(entry.arrivedAtMillis(), entry.expiresAtMillis());
    }

    @Override
    public int size() {
        return returned.size() + head.size() + paged.size() + tail.size();
    }

    @Override
    public int pagedCount() {
        return paged.size();
    }

    @Override
    public long pagedBytes() {
        return paged.bodyBytes();
    }

    @Override
    public long bodyBytes() {
        return returnedBytes + head.bodyBytes() + paged.bodyBytes() + tail.bodyBytes();
    }

    /** Entries in memory, first in, first out, with the bytes of their bodies. */
    private static final class ResidentEntries {
        private final ArrayDeque<QueueEntry> entries = new ArrayDeque<>(4);
        private long bodyBytes;

        void add(QueueEntry entry) {
            entries.add(entry);
            bodyBytes += entry.message().body().length;
        }

        @Nullable
        QueueEntry peek() {
            return entries.peek();
        }

        @Nullable
        QueueEntry peekLast() {
            return entries.peekLast();
        }

        QueueEntry take() {
            return taken(entries.remove());
        }

        QueueEntry takeLast() {
            return taken(entries.removeLast());
        }

        private QueueEntry taken(QueueEntry entry) {
            bodyBytes -= entry.message().body().length;
            return entry;
        }

        int size() {
            return entries.size();
        }

        boolean isEmpty() {
            return entries.isEmpty();
        }

        long bodyBytes() {
            return bodyBytes;
        }
    }
}
