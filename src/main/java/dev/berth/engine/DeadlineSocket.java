package dev.berth.engine;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket with one deadline for the whole conversation, to the millisecond.
 *
 * <p>Drivers count their timeouts anew for each read, and pgjdbc counts them in whole seconds; a database that sends
 * one byte now and then would be waited for without end.
 */
final class DeadlineSocket extends Socket {
    private final Deadline deadline;

    DeadlineSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    /** A connected socket to a host and port. */
    static DeadlineSocket to(String host, int port, Duration timeout) throws IOException {
        return to(host, port, Deadline.in(timeout));
    }

    static DeadlineSocket to(String host, int port, Deadline deadline) throws IOException {
        var socket = new DeadlineSocket(deadline);
        try {
            socket.connect(new InetSocketAddress(host, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    /** Connects within this socket's own deadline, whatever the caller would allow. */
    @Override
    public void connect(SocketAddress address, int ignored) throws IOException {
        if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
            throw new IOException("the host name " + inet.getHostString() + " is unknown");
        }
        if (address instanceof InetSocketAddress inet && !isBound()) {
            OwnAddress.bind(this, inet.getAddress());
        }
        deadline.over(this);
        try {
            attended(() -> {
                super.connect(address, deadline.left());
                setTcpNoDelay(true);
                return 0;
            });
        } catch (IOException e) {
            // What is open is watched over, whether or not anybody holds it still.
            close();
            throw e;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(attended(super::getInputStream)) {
            @Override
            public int read() throws IOException {
                return inTime(super::read);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return inTime(() -> super.read(bytes, offset, length));
            }

            /** Asked by who sends, to see whether it is refused already. */
            @Override
            public int available() throws IOException {
                return attended(super::available);
            }
        };
    }

    private int inTime(Talk<Integer> reading) throws IOException {
        return attended(() -> {
            setSoTimeout(deadline.left());
            return reading.talk();
        });
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(attended(super::getOutputStream)) {
            @Override
            public void write(int one) throws IOException {
                attended(() -> {
                    out.write(one);
                    return 1;
                });
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                attended(() -> {
                    out.write(bytes, offset, length);
                    return length;
                });
            }
        };
    }

    private <T> T attended(Talk<T> talk) throws IOException {
        deadline.awaits();
        try {
            return talk.talk();
        } catch (SocketTimeoutException e) {
            throw new OverdueException(e);
        } catch (SocketException e) {
            throw deadline.verdict().orElse(e);
        } finally {
            deadline.heard();
        }
    }

    /** What may have to wait for the other side, or finds that it was hung up on. */
    private interface Talk<T> {
        T talk() throws IOException;
    }

    /**
     * One byte, or -1 at the end.
     *
     * @throws SocketTimeoutException when nothing came in that time, whatever the deadline
     */
    int readWithin(Duration pause) throws IOException {
        setSoTimeout((int) pause.toMillis());
        return super.getInputStream().read();
    }

    /** The time is over. Not a {@link SocketTimeoutException}, since pgjdbc takes that as a reason to read on. */
    static final class OverdueException extends IOException {
        private static final long serialVersionUID = 1L;

        OverdueException(IOException cause) {
            super("no answer in time", cause);
        }
    }
}
