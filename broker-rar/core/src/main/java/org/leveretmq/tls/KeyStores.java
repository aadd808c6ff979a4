package org.leveretmq.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;

/** Opens keystores: PKCS#12 or JKS, whichever the content is. */
final class KeyStores {
    private KeyStores() {}

    static KeyStore open(SettingFile file, byte[] content, String passwordSetting, String password) {
        boolean javaKeyStore = content.length > 1 && (content[0] & 0xff) == 0xfe && (content[1] & 0xff) == 0xed;
        try {
            KeyStore store = KeyStore.getInstance(javaKeyStore ? "JKS" : "PKCS12");
            store.load(new ByteArrayInputStream(content), password.toCharArray());
            return store;
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw file.unusable("cannot be opened with the password in setting " + passwordSetting, e);
            }
            throw file.unusable("is neither PEM nor a keystore of the type PKCS#12 or JKS", e);
        } catch (GeneralSecurityException e) {
            throw file.unusable("is a keystore that this Java does not understand", e);
        }
    }
}
