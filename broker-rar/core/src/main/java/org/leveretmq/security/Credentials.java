package org.leveretmq.security;

/** A name and a password as a client has sent them. Never logged. */
record Credentials(String user, String password) {
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
