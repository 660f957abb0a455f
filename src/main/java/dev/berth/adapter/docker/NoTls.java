package dev.berth.adapter.docker;

import com.github.dockerjava.transport.SSLConfig;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS for Unix sockets, which have none: without it docker-java begins with the JVM's own, and reading its trust store
 * takes longer than all that is then asked of the engine.
 */
final class NoTls implements SSLConfig {
    @Override
    public SSLContext getSSLContext() {
        return new SSLContext(new Spi(), null, "none") {};
    }

    private static UnsupportedOperationException never() {
        return new UnsupportedOperationException("a Unix socket asks for no TLS");
    }

    /** Has a socket factory, since docker-java wants to be given one. */
    private static final class Spi extends SSLContextSpi {
        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random) {
            throw never();
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new Sockets();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw never();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            throw never();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            throw never();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            throw never();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            throw never();
        }
    }

    /** Makes no socket. */
    private static final class Sockets extends SSLSocketFactory {
        @Override
        public String[] getDefaultCipherSuites() {
            return new String[0];
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return new String[0];
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean close) {
            throw never();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw never();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw never();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw never();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw never();
        }
    }
}
