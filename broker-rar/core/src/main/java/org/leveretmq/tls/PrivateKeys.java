package org.leveretmq.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/** Reads the private key of a PEM file: PKCS#8, encrypted PKCS#8, PKCS#1 (RSA) and SEC1 (EC). */
final class PrivateKeys {
    private final SettingFile file;
    private final String passwordSetting;
    private final String password;

    PrivateKeys(SettingFile file, String passwordSetting, String password) {
        this.file = file;
        this.passwordSetting = passwordSetting;
        this.password = password;
    }

    PrivateKey read(PemObject pem) {
        if (!pem.getHeaders().isEmpty()) {
            throw file.unusable(
                    "has a key that is encrypted in OpenSSL's old way; convert it with openssl pkcs8 -topk8", null);
        }
        try {
            return switch (pem.getType()) {
                case "PRIVATE KEY" -> key(pem.getContent());
                case "ENCRYPTED PRIVATE KEY" -> key(decrypted(pem.getContent()));
                case "RSA PRIVATE KEY" -> key(fromPkcs1(pem.getContent()));
                case "EC PRIVATE KEY" -> key(fromSec1(pem.getContent()));
                default -> throw file.unusable("has a key of the unknown type " + pem.getType(), null);
            };
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw file.unusable("has a malformed private key", e);
        }
    }

    private static byte[] fromPkcs1(byte[] content) throws IOException {
        AlgorithmIdentifier rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return new PrivateKeyInfo(rsa, RSAPrivateKey.getInstance(content)).getEncoded();
    }

    private static byte[] fromSec1(byte[] content) throws IOException {
        ECPrivateKey key = ECPrivateKey.getInstance(content);
        AlgorithmIdentifier curve =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
        return new PrivateKeyInfo(curve, key).getEncoded();
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        String oid = PrivateKeyInfo.getInstance(pkcs8)
                .getPrivateKeyAlgorithm()
                .getAlgorithm()
                .getId();
        String algorithm =
                switch (oid) {
                    case "1.2.840.113549.1.1.1" -> "RSA";
                    case "1.2.840.113549.1.1.10" -> "RSASSA-PSS";
                    case "1.2.840.10045.2.1" -> "EC";
                    case "1.3.101.112", "1.3.101.113" -> "EdDSA";
                    default -> throw new NoSuchAlgorithmException("private key algorithm " + oid);
                };
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private byte[] decrypted(byte[] content) throws IOException {
        if (password.isEmpty()) {
            throw file.unusable("has an encrypted key, but setting " + passwordSetting + " is empty", null);
        }
        EncryptedPrivateKeyInfo encrypted = encrypted(content);
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray());
        try {
            AlgorithmParameters parameters = encrypted.getAlgParameters();
            String name = cipherName(encrypted.getAlgName(), parameters);
            Cipher cipher = Cipher.getInstance(name);
            cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(name).generateSecret(spec), parameters);
            return encrypted.getKeySpec(cipher).getEncoded();
        } catch (NoSuchAlgorithmException | NoSuchPaddingException e) {
            throw unknownEncryption(e);
        } catch (GeneralSecurityException e) {
            throw file.unusable(
                    "has a private key that the password in setting " + passwordSetting + " does not open", e);
        } finally {
            spec.clearPassword();
        }
    }

    private EncryptedPrivateKeyInfo encrypted(byte[] content) {
        try {
            return new EncryptedPrivateKeyInfo(content);
        } catch (IOException e) {
            throw unknownEncryption(e);
        }
    }

    private TlsConfigurationException unknownEncryption(Exception cause) {
        return file.unusable("has a key that is encrypted in a way that this Java does not know", cause);
    }

    /** The JDK has no cipher of the name PBES2: the parameters tell as text which one it is. */
    private static String cipherName(String algorithm, @Nullable AlgorithmParameters parameters) {
        boolean modern = algorithm.equals("PBES2") || algorithm.equals(PKCSObjectIdentifiers.id_PBES2.getId());
        return modern && parameters != null ? parameters.toString() : algorithm;
    }
}
