package dev.berth.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.SocketFactory;

/** Makes pgjdbc's sockets keep one deadline; public because pgjdbc creates it by name (its {@code socketFactory}). */
public final class DeadlineSockets extends SocketFactory {
    /** The property that holds the deadline: the object itself, so that whoever asked for the connection can move it. */
    static final String DEADLINE = "berth.deadline";

    private final Deadline deadline;

    /** @param properties those of the connection, as pgjdbc hands them on */
    public DeadlineSockets(Properties properties) {
        if (!(properties.get(DEADLINE) instanceof Deadline given)) {
            throw new IllegalArgumentException("no deadline");
        }
        this.deadline = given;
    }

    @Override
    public Socket createSocket() {
        return new DeadlineSocket(deadline);
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
