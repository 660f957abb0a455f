package dev.berth.adapter.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The rig's API server with berth's kinds: one for all the tests of a run, from the first that asks to the end. */
public final class Cluster implements AutoCloseable {
    private final Process server;
    private final String kubeconfig;
    private final KubernetesClient client;

    private Cluster() throws IOException {
        server = new ProcessBuilder("src/test/rig/rig.sh", "apiserver")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var answer = server.inputReader().readLine();
        if (answer == null) {
            throw new IllegalStateException("the rig's API server did not start; its word is above");
        }
        kubeconfig = answer;
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build();
    }

    private Cluster withKinds() throws IOException {
        try {
            Kinds.establish(client);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        return this;
    }

    /** Hands the cluster to tests that take one. */
    public static final class Given implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == Cluster.class;
        }

        @Override
        public Cluster resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(Cluster.class, key -> start(), Cluster.class);
        }

        private static Cluster start() {
            try {
                return new Cluster().withKinds();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The path of an administrator's. */
    public String kubeconfig() {
        return kubeconfig;
    }

    /** An administrator's client. */
    public KubernetesClient client() {
        return client;
    }

    /** Makes or replaces an object as somebody else than berth would, unknown fields refused as kubectl has it. */
    public GenericKubernetesResource apply(String namespace, String document) {
        GenericKubernetesResource object = Serialization.unmarshal(document, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        return client.resource(object)
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .createOr(NonDeletingOperation::update);
    }

    /** What kubectl prints; its exit code must be 0. */
    public String kubectl(String... words) throws IOException {
        var kubectl = Path.of(kubeconfig).resolveSibling("kubectl").toString();
        var command = new ArrayList<>(List.of(kubectl, "--kubeconfig", kubeconfig));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue() != 0) {
            throw new AssertionError(String.join(" ", words) + ": " + said);
        }
        return said;
    }

    /** A namespace that no other test has. */
    public String namespace() {
        var name = "berth-it-" + UUID.randomUUID().toString().substring(0, 8);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return name;
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.getOutputStream().close();
        server.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
