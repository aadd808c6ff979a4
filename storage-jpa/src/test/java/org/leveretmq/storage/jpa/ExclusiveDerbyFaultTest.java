package org.leveretmq.storage.jpa;

/** As the embedded Derby is used by default. */
class ExclusiveDerbyFaultTest extends DerbyFaultTest {
    @Override
    boolean exclusive() {
        return true;
    }
}
