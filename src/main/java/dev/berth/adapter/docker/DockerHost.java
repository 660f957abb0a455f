package dev.berth.adapter.docker;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The address of an engine, and why nothing answers there in the words of a person. */
final class DockerHost {
    private final String text;
    private final URI uri;

    private DockerHost(String text, URI uri) {
        this.text = text;
        this.uri = uri;
    }

    /** @throws Unanswered for an address that is neither {@code unix:///PATH} nor {@code tcp://HOST:PORT} */
    static DockerHost of(String text) throws Unanswered {
        try {
            var uri = URI.create(text);
            var scheme = String.valueOf(uri.getScheme());
            if (scheme.equals("unix") && !uri.getPath().isEmpty()) {
                return new DockerHost(text, uri);
            }
            if (scheme.equals("tcp") && uri.getHost() != null) {
                var port = uri.getPort() < 0 ? 2375 : uri.getPort();
                return new DockerHost(text, URI.create("tcp://" + uri.getHost() + ":" + port));
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for every other address that is not understood.
        }
        throw new Unanswered("“" + text + "” is no Docker host", "use unix:///PATH or tcp://HOST:PORT");
    }

    URI uri() {
        return uri;
    }

    /** What can be told without connecting. */
    Optional<Unanswered> obstacle() {
        if (!uri.getScheme().equals("unix")) {
            return Optional.empty();
        }
        var socket = Path.of(uri.getPath());
        if (!Files.exists(socket)) {
            return Optional.of(absent());
        }
        return Files.isWritable(socket) ? Optional.empty() : Optional.of(forbidden());
    }

    Unanswered explain(IOException failure) {
        var message = String.valueOf(failure.getMessage());
        var lower = message.toLowerCase(Locale.ROOT);
        if (failure instanceof SocketTimeoutException || lower.contains("timed out")) {
            return new Unanswered("Docker does not answer at " + text + ": " + message, "look at the engine's log");
        }
        if (lower.contains("permission denied")) {
            return forbidden();
        }
        if (lower.contains("no such file")) {
            return absent();
        }
        if (lower.contains("refused")) {
            return new Unanswered("Docker is not running: " + text + " refuses connections", "start Docker");
        }
        return new Unanswered(
                "Docker can't be reached at " + text + ": " + message, "check the address and the engine");
    }

    private Unanswered absent() {
        return new Unanswered(
                "Docker is not running or not installed: there is no " + uri.getPath(),
                "start Docker, or set --docker");
    }

    private Unanswered forbidden() {
        return new Unanswered(
                "no permission to use " + uri.getPath(), "join the group docker and log in again, or use sudo");
    }
}
