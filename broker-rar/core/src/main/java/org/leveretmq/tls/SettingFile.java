package org.leveretmq.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that a setting names. */
record SettingFile(String setting, Path path) {
    /** Keys and certificates are small: nobody should make the broker read a disk full of something else. */
    private static final long MAX_BYTES = 16L << 20;

    /** The content. @throws TlsConfigurationException naming the setting and the file */
    byte[] read() {
        try {
            if (Files.isDirectory(path)) {
                throw unusable("is a directory", null);
            }
            if (Files.size(path) > MAX_BYTES) {
                throw unusable("is larger than 16 MiB", null);
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw unusable("does not exist", e);
        } catch (AccessDeniedException e) {
            throw unusable("may not be read by this process", e);
        } catch (IOException e) {
            throw unusable("cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether the content is text with objects in PEM, and not a keystore. */
    static boolean isPem(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    TlsConfigurationException unusable(String why, @Nullable Throwable cause) {
        return new TlsConfigurationException("Setting " + setting + ": the file " + path + " " + why, cause);
    }
}
