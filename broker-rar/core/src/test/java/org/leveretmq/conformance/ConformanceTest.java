package org.leveretmq.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests that see the broker from outside, by its sockets alone. They run against the embedded broker, or against any broker
 * with {@code -Dleveretmq.test.target=host:port}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("conformance")
@ExtendWith(TestBrokerExtension.class)
public @interface ConformanceTest {}
