/** Deployed into the servers beside the example {@code orders}: what its tests need to look into transactions, and to kill the server in the middle of one. */
package org.leveretmq.arquillian.jta;
