/**
 * JMH benchmarks of the parts that every message passes: decoding, routing, encoding. Each runs on one thread, as the parts do in the broker.
 */
@NullMarked
package org.leveretmq.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
