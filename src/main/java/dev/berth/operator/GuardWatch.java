package dev.berth.operator;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ParamRef;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the guard's rule is installed and looks at a namespace, and whether it refuses or only warns. */
final class GuardWatch {
    private static final String NAME = "berth-guard";

    /** Those that the rule leaves out, beside berth's own. */
    private static final Set<String> SYSTEM = Set.of("kube-system", "kube-public", "kube-node-lease");

    private final Watched<ValidatingAdmissionPolicy> rules;
    private final Watched<ValidatingAdmissionPolicyBinding> bindings;
    private final Watched<Namespace> leftOut;
    private final String own;

    /**
     * @param own berth's namespace, where the register is kept
     * @param broken told when one of its watches has ended for good
     */
    GuardWatch(KubernetesClient client, String own, Runnable changed, Runnable broken) {
        var api = client.admissionRegistration().v1();
        this.own = own;
        this.rules = Watched.begin(
                api.validatingAdmissionPolicies().withName(NAME).runnableInformer(0), new Changes<>(changed), broken);
        this.bindings = Watched.begin(
                api.validatingAdmissionPolicyBindings().withName(NAME).runnableInformer(0),
                new Changes<>(changed),
                broken);
        this.leftOut = Watched.begin(
                client.namespaces().withLabel("berth.dev/guard", "off").runnableInformer(0),
                new Changes<>(changed),
                broken);
    }

    Stream<Watched<?>> watches() {
        return Stream.of(rules, bindings, leftOut);
    }

    /** Why nobody guards a namespace; empty where the guard does. */
    Optional<String> absence(String namespace) {
        Optional<ValidatingAdmissionPolicyBinding> binding = bound();
        if (rules.only().isEmpty() || binding.isEmpty()) {
            return Optional.of("the guard is not installed");
        }
        String kept = own + "/" + Register.NAME;
        String asked = named(binding.get().getSpec().getParamRef());
        if (!asked.equals(kept)) {
            return Optional.of("the guard asks " + asked + ", and the register is " + kept);
        }
        return isLeftOut(namespace)
                ? Optional.of("the guard leaves namespace " + namespace + " out")
                : Optional.empty();
    }

    boolean refuses() {
        return bound().filter(
                        binding -> binding.getSpec().getValidationActions().contains("Deny"))
                .isPresent();
    }

    private boolean isLeftOut(String namespace) {
        return SYSTEM.contains(namespace)
                || own.equals(namespace)
                || leftOut.informer().getStore().getByKey(namespace) != null;
    }

    private Optional<ValidatingAdmissionPolicyBinding> bound() {
        return bindings.only().filter(binding -> NAME.equals(binding.getSpec().getPolicyName()));
    }

    private static String named(ParamRef reference) {
        return reference == null ? "no register" : reference.getNamespace() + "/" + reference.getName();
    }
}
