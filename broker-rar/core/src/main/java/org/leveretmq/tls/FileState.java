package org.leveretmq.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Enough of a file to tell that it is not the same any more; times alone are as coarse as the file system makes them.
 *
 * @param file the file
 * @param modifiedMillis when it was changed, -1 if it is not there
 * @param bytes its size, -1 if it is not there
 */
record FileState(Path file, long modifiedMillis, long bytes) {
    static FileState of(Path file) {
        try {
            return new FileState(file, Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        } catch (IOException e) {
            return new FileState(file, -1, -1);
        }
    }
}
