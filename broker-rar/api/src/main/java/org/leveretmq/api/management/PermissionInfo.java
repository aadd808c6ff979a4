package org.leveretmq.api.management;

/**
 * What a user may do in a virtual host, as regular expressions over the names of queues and exchanges, found anywhere in the name unless they are
 * anchored; an empty one allows nothing.
 *
 * @param user the user
 * @param virtualHost the virtual host
 * @param configure what may be declared and deleted
 * @param write what may be published to, and bound as a destination
 * @param read what may be consumed from, and bound as a source
 */
public record PermissionInfo(String user, String virtualHost, String configure, String write, String read) {}
