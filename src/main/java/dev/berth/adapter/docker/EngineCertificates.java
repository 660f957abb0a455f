package dev.berth.adapter.docker;

import com.github.dockerjava.core.LocalDirectorySSLConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The certificates by which engines on TCP are spoken to, named as Docker's own command has it: a {@code DOCKER_TLS_VERIFY}
 * that is not empty asks for TLS, and {@code DOCKER_CERT_PATH} is a folder of three files. They are renewed before they run
 * out, and those of a Secret change under a process that runs, so they are read again once they are other files.
 */
public final class EngineCertificates {
    /** TLS is not asked for. */
    public static final EngineCertificates NONE = new EngineCertificates(Optional.empty());

    static final String HOW =
            "set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to a folder with ca.pem, cert.pem and key.pem";

    private static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

    private final Optional<Path> folder;
    private @Nullable SSLContext context;
    private List<String> read = List.of();

    private EngineCertificates(Optional<Path> folder) {
        this.folder = folder;
    }

    public static EngineCertificates of(Map<String, String> environment) {
        if (environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()) {
            return NONE;
        }
        var usual = environment.getOrDefault("DOCKER_CONFIG", environment.getOrDefault("HOME", "") + "/.docker");
        return new EngineCertificates(Optional.of(Path.of(environment.getOrDefault("DOCKER_CERT_PATH", usual))));
    }

    boolean wanted() {
        return folder.isPresent();
    }

    /**
     * Those of now. While new ones are being put there, one file after the other, the old ones count.
     *
     * @throws Unanswered where a file of them is missing, or is none
     */
    synchronized SSLContext context() throws Unanswered {
        var place = folder.orElseThrow(() -> new IllegalStateException("nobody asked for TLS"));
        var now = FILES.stream().map(file -> stamp(place.resolve(file))).toList();
        var known = context;
        if (known != null && now.equals(read)) {
            return known;
        }
        try {
            var fresh = loaded(place);
            context = fresh;
            read = now;
            return fresh;
        } catch (Unanswered half) {
            if (known == null) {
                throw half;
            }
            return known;
        }
    }

    /** What tells a file from the one that was there before. */
    private static String stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.lastModifiedTime() + " " + attributes.size();
        } catch (IOException missing) {
            return "";
        }
    }

    private static SSLContext loaded(Path folder) throws Unanswered {
        for (var file : FILES) {
            if (!Files.isReadable(folder.resolve(file))) {
                throw new Unanswered(
                        "DOCKER_TLS_VERIFY asks for TLS, and " + folder.resolve(file) + " can't be read", HOW);
            }
        }
        try {
            return new LocalDirectorySSLConfig(folder.toString()).getSSLContext();
        } catch (RuntimeException e) {
            throw new Unanswered("the certificates in " + folder + " can't be used: " + e.getMessage(), HOW);
        }
    }

    /** An engine that does not know whoever speaks may be gone before its alert is read. */
    Unanswered explainEnd(String address, String message) {
        var certificate = folder.map(Path::toString).orElse("") + "/cert.pem";
        return new Unanswered(
                "Docker at " + address + " hung up on " + certificate + ": " + message,
                "look at the engine's log; where it does not know that certificate, have it signed by the authority that"
                        + " the engine trusts (its --tlscacert)");
    }

    /** Why an engine and these certificates do not go together. */
    Unanswered explain(String address, SSLException failure) {
        var folder = this.folder.map(Path::toString).orElse("");
        var message = String.valueOf(failure.getMessage());
        if (failure instanceof SSLPeerUnverifiedException) {
            return new Unanswered(
                    "the certificate of Docker at " + address + " is for another host: " + message,
                    "use a name or an address that stands in it");
        }
        if (message.contains("certification path") || message.contains("PKIX")) {
            return new Unanswered(
                    "the certificate of Docker at " + address + " is not signed by " + folder + "/ca.pem",
                    "give the ca.pem that signed it, or another DOCKER_CERT_PATH");
        }
        if (message.contains("fatal alert")) {
            return new Unanswered(
                    "Docker at " + address + " does not take " + folder + "/cert.pem: " + message,
                    "have it signed by the authority that the engine trusts (its --tlscacert)");
        }
        return message.contains("SSL message")
                ? new Unanswered(
                        "Docker at " + address + " speaks no TLS",
                        "unset DOCKER_TLS_VERIFY, or have the engine ask for it (--tlsverify)")
                : new Unanswered(
                        "Docker can't be reached at " + address + " by TLS: " + message,
                        "check the engine and the certificates in " + folder);
    }
}
