/**
 * Runs the same load against LeveretMQ and another broker in turn and compares rates and the processor time that each message costs.
 */
@NullMarked
package org.leveretmq.benchmarks;

import org.jspecify.annotations.NullMarked;
