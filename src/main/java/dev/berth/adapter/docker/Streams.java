package dev.berth.adapter.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Carries requests to an engine whose bodies or answers are of any length; they go by in pieces, for as long as it takes. */
record Streams(DockerHttpClient client) {
    /** Hands a good answer's body to whoever reads it while it comes; of another, its status and body are given. */
    Optional<Wire.Raw> read(String path, Reader reader) throws IOException {
        var request = Request.builder().method("GET").path(path).build();
        try (var response = client.execute(request)) {
            if (response.getStatusCode() != 200) {
                return Optional.of(raw(response));
            }
            reader.read(response.getBody());
            return Optional.empty();
        } catch (RuntimeException e) {
            throw Wire.cause(e);
        }
    }

    /** Sends a body of any length, piece by piece. */
    Wire.Raw write(String path, InputStream body) throws IOException {
        var request = Request.builder().method("PUT").path(path);
        request.putHeader("Content-Type", "application/x-tar").body(body);
        try (var response = client.execute(request.build())) {
            return raw(response);
        } catch (RuntimeException e) {
            throw Wire.cause(e);
        }
    }

    private static Wire.Raw raw(DockerHttpClient.Response response) throws IOException {
        return new Wire.Raw(response.getStatusCode(), response.getBody().readAllBytes(), response.getHeaders());
    }

    /** Takes what comes. */
    interface Reader {
        void read(InputStream body) throws IOException;
    }
}
