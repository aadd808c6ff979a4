/**
 * Read-only snapshots of a running broker and the interface that hands them out.
 *
 * <p>Records are immutable and may be kept; they describe the moment they were taken. Any thread.
 */
@NullMarked
package org.leveretmq.api.management;

import org.jspecify.annotations.NullMarked;
