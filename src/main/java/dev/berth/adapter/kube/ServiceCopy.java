package dev.berth.adapter.kube;

import dev.berth.plan.Passing;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.List;
import java.util.UUID;

/**
 * What a Service is copied to for a rehearsal: one of another name and address that leads to the same pods, and has nothing by
 * which anybody beyond the cluster, a balancer or a repository would take it for its own.
 *
 * @param policy whose plan is rehearsed, so that the copy goes with it
 */
record ServiceCopy(Service original, OwnerReference policy) {
    /** Of a Service's name, so that the whole has no more than 63 letters. */
    private static final int ROOM = 42;

    private static final int TAIL = 4;

    /** Under a name that no other has. */
    Service made() {
        ServiceSpec spec = original.getSpec();
        return new ServiceBuilder()
                .withNewMetadata()
                .withNamespace(original.getMetadata().getNamespace())
                .withName(name())
                .addToLabels(Passing.LABEL, policy.getName())
                .withOwnerReferences(policy)
                .endMetadata()
                .withNewSpec()
                .withSelector(spec.getSelector())
                .withPorts(ports(spec))
                .withIpFamilies(spec.getIpFamilies())
                .withIpFamilyPolicy(spec.getIpFamilyPolicy())
                .withInternalTrafficPolicy(spec.getInternalTrafficPolicy())
                .withPublishNotReadyAddresses(spec.getPublishNotReadyAddresses())
                .withSessionAffinity(spec.getSessionAffinity())
                .withSessionAffinityConfig(spec.getSessionAffinityConfig())
                .endSpec()
                .build();
    }

    private String name() {
        String name = original.getMetadata().getName();
        return Passing.COPY + name.substring(0, Math.min(ROOM, name.length())) + "-"
                + UUID.randomUUID().toString().substring(0, TAIL);
    }

    private static List<ServicePort> ports(ServiceSpec spec) {
        return spec.getPorts().stream()
                .map(port -> new ServicePortBuilder(port).withNodePort(null).build())
                .toList();
    }
}
