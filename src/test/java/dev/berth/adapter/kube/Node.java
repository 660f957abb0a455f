package dev.berth.adapter.kube;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The rig's Kubernetes node with an API server of its own, in a network that this host reaches: pods run on it. */
public final class Node implements ApiServer, AutoCloseable {
    private final Process rig;
    private final String kubeconfig;
    private final KubernetesClient client;

    private Node(Process rig, String kubeconfig) {
        this.rig = rig;
        this.kubeconfig = kubeconfig;
        this.client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.fromKubeconfig(new File(kubeconfig)))
                        .withUserAgent(Cluster.PERSON)
                        .build())
                .build();
    }

    private Node withKinds() {
        try {
            Kinds.establish(client);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        return this;
    }

    /**
     * @param proxy the mode of its kube-proxy, {@code iptables} or {@code nftables}
     * @param images what its pods may run
     */
    public static Node start(String proxy, String... images) {
        return bare(proxy, images).withKinds();
    }

    /** One whose API server knows none of berth's kinds. */
    public static Node bare(String proxy, String... images) {
        try {
            Process rig = new ProcessBuilder(
                            Stream.concat(Stream.of("src/test/rig/rig.sh", "node", proxy), Stream.of(images))
                                    .toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String kubeconfig = rig.inputReader().readLine();
            if (kubeconfig == null) {
                throw new IllegalStateException("the rig's node did not start; its word is above");
            }
            return new Node(rig, kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    /** The address of this machine as its pods reach it. */
    public String host() {
        return client.getMasterUrl().getHost().replaceFirst("\\.2$", ".1");
    }

    @Override
    public String kubeconfig() {
        return kubeconfig;
    }

    @Override
    public void apply(String namespace, PolicyText policy) {
        apply(namespace, policy.text());
    }

    /** Makes the objects of a manifest, as {@code kubectl apply} does. */
    public void apply(String manifest) {
        apply("default", manifest);
    }

    public void apply(String namespace, String manifest) {
        client.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(namespace)
                .resources()
                .forEach(object -> object.fieldManager("kubectl").serverSideApply());
    }

    public void awaitReady(String namespace, String pod) {
        client.pods().inNamespace(namespace).withName(pod).waitUntilReady(60, TimeUnit.SECONDS);
    }

    public Service service(String name) {
        return service("default", name);
    }

    public Service service(String namespace, String name) {
        return client.services().inNamespace(namespace).withName(name).require();
    }

    /** Where a Service is reached. */
    public String address(String service) {
        return service(service).getSpec().getClusterIP();
    }

    public List<EndpointSlice> slices(String service) {
        return ServiceSource.slices(client, "default", service);
    }

    /** The ports of a Service as {@code NAME PORT}. */
    public List<String> ports(String service) {
        return ports("default", service);
    }

    @Override
    public void close() {
        client.close();
        try {
            rig.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rig.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
