package org.leveretmq.api.management;

/**
 * With which routing keys a user may use a topic exchange, as regular expressions; <code>{username}</code> and <code>{vhost}</code> in them
 * stand for the names. Those for other exchanges are kept, and mean nothing.
 *
 * @param user the user
 * @param virtualHost the virtual host
 * @param exchange the topic exchange; empty for the default exchange
 * @param write for publishing
 * @param read for binding
 */
public record TopicPermissionInfo(String user, String virtualHost, String exchange, String write, String read) {}
