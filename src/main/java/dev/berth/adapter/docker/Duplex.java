package dev.berth.adapter.docker;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A connection whose two directions end one by one; it may be closed while others read or write. */
interface Duplex extends Closeable {
    /** Less than 0 at its end. */
    int read(ByteBuffer into) throws IOException;

    void write(ByteBuffer bytes) throws IOException;

    /** No more is sent; does nothing where it is closed. */
    void end() throws IOException;

    static Duplex to(URI host, Optional<SSLContext> tls) throws IOException {
        if (tls.isPresent()) {
            return Secured.to(host, tls.get());
        }
        return new Plain(SocketChannel.open(
                host.getScheme().equals("unix")
                        ? UnixDomainSocketAddress.of(host.getPath())
                        : new InetSocketAddress(host.getHost(), host.getPort())));
    }

    /** In clear. */
    record Plain(SocketChannel channel) implements Duplex {
        @Override
        public int read(ByteBuffer into) throws IOException {
            return channel.read(into);
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void end() throws IOException {
            try {
                channel.shutdownOutput();
            } catch (ClosedChannelException ended) {
                return;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /**
     * By TLS, of which one direction may end since 1.3 (RFC 8446, section 6.1).
     *
     * @param socket what is below; closing the other would wait for whoever writes to it
     */
    record Secured(Socket socket, SSLSocket tls) implements Duplex {
        static Secured to(URI host, SSLContext context) throws IOException {
            var socket = new Socket(host.getHost(), host.getPort());
            try {
                var tls = (SSLSocket)
                        context.getSocketFactory().createSocket(socket, host.getHost(), host.getPort(), true);
                var wishes = tls.getSSLParameters();
                wishes.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(wishes);
                tls.startHandshake();
                return new Secured(socket, tls);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int read = tls.getInputStream().read(into.array(), into.arrayOffset() + into.position(), into.remaining());
            if (read > 0) {
                into.position(into.position() + read);
            }
            return read;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            tls.getOutputStream().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            bytes.position(bytes.limit());
        }

        @Override
        public void end() throws IOException {
            try {
                tls.shutdownOutput();
            } catch (SocketException e) {
                if (!socket.isClosed()) {
                    throw e;
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
