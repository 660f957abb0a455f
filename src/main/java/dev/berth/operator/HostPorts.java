package dev.berth.operator;

import dev.berth.observe.TakenPort;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Ports that Pods have of their nodes, of all that a cluster's Pods have the only thing kept. */
final class HostPorts {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final Watched<Pod> pods;

    /**
     * @param changed told the namespace of a Pod that comes, goes or ends and has ports of its node
     * @param broken told when the watch over them has ended for good
     */
    HostPorts(KubernetesClient client, Consumer<String> changed, Runnable broken) {
        SharedIndexInformer<Pod> all = client.pods().inAnyNamespace().runnableInformer(0);
        all.itemStore(new Slim());
        pods = Watched.begin(all, new Holders(changed), broken);
    }

    Stream<Watched<?>> watches() {
        return Stream.of(pods);
    }

    Stream<TakenPort> in(String namespace) {
        return pods.informer().getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace).stream()
                .flatMap(pod -> ports(pod)
                        .map(port ->
                                new TakenPort(port, "Pod " + pod.getMetadata().getName(), Optional.empty())));
    }

    /** Who has one, as {@code Pod NAMESPACE/NAME}. */
    Stream<String> holders(int port) {
        return pods.informer().getIndexer().list().stream()
                .filter(pod -> ports(pod).anyMatch(taken -> taken == port))
                .map(pod -> "Pod " + pod.getMetadata().getNamespace() + "/"
                        + pod.getMetadata().getName())
                .sorted();
    }

    private static Stream<Integer> ports(Pod pod) {
        if (pod.getStatus() != null && ENDED.contains(pod.getStatus().getPhase())) {
            return Stream.empty();
        }
        return Stream.concat(pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream())
                .flatMap(container -> container.getPorts().stream())
                .filter(HostPorts::isTaken)
                .map(ContainerPort::getHostPort);
    }

    /** An API server writes the ports of a Pod on its node's network as such of the node. */
    private static boolean isTaken(ContainerPort port) {
        return port.getHostPort() != null && "TCP".equals(port.getProtocol());
    }

    /** Tells of Pods that have ports of their nodes. */
    private record Holders(Consumer<String> changed) implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            tell(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod now) {
            if (ports(before).findAny().isPresent() != ports(now).findAny().isPresent()) {
                changed.accept(now.getMetadata().getNamespace());
            }
        }

        @Override
        public void onDelete(Pod pod, boolean unknown) {
            tell(pod);
        }

        private void tell(Pod pod) {
            if (ports(pod).findAny().isPresent()) {
                changed.accept(pod.getMetadata().getNamespace());
            }
        }
    }

    /** Keeps of a Pod its name and its ports: a cluster has many, and most have none of their node. */
    private static final class Slim extends BasicItemStore<Pod> {
        Slim() {
            super(Cache::metaNamespaceKeyFunc);
        }

        @Override
        public Pod put(String key, Pod pod) {
            return super.put(key, slim(pod));
        }

        @Override
        public boolean isFullState() {
            return false;
        }

        private static Pod slim(Pod pod) {
            return new PodBuilder()
                    .withNewMetadata()
                    .withNamespace(pod.getMetadata().getNamespace())
                    .withName(pod.getMetadata().getName())
                    .withUid(pod.getMetadata().getUid())
                    .withResourceVersion(pod.getMetadata().getResourceVersion())
                    .endMetadata()
                    .withNewSpec()
                    .withContainers(slim(pod.getSpec().getContainers()))
                    .withInitContainers(slim(pod.getSpec().getInitContainers()))
                    .endSpec()
                    .withNewStatus()
                    .withPhase(pod.getStatus() == null ? null : pod.getStatus().getPhase())
                    .endStatus()
                    .build();
        }

        private static List<Container> slim(List<Container> containers) {
            return containers.stream()
                    .map(container -> container.getPorts().stream()
                            .filter(HostPorts::isTaken)
                            .toList())
                    .filter(ports -> !ports.isEmpty())
                    .map(ports -> {
                        Container container = new Container();
                        container.setPorts(ports);
                        return container;
                    })
                    .toList();
        }
    }
}
