package org.leveretmq.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Which name in a client's certificate is the name of the user. */
public enum CertificateName {
    /** The common name of the subject; a certificate with several has none, since nobody could tell which one counts. */
    COMMON_NAME {
        @Override
        @Nullable
        String of(X509Certificate certificate) {
            List<Object> found = new ArrayList<>();
            try {
                for (Rdn part :
                        new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                    Attribute commonNames = part.toAttributes().get("CN");
                    if (commonNames != null) {
                        found.addAll(Collections.list(commonNames.getAll()));
                    }
                }
            } catch (NamingException e) {
                return null;
            }
            return found.size() == 1 && found.get(0) instanceof String name ? name : null;
        }
    },
    /** The whole subject in the form of RFC 2253: {@code CN=hare,O=Field}. */
    DISTINGUISHED_NAME {
        @Override
        String of(X509Certificate certificate) {
            return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
        }
    },
    /** The first DNS name among the subject alternative names. */
    SAN_DNS {
        @Override
        @Nullable
        String of(X509Certificate certificate) {
            return alternativeName(certificate, 2);
        }
    },
    /** The first e-mail address among the subject alternative names. */
    SAN_EMAIL {
        @Override
        @Nullable
        String of(X509Certificate certificate) {
            return alternativeName(certificate, 1);
        }
    },
    /** The first URI among the subject alternative names. */
    SAN_URI {
        @Override
        @Nullable
        String of(X509Certificate certificate) {
            return alternativeName(certificate, 6);
        }
    };

    /** The user's name, null if the certificate has none of this kind. */
    abstract @Nullable String of(X509Certificate certificate);

    /** The first of a type (RFC 5280 §4.2.1.6). */
    private static @Nullable String alternativeName(X509Certificate certificate, int type) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                for (List<?> name : names) {
                    if (name.get(0) instanceof Integer found && found == type && name.get(1) instanceof String text) {
                        return text;
                    }
                }
            }
            return null;
        } catch (CertificateParsingException e) {
            return null;
        }
    }
}
