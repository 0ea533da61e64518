package dev.sallyport.testkit.database;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** One client's connection through a wire: one thread for each direction. */
final class WireConnection {
    private static final int DECLINED = 'N';
    private static final char READY = 'Z';
    private static final char FAREWELL = 'X';

    private final DatabaseWire wire;
    private final Socket client;
    private final Socket server;
    private final Conversation conversation = new Conversation();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean mute;
    private volatile boolean stalled;

    WireConnection(DatabaseWire wire, Socket client, Socket server) {
        this.wire = wire;
        this.client = client;
        this.server = server;
    }

    /** From the client to the engine, until one of them hangs up. */
    void up() {
        try (client;
                server) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream(), 1 << 16));
            OutputStream out = new BufferedOutputStream(server.getOutputStream(), 1 << 16);
            greet(in, out);
            DatabaseWire.start("wire-down", this::down);
            for (Message message = Message.read(in); pass(message, in, out); message = Message.read(in)) {
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException hungUp) {
            // One end hung up, which is how every connection ends.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            wire.closed(this);
        }
    }

    /** Requests for encryption are declined, so that what follows can be read. */
    private void greet(DataInputStream in, OutputStream out) throws IOException {
        Message first = Message.readFirst(in);
        while (first.asksForEncryption()) {
            client.getOutputStream().write(DECLINED);
            first = Message.readFirst(in);
        }
        send(first, out);
        out.flush();
    }

    private boolean pass(Message message, DataInputStream in, OutputStream out)
            throws IOException, InterruptedException {
        wire.hold();
        Optional<WireFault> fault = wire.befalls(conversation.says(message));
        if (fault.isPresent()) {
            return befall(fault.get(), message, in, out);
        }
        send(message, out);
        return true;
    }

    private boolean befall(WireFault fault, Message commit, DataInputStream in, OutputStream out)
            throws IOException, InterruptedException {
        switch (fault) {
            case BEFORE_COMMIT -> {
                return false;
            }
            case AFTER_COMMIT, AFTER_COMMIT_AND_DOWN -> mute = true;
            case STALLED -> stalled = true;
            case HELD_BACK -> {
                mute = true;
                Message all = commit.through(in);
                wire.holds();
                client.close();
                wire.held(() -> {
                    send(all, out);
                    out.flush();
                    // The engine's answer, which nobody else hears, shows that it has committed.
                    answered.await();
                });
                return false;
            }
        }
        send(commit, out);
        return true;
    }

    private void send(Message message, OutputStream out) throws IOException {
        message.writeTo(out);
        if (message.type() != FAREWELL) {
            wire.count(message.length());
        }
    }

    /** From the engine to the client. */
    private void down() {
        try (client) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream(), 1 << 16));
            OutputStream out = new BufferedOutputStream(client.getOutputStream(), 1 << 16);
            while (true) {
                Message message = Message.read(in);
                conversation.heard(message);
                if (mute && message.type() == READY) {
                    return;
                }
                if (!mute && !stalled) {
                    message.writeTo(out);
                    if (in.available() == 0) {
                        out.flush();
                    }
                }
            }
        } catch (IOException hungUp) {
            // One end hung up, which is how every connection ends.
        } finally {
            answered.countDown();
        }
    }

    void close() {
        try {
            client.close();
            server.close();
        } catch (IOException alreadyGone) {
            // Gone is what it was to be.
        }
    }

    /** One message of the protocol; the first of a connection has no type. */
    static final class Message {
        private static final int LONGEST = 256 << 20;
        private static final int ENCRYPTION_TLS = 80_877_103;
        private static final int ENCRYPTION_GSS = 80_877_104;

        private final char type;
        private final byte[] whole;
        private final int bodyAt;

        private Message(char type, byte[] whole, int bodyAt) {
            this.type = type;
            this.whole = whole;
            this.bodyAt = bodyAt;
        }

        static Message readFirst(DataInputStream in) throws IOException {
            return read(in, '\0');
        }

        static Message read(DataInputStream in) throws IOException {
            return read(in, (char) in.readUnsignedByte());
        }

        private static Message read(DataInputStream in, char type) throws IOException {
            int length = in.readInt();
            if (length < 4 || length > LONGEST) {
                throw new IOException("no message of the protocol");
            }
            int head = type == '\0' ? 4 : 5;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(head);
            DataOutputStream out = new DataOutputStream(bytes);
            if (type != '\0') {
                out.writeByte(type);
            }
            out.writeInt(length);
            byte[] whole = new byte[head + length - 4];
            System.arraycopy(bytes.toByteArray(), 0, whole, 0, head);
            in.readFully(whole, head, length - 4);
            return new Message(type, whole, head);
        }

        /** This message and all that follow it up to the end of what the client sends at one go. */
        Message through(DataInputStream in) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            writeTo(all);
            for (Message next = this; next.type != 'S' && next.type != 'Q'; ) {
                next = read(in);
                next.writeTo(all);
            }
            return new Message(type, all.toByteArray(), bodyAt);
        }

        boolean asksForEncryption() {
            return type == '\0' && whole.length == 8 && (code() == ENCRYPTION_TLS || code() == ENCRYPTION_GSS);
        }

        private int code() {
            return ((whole[4] & 0xff) << 24) | ((whole[5] & 0xff) << 16) | ((whole[6] & 0xff) << 8) | (whole[7] & 0xff);
        }

        char type() {
            return type;
        }

        int length() {
            return whole.length;
        }

        byte[] bytes() {
            return whole;
        }

        int bodyAt() {
            return bodyAt;
        }

        void writeTo(OutputStream out) throws IOException {
            out.write(whole);
        }
    }
}
