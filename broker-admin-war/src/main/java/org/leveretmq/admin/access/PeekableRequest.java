package org.leveretmq.admin.access;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body can be looked at before it is read. Jersey looks whether a form has a body: from a stream that cannot go back it takes the first byte,
 * if no other has come yet, and keeps it where nobody else reads. Used by the thread of the request.
 */
final class PeekableRequest extends HttpServletRequestWrapper {
    private @Nullable ServletInputStream body;

    PeekableRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream known = body;
        if (known == null) {
            known = new Body(super.getInputStream());
            body = known;
        }
        return known;
    }

    private static final class Body extends ServletInputStream {
        private final ServletInputStream sent;
        private final BufferedInputStream buffered;

        Body(ServletInputStream sent) {
            this.sent = sent;
            this.buffered = new BufferedInputStream(sent);
        }

        @Override
        public int read() throws IOException {
            return buffered.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return buffered.read(bytes, offset, length);
        }

        @Override
        public int available() throws IOException {
            return buffered.available();
        }

        @Override
        public boolean markSupported() {
            return true;
        }

        @Override
        public void mark(int limit) {
            buffered.mark(limit);
        }

        @Override
        public void reset() throws IOException {
            buffered.reset();
        }

        @Override
        public void close() throws IOException {
            buffered.close();
        }

        @Override
        public boolean isFinished() {
            return sent.isFinished();
        }

        @Override
        public boolean isReady() {
            return sent.isReady();
        }

        /** Refused: what is buffered already would not be told. */
        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is read by the thread of the request");
        }
    }
}
