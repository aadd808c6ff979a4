/** Orders that are kept in a database and processed by way of the broker, both in the same transactions. */
package org.leveretmq.examples.orders;
