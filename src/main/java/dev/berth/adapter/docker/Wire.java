package dev.berth.adapter.docker;

import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Carries single requests to an engine.
 *
 * <p>Calls run on threads of their own because a read of a Unix socket has no timeout in Java; interrupting the thread
 * closes the socket.
 */
final class Wire implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 16;

    /** How Go's HTTP server answers who speaks in clear to its TLS. */
    private static final String TLS_WANTED = "HTTP request to an HTTPS server";

    private final URI host;
    private final Optional<SSLContext> tls;
    private final ExecutorService threads;
    private @Nullable DockerHttpClient client;

    /** @param tls empty where it speaks in clear */
    Wire(URI host, Optional<SSLContext> tls) {
        this.host = host;
        this.tls = tls;
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "docker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Whether these are the certificates that it was made with. */
    boolean speaks(Optional<SSLContext> now) {
        return tls.equals(now);
    }

    /** What came back, undecoded. */
    record Raw(int status, byte[] body, Map<String, List<String>> headers) {
        /** Whether it was asked in clear and speaks TLS. */
        boolean refusesClear() {
            return status == 400 && new String(body, StandardCharsets.UTF_8).contains(TLS_WANTED);
        }
    }

    /** @throws SocketTimeoutException when nothing came within {@code patience} */
    Raw send(String method, String path, byte @Nullable [] body, Duration patience) throws IOException {
        return within(patience, () -> exchange(method, path, body));
    }

    /**
     * The first lines of an answer that may go on without end; the connection is then closed.
     *
     * @throws SocketTimeoutException when neither so many lines nor an end came within {@code patience}
     */
    List<byte[]> lines(String path, int most, Duration patience) throws IOException {
        var open = new AtomicReference<DockerHttpClient.@Nullable Response>();
        try {
            return within(patience, () -> {
                var request = Request.builder().method("GET").path(path).build();
                try (var response = client().execute(request)) {
                    open.set(response);
                    boolean wanted = response.getStatusCode() == 200
                            && !Thread.currentThread().isInterrupted();
                    return wanted ? lines(response.getBody(), most) : List.of();
                }
            });
        } catch (InterruptedIOException e) {
            // Over TCP an interrupt ends no read, and each would keep one of the connections.
            Optional.ofNullable(open.get()).ifPresent(DockerHttpClient.Response::close);
            throw e;
        }
    }

    private static List<byte[]> lines(InputStream body, int most) throws IOException {
        var lines = new ArrayList<byte[]>();
        var line = new ByteArrayOutputStream();
        for (int next; lines.size() < most && (next = body.read()) >= 0; ) {
            if (next == '\n') {
                lines.add(line.toByteArray());
                line.reset();
            } else {
                line.write(next);
            }
        }
        return lines;
    }

    private <T> T within(Duration patience, Callable<T> exchange) throws IOException {
        var call = threads.submit(exchange);
        try {
            return call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new SocketTimeoutException("no answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw cause(e.getCause());
        }
    }

    private Raw exchange(String method, String path, byte @Nullable [] body) throws IOException {
        var request = Request.builder().method(method).path(path);
        if (body != null) {
            request.putHeader("Content-Type", "application/json").bodyBytes(body);
        }
        try (var response = client().execute(request.build())) {
            return new Raw(
                    response.getStatusCode(),
                    method.equals("HEAD") ? new byte[0] : response.getBody().readAllBytes(),
                    response.getHeaders());
        }
    }

    synchronized DockerHttpClient client() {
        if (client == null) {
            var builder = new ApacheDockerHttpClient.Builder()
                    .dockerHost(host)
                    .maxConnections(CONNECTIONS)
                    .connectionTimeout(CONNECT);
            if ("unix".equals(host.getScheme())) {
                builder.sslConfig(new NoTls());
            }
            // Over TCP, docker-java takes any for a wish to speak TLS.
            tls.ifPresent(context -> builder.sslConfig(() -> context));
            client = builder.build();
        }
        return client;
    }

    /** docker-java wraps what went wrong in a RuntimeException. */
    static IOException cause(@Nullable Throwable thrown) {
        for (var each = thrown; each != null; each = each.getCause()) {
            if (each instanceof IOException io) {
                return io;
            }
        }
        return new IOException(String.valueOf(thrown), thrown);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        synchronized (this) {
            if (client != null) {
                try {
                    client.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
