package dev.berth.app;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** Stands between berth and the real engine; loses the reply to a call, or lets nothing through for a while. */
final class LossyDocker implements AutoCloseable {
    private static final UnixDomainSocketAddress ENGINE = UnixDomainSocketAddress.of("/var/run/docker.sock");

    private final ServerSocketChannel server;
    private final Path socket;
    private final AtomicBoolean lost = new AtomicBoolean();
    private final Set<SocketChannel> ends = ConcurrentHashMap.newKeySet();
    private volatile Pattern call = Pattern.compile("(?!)");
    private volatile boolean cut;

    LossyDocker(Path socket) throws IOException {
        this.socket = socket;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        daemon(this::accept);
    }

    String address() {
        return "unix://" + socket;
    }

    /** From now on, the reply to one such request line is lost, once. */
    void loses(String line) {
        call = Pattern.compile(line);
    }

    /** Whether a reply was lost. */
    boolean lost() {
        return lost.get();
    }

    /** Whatever goes by here breaks, and whoever comes is sent away. */
    void cut() throws IOException {
        cut = true;
        for (var end : ends) {
            end.close();
        }
        ends.clear();
    }

    void mend() {
        cut = false;
    }

    private void accept() throws IOException {
        while (server.isOpen()) {
            var client = server.accept();
            if (cut) {
                client.close();
                continue;
            }
            var engine = SocketChannel.open(ENGINE);
            ends.addAll(List.of(client, engine));
            var losing = new AtomicBoolean();
            daemon(() -> requests(client, engine, losing));
            daemon(() -> replies(engine, client, losing));
        }
    }

    private void requests(SocketChannel client, SocketChannel engine, AtomicBoolean losing) throws IOException {
        try (client;
                engine) {
            for (var part = part(client); part.hasRemaining(); part = part(client)) {
                var text = StandardCharsets.ISO_8859_1.decode(part.duplicate()).toString();
                if (call.matcher(text).find() && lost.compareAndSet(false, true)) {
                    losing.set(true);
                }
                write(part, engine);
            }
        }
    }

    private static void replies(SocketChannel engine, SocketChannel client, AtomicBoolean losing) throws IOException {
        try (client;
                engine) {
            for (var part = part(engine); part.hasRemaining() && !losing.get(); part = part(engine)) {
                write(part, client);
            }
        }
    }

    /** What came; nothing at the end. */
    private static ByteBuffer part(SocketChannel from) throws IOException {
        var buffer = ByteBuffer.allocate(65_536);
        from.read(buffer);
        return buffer.flip();
    }

    private static void write(ByteBuffer part, SocketChannel to) throws IOException {
        while (part.hasRemaining()) {
            to.write(part);
        }
    }

    private static void daemon(Work work) {
        var thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        return;
                    }
                },
                "lossy-docker");
        thread.setDaemon(true);
        thread.start();
    }

    /** What a thread does until a connection ends. */
    private interface Work {
        void run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        server.close();
        java.nio.file.Files.deleteIfExists(socket);
    }
}
