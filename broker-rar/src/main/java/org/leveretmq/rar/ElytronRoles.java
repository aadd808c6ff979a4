package org.leveretmq.rar;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;

/** The roles that WildFly's security, Elytron, gives an identity. By reflection, since no other server has its classes. */
final class ElytronRoles {
    private static final Logger LOG = System.getLogger(ElytronRoles.class.getName());
    private static final String IDENTITY = "org.wildfly.security.auth.server.SecurityIdentity";

    private ElytronRoles() {}

    /** The roles, none if the credential is not an identity of Elytron. */
    static Set<String> of(Object credential) {
        Set<String> roles = new HashSet<>();
        if (credential.getClass().getName().equals(IDENTITY)) {
            try {
                Object found = credential.getClass().getMethod("getRoles").invoke(credential);
                if (found instanceof Iterable<?> names) {
                    names.forEach(name -> roles.add(String.valueOf(name)));
                }
            } catch (ReflectiveOperationException e) {
                LOG.log(Level.WARNING, "The roles of a user of the server cannot be read", e);
            }
        }
        return roles;
    }
}
