/** The archives in real servers, each driven by an ordinary AMQP client, HTTP and JMX from outside. */
package org.leveretmq.arquillian;
