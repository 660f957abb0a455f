package dev.berth.app;

import dev.berth.adapter.kube.Cluster;
import dev.berth.install.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody's release {@code shop} of a real Helm, which is a Service {@code main}. */
record ShopRelease(Helm helm, String namespace, Path chart) {
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: main, labels: {tier: {{ .Values.tier }}}}
            spec: {selector: {app: main}, ports: {{ toJson .Values.ports }}}
            """;

    /** @param folder for its chart */
    static ShopRelease on(Cluster cluster, String namespace, Path folder) throws IOException {
        Files.writeString(folder.resolve("Chart.yaml"), "{apiVersion: v2, name: shop, version: 1.0.0}\n");
        Files.writeString(Files.createDirectories(folder.resolve("templates")).resolve("service.yaml"), SERVICE);
        return new ShopRelease(Helm.of(cluster.kubeconfig()), namespace, folder);
    }

    /** @param ports of its Service, each as JSON */
    void install(String... ports) {
        helm.run(words("install", "web", ports));
    }

    void upgrade(String tier, String... ports) {
        helm.run(words("upgrade", tier, ports));
    }

    Helm.Result attemptUpgrade(String tier, String... ports) {
        return helm.attempt(words("upgrade", tier, ports));
    }

    void rollback(int revision) {
        helm.run("rollback", "shop", String.valueOf(revision), "-n", namespace);
    }

    private String[] words(String command, String tier, String... ports) {
        var words = new ArrayList<>(List.of(command, "shop", chart.toString(), "-n", namespace));
        words.addAll(List.of("--set", "tier=" + tier, "--set-json", "ports=[" + String.join(",", ports) + "]"));
        return words.toArray(String[]::new);
    }
}
