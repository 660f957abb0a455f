package dev.berth.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An authority of a test's own that signs certificates, each in a folder as {@code DOCKER_CERT_PATH} wants it. */
final class Authority {
    private final Path folder;

    Authority(Path folder) {
        try {
            this.folder = Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=authority",
                "-keyout",
                "ca-key.pem",
                "-out",
                "ca.pem");
    }

    /** What an engine on an address is started with that asks everybody for a certificate. */
    List<String> server(String address) {
        var own = signed("server", "subjectAltName=IP:" + address);
        return List.of(
                "--tlsverify",
                "--tlscacert=" + own.resolve("ca.pem"),
                "--tlscert=" + own.resolve("cert.pem"),
                "--tlskey=" + own.resolve("key.pem"));
    }

    /** What a client of it has. */
    Path client(String name) {
        return signed(name, "extendedKeyUsage=clientAuth");
    }

    Path certificate() {
        return folder.resolve("ca.pem");
    }

    private Path signed(String name, String extension) {
        try {
            var own = Files.createDirectories(folder.resolve(name));
            Files.writeString(own.resolve("extensions"), extension + "\n");
            Files.copy(certificate(), own.resolve("ca.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + "/key.pem",
                "-out",
                name + "/request");
        openssl(
                "x509",
                "-req",
                "-days",
                "2",
                "-in",
                name + "/request",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca-key.pem",
                "-CAcreateserial",
                "-extfile",
                name + "/extensions",
                "-out",
                name + "/cert.pem");
        return folder.resolve(name);
    }

    private void openssl(String... words) {
        var command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        var ran = Shell.attempt(folder, command);
        if (ran.code() != 0) {
            throw new IllegalStateException(ran.said());
        }
    }
}
