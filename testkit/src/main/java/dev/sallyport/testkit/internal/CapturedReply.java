package dev.sallyport.testkit.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wiremock.jakarta.servlet.ServletOutputStream;
import wiremock.jakarta.servlet.WriteListener;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.jakarta.servlet.http.HttpServletResponseWrapper;

/** A reply as WireMock writes it: kept back if it carries an order, let through otherwise. For one thread. */
final class CapturedReply extends HttpServletResponseWrapper {
    private final Wire wire;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private @Nullable WireReply order;

    CapturedReply(HttpServletResponse socket, Wire wire) {
        super(socket);
        this.wire = wire;
    }

    @Nullable
    WireReply order() {
        return order;
    }

    byte[] body() {
        return kept.toByteArray();
    }

    @Override
    public void addHeader(String name, String value) {
        if (!isOrder(name, value)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isOrder(name, value)) {
            super.setHeader(name, value);
        }
    }

    private boolean isOrder(String name, String value) {
        if (!name.equals(Wire.ORDER)) {
            return false;
        }
        order = wire.ordered(value);
        return true;
    }

    /** Jetty holds a reply to the length that was set, and this one may fall short of it. */
    @Override
    public void setContentLength(int length) {
        if (order == null) {
            super.setContentLength(length);
        }
    }

    @Override
    public void setContentLengthLong(long length) {
        if (order == null) {
            super.setContentLengthLong(length);
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (order == null) {
            super.flushBuffer();
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return order == null ? super.getOutputStream() : new Kept();
    }

    private final class Kept extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("written at once");
        }

        @Override
        public void write(int one) {
            kept.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            kept.write(bytes, from, length);
        }
    }
}
