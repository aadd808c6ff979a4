package org.leveretmq.benchmarks;

/** A broker in a comparison, under the name that the tables use. */
record Contestant(String name, TestedBroker broker) {}
