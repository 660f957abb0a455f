package dev.berth.adapter.kube;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The rig's API server with berth's kinds: one for all the tests of a run, from the first that asks to the end. */
public final class Cluster implements ApiServer, AutoCloseable {
    /** To whom the API server puts down what a test writes: a person with kubectl. */
    static final String PERSON = "kubectl-create";

    private final Process server;
    private final String kubeconfig;
    private final KubernetesClient client;

    private Cluster(String... flags) throws IOException {
        server = new ProcessBuilder(Stream.concat(Stream.of("src/test/rig/rig.sh", "apiserver"), Stream.of(flags))
                        .toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var answer = server.inputReader().readLine();
        if (answer == null) {
            throw new IllegalStateException("the rig's API server did not start; its word is above");
        }
        kubeconfig = answer;
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(new File(kubeconfig)))
                        .withUserAgent(PERSON)
                        .build())
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
            return alone();
        }
    }

    /**
     * One that no other test has, for what concerns all of it.
     *
     * @param flags further ones of kube-apiserver
     */
    public static Cluster alone(String... flags) {
        try {
            return new Cluster(flags).withKinds();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the API server and starts it again, on the same store. */
    public void restart() throws IOException {
        server.getOutputStream().write("restart\n".getBytes(StandardCharsets.UTF_8));
        server.getOutputStream().flush();
        if (server.inputReader().readLine() == null) {
            throw new IllegalStateException("the rig's API server did not start again; its word is above");
        }
    }

    /** Another API server, which knows none of berth's kinds. */
    public static Cluster bare() {
        try {
            return new Cluster();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes berth's kinds known to a bare one. */
    public void establishKinds() {
        Kinds.establish(client);
    }

    @Override
    public String kubeconfig() {
        return kubeconfig;
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    /** Again where an operator has written to it meanwhile. */
    @Override
    public void apply(String namespace, PolicyText policy) {
        await().ignoreExceptionsMatching(Cluster::isConflict).until(() -> apply(namespace, policy.text()) != null);
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof KubernetesClientException refused
                && refused.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    /** Makes or replaces an object as somebody else than berth would, unknown fields refused as kubectl has it. */
    public GenericKubernetesResource apply(String namespace, String document) {
        GenericKubernetesResource object = Serialization.unmarshal(document, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        return client.resource(object)
                .fieldValidation(FieldValidateable.Validation.STRICT)
                .createOr(NonDeletingOperation::update);
    }

    /** Replaces an object that is there. */
    public void replace(String namespace, String document) {
        GenericKubernetesResource object = Serialization.unmarshal(document, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        client.resource(object).update();
    }

    /** Has the API server judge an object, which it does not keep. */
    public void attempt(String namespace, String document) {
        GenericKubernetesResource object = Serialization.unmarshal(document, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        client.resource(object).dryRun().create();
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
        stop();
    }

    /** Ends the server before the test's end. */
    public void stop() throws IOException {
        client.close();
        server.getOutputStream().close();
        server.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
