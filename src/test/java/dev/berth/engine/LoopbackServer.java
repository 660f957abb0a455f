package dev.berth.engine;

import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server on loopback that has the same conversation with everybody, with several at once. */
final class LoopbackServer implements AutoCloseable {
    private final ServerSocket server;

    LoopbackServer(Conversation conversation) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin("loopback-server", () -> serve(conversation));
    }

    Endpoint endpoint(EngineKind kind) {
        return endpoint(kind, server.getLocalPort());
    }

    /** As if it ran in a container and listened there on another port. */
    Endpoint endpoint(EngineKind kind, int target) {
        return new Endpoint("database", kind, "127.0.0.1", server.getLocalPort(), target, Credentials.NONE);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Conversation conversation) {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                begin("loopback-client", () -> converse(conversation, client));
            } catch (IOException serverIsGone) {
                continue;
            }
        }
    }

    private static void converse(Conversation conversation, Socket client) {
        try (client) {
            conversation.with(client);
        } catch (IOException clientIsGone) {
            return;
        }
    }

    private static void begin(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** What the server does with one client before it hangs up. */
    interface Conversation {
        void with(Socket client) throws IOException;
    }
}
