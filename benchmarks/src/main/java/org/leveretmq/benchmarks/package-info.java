/**
 * Runs the same loads against LeveretMQ and another broker in turn and compares rates, latencies and the processor time that each message
 * costs. {@link org.leveretmq.benchmarks.Comparison} is the program.
 */
@NullMarked
package org.leveretmq.benchmarks;

import org.jspecify.annotations.NullMarked;
