package dev.berth.app;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code deploy/kubernetes} has, as kubectl applies it, but for the pods: a test's operator runs in its process. */
final class PlainManifests {
    private PlainManifests() {}

    /** @param names of files */
    static void apply(KubernetesClient administrator, String... names) {
        for (var name : names) {
            try (var manifest = Files.newInputStream(Path.of("deploy/kubernetes", name))) {
                administrator.load(manifest).items().stream()
                        .filter(object -> !object.getKind().equals("Deployment"))
                        .forEach(object -> administrator
                                .resource(object)
                                .fieldManager("kubectl")
                                .forceConflicts()
                                .serverSideApply());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
