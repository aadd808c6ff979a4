package org.leveretmq.api.management;

import java.time.Instant;

/**
 * A reason why publishers have to wait.
 *
 * @param kind {@code memory}, {@code disk}, {@code store-backlog} or {@code store-failed}
 * @param text what publishers are told in {@code connection.blocked}: {@code low on disk}
 * @param detail what an operator has to know: how much there is and how much there should be
 * @param since when it began
 */
public record AlarmInfo(String kind, String text, String detail, Instant since) {}
