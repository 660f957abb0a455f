package dev.berth.adapter.docker;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** The address of an engine, and why nothing answers there in the words of a person. */
final class DockerHost {
    private static final int PLAIN = 2375;
    private static final int TLS = 2376;

    private final String text;
    private final URI uri;
    private final EngineCertificates certificates;

    private DockerHost(String text, URI uri, EngineCertificates certificates) {
        this.text = text;
        this.uri = uri;
        this.certificates = certificates;
    }

    /**
     * @param certificates for TCP
     * @throws Unanswered for an address that is neither {@code unix:///PATH} nor {@code tcp://HOST:PORT}
     */
    static DockerHost of(String text, EngineCertificates certificates) throws Unanswered {
        try {
            var uri = URI.create(text);
            var scheme = String.valueOf(uri.getScheme());
            if (scheme.equals("unix") && !uri.getPath().isEmpty()) {
                return new DockerHost(text, uri, certificates);
            }
            if (scheme.equals("tcp") && uri.getHost() != null) {
                int usual = certificates.wanted() ? TLS : PLAIN;
                var port = uri.getPort() < 0 ? usual : uri.getPort();
                return new DockerHost(text, URI.create("tcp://" + uri.getHost() + ":" + port), certificates);
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for every other address that is not understood.
        }
        throw new Unanswered("“" + text + "” is no Docker host", "use unix:///PATH or tcp://HOST:PORT");
    }

    URI uri() {
        return uri;
    }

    private boolean local() {
        return uri.getScheme().equals("unix");
    }

    /** What it is spoken to by; empty where that is in clear. */
    Optional<SSLContext> tls() throws Unanswered {
        return local() || !certificates.wanted() ? Optional.empty() : Optional.of(certificates.context());
    }

    /** What can be told without connecting. */
    Optional<Unanswered> obstacle() {
        if (!local()) {
            return unsecured();
        }
        var socket = Path.of(uri.getPath());
        if (!Files.exists(socket)) {
            return Optional.of(absent());
        }
        return Files.isWritable(socket) ? Optional.empty() : Optional.of(forbidden());
    }

    private Optional<Unanswered> unsecured() {
        try {
            tls();
            return Optional.empty();
        } catch (Unanswered missing) {
            return Optional.of(missing);
        }
    }

    /** It was spoken to in clear. */
    Unanswered wantsTls() {
        return new Unanswered("Docker speaks TLS at " + text, EngineCertificates.HOW);
    }

    Unanswered explain(IOException failure) {
        return failure instanceof SSLException tls ? certificates.explain(text, tls) : explainPlain(failure);
    }

    private Unanswered explainPlain(IOException failure) {
        var message = String.valueOf(failure.getMessage());
        var lower = message.toLowerCase(Locale.ROOT);
        if (failure instanceof SocketTimeoutException || lower.contains("timed out")) {
            return new Unanswered("Docker does not answer at " + text + ": " + message, "look at the engine's log");
        }
        if (!local() && certificates.wanted() && (lower.contains("broken pipe") || lower.contains("reset"))) {
            return certificates.explainEnd(text, message);
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
