package org.leveretmq.security;

/** What became of a login. */
public sealed interface AuthenticationResult {
    /** The user is who they say they are. */
    record Success(AuthenticatedUser user) implements AuthenticationResult {}

    /** Not; the reason is for the log and never for the client. */
    record Refused(String reason) implements AuthenticationResult {}
}
