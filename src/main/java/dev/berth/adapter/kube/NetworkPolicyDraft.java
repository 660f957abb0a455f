package dev.berth.adapter.kube;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One NetworkPolicy in the making: at some ports of some pods nobody comes in but who is admitted; at any other port everybody
 * does, as before.
 */
final class NetworkPolicyDraft {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();
    private static final int LAST_PORT = 65535;

    private final String namespace;
    private final String name;
    private final Map<String, String> pods;
    private final TreeSet<Integer> guarded = new TreeSet<>();
    private final List<NetworkPolicyIngressRule> rules = new ArrayList<>();

    NetworkPolicyDraft(String namespace, String name, Map<String, String> pods) {
        this.namespace = namespace;
        this.name = name;
        this.pods = pods;
    }

    /**
     * Admits clients, berth, and the pods themselves, whose replicas may ask each other.
     *
     * @param home the namespace that berth is in
     * @param ports of the pods
     */
    void admit(Collection<LabelSelector> clients, String home, Collection<Integer> ports) {
        guarded.addAll(ports);
        rules.add(new NetworkPolicyIngressRuleBuilder()
                .withFrom(Stream.of(
                                clients.stream().distinct().map(NetworkPolicyDraft::peer),
                                Stream.of(peer(new LabelSelectorBuilder()
                                        .withMatchLabels(pods)
                                        .build())),
                                Stream.of(berth(home)))
                        .flatMap(peers -> peers)
                        .toList())
                .withPorts(ports.stream().sorted().map(port -> port(port, port)).toList())
                .build());
    }

    private static NetworkPolicyPeer peer(LabelSelector selector) {
        return new NetworkPolicyPeerBuilder().withPodSelector(selector).build();
    }

    private static NetworkPolicyPeer berth(String home) {
        return new NetworkPolicyPeerBuilder()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", home)
                .endNamespaceSelector()
                .withNewPodSelector()
                .addToMatchLabels("app.kubernetes.io/name", "berth")
                .endPodSelector()
                .build();
    }

    private static NetworkPolicyPort port(int from, int to) {
        NetworkPolicyPortBuilder port =
                new NetworkPolicyPortBuilder().withProtocol("TCP").withPort(new IntOrString(from));
        return from == to ? port.build() : port.withEndPort(to).build();
    }

    /** As a document whose fields are in the order of a manifest. */
    Object document() {
        NetworkPolicy whole = new NetworkPolicyBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(pods)
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .withIngress(Stream.concat(rules.stream(), Stream.of(others())).toList())
                .endSpec()
                .build();
        return JSON.convertValue(whole, Map.class);
    }

    /** What a NetworkPolicy does not allow is refused, so that it has to say what it is not about. */
    private NetworkPolicyIngressRule others() {
        List<NetworkPolicyPort> open = new ArrayList<>();
        int from = 1;
        for (int port : guarded) {
            if (from < port) {
                open.add(port(from, port - 1));
            }
            from = port + 1;
        }
        if (from <= LAST_PORT) {
            open.add(port(from, LAST_PORT));
        }
        Stream.of("UDP", "SCTP")
                .forEach(protocol -> open.add(
                        new NetworkPolicyPortBuilder().withProtocol(protocol).build()));
        return new NetworkPolicyIngressRuleBuilder().withPorts(open).build();
    }
}
