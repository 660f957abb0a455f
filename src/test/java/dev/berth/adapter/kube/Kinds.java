package dev.berth.adapter.kube;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** berth's kinds, as {@code crds/} has them. */
final class Kinds {
    private static final List<Path> FILES =
            List.of(Path.of("crds/databaseportpolicies.berth.dev.yaml"), Path.of("crds/portmigrations.berth.dev.yaml"));

    private Kinds() {}

    /** Makes them known to an API server, and waits until it serves them. */
    static void establish(KubernetesClient client) {
        for (var file : FILES) {
            try (var definition = Files.newInputStream(file)) {
                var crds = client.apiextensions().v1().customResourceDefinitions();
                var made = crds.load(definition).serverSideApply();
                crds.resource(made).waitUntilCondition(Kinds::isEstablished, 30, TimeUnit.SECONDS);
                await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> isServed(client, made));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An API server makes the storage of a kind when somebody asks first, and refuses whoever asks meanwhile (429). */
    private static boolean isServed(KubernetesClient client, CustomResourceDefinition kind) {
        return client.genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(kind))
                        .inAnyNamespace()
                        .list(new ListOptionsBuilder().withResourceVersion("0").build())
                != null;
    }

    private static boolean isEstablished(CustomResourceDefinition kind) {
        return kind.getStatus() != null
                && kind.getStatus().getConditions() != null
                && kind.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
