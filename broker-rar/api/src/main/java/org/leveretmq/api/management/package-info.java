/**
 * Snapshots of a running broker, the interface that hands them out, and those that change definitions.
 *
 * <p>Records are immutable and may be kept; they describe the moment they were taken. Any thread.
 */
@NullMarked
package org.leveretmq.api.management;

import org.jspecify.annotations.NullMarked;
