package dev.berth.app;

import dev.berth.adapter.kube.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What the tests' clients in pods of a node have in common: Deployment and ConfigMap {@code web}, and their program. */
final class WebClients {
    private WebClients() {}

    /** Gives them their program, which their manifest leaves open, and waits until they are ready. */
    static void start(Node node) {
        node.client()
                .configMaps()
                .inNamespace("default")
                .withName("code")
                .edit(map -> map.edit().addToData("config.js", code()).build());
        node.client()
                .apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .waitUntilReady(60, TimeUnit.SECONDS);
    }

    /** What their ConfigMap says. */
    static String port(Node node) {
        return Objects.requireNonNull(node.client()
                .configMaps()
                .inNamespace("default")
                .withName("web")
                .require()
                .getData()
                .get("DB_PORT"));
    }

    private static String code() {
        try {
            return Files.readString(Path.of("src/test/resources/kube/client.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
