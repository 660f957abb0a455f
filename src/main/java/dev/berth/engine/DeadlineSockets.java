package dev.berth.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes pgjdbc's sockets keep one deadline; public because pgjdbc creates it by name (its {@code socketFactory}). */
public final class DeadlineSockets extends SocketFactory {
    private final long end;

    /** @param end the deadline as a value of {@link System#nanoTime()}, in decimal */
    public DeadlineSockets(String end) {
        this.end = Long.parseLong(end);
    }

    @Override
    public Socket createSocket() {
        return new DeadlineSocket(end);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        var socket = createSocket();
        socket.connect(address);
        return socket;
    }
}
