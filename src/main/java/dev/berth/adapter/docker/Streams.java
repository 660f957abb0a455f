package dev.berth.adapter.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import dev.berth.engine.Liveness;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests to an engine whose bodies or answers are of any length; they go by in pieces, for as long as it takes.
 *
 * @param liveness ends it where nothing goes by any more
 */
record Streams(DockerHttpClient client, Liveness liveness) {
    /** Hands a good answer's body to whoever reads it while it comes; of another, its status and body are given. */
    Optional<Wire.Raw> read(String path, Reader reader) throws IOException {
        var request = Request.builder().method("GET").path(path).build();
        var open = new AtomicReference<DockerHttpClient.@Nullable Response>();
        var other = new ArrayList<Wire.Raw>();
        try {
            answered(request, response -> {
                open.set(response);
                wanted();
                if (response.getStatusCode() == 200) {
                    reader.read(coming(response));
                } else {
                    other.add(raw(response));
                }
            });
        } catch (IOException e) {
            // Over TCP an interrupt ends no read, and each would keep one of the connections.
            Optional.ofNullable(open.get()).ifPresent(DockerHttpClient.Response::close);
            throw e;
        }
        return other.stream().findFirst();
    }

    /** Sends a body of any length, piece by piece. */
    Wire.Raw write(String path, InputStream body) throws IOException {
        var request = Request.builder().method("PUT").path(path);
        var going = new Passing(body, liveness::heard, liveness::awaits);
        request.putHeader("Content-Type", "application/x-tar").body(going);
        var answer = new ArrayList<Wire.Raw>();
        answered(request.build(), response -> answer.add(raw(response)));
        return answer.get(0);
    }

    private void answered(Request request, Answered answered) throws IOException {
        Task.begin("archive", () -> {
                    liveness.awaits();
                    try (var response = client.execute(request)) {
                        liveness.heard();
                        wanted();
                        answered.by(response);
                    } catch (RuntimeException e) {
                        throw Wire.cause(e);
                    }
                })
                .awaited(liveness);
    }

    /** Over TCP an interrupt ends no wait for an answer, which may come once nobody wants it any more. */
    private static void wanted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    private Wire.Raw raw(DockerHttpClient.Response response) throws IOException {
        try (var body = coming(response)) {
            return new Wire.Raw(response.getStatusCode(), body.readAllBytes(), response.getHeaders());
        }
    }

    private InputStream coming(DockerHttpClient.Response response) {
        return new Passing(response.getBody(), liveness::awaits, liveness::heard);
    }

    /** Takes what comes. */
    interface Reader {
        void read(InputStream body) throws IOException;
    }

    private interface Answered {
        void by(DockerHttpClient.Response response) throws IOException;
    }

    /** What goes by, and who is waited for meanwhile. Closed by whoever gave it. */
    private final class Passing extends FilterInputStream {
        private final Runnable before;
        private final Runnable after;

        Passing(InputStream in, Runnable before, Runnable after) {
            super(in);
            this.before = before;
            this.after = after;
        }

        @Override
        public int read() throws IOException {
            return passed(super::read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return passed(() -> super.read(bytes, offset, length));
        }

        private int passed(Reading reading) throws IOException {
            liveness.check();
            before.run();
            try {
                return reading.read();
            } finally {
                after.run();
            }
        }

        @Override
        public void close() {}
    }

    private interface Reading {
        int read() throws IOException;
    }
}
