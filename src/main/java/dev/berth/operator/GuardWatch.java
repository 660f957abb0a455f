package dev.berth.operator;

import dev.berth.plan.Protection.Guard;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ParamRef;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Optional;

/** Whether the guard's rule is installed, and whether it refuses or only warns. */
final class GuardWatch implements AutoCloseable {
    static final String NAME = "berth-guard";

    private final SharedIndexInformer<ValidatingAdmissionPolicy> rules;
    private final SharedIndexInformer<ValidatingAdmissionPolicyBinding> bindings;
    private final String register;

    /** @param namespace of the register that is kept */
    GuardWatch(KubernetesClient client, String namespace, Runnable changed) {
        var api = client.admissionRegistration().v1();
        this.register = namespace;
        this.rules = api.validatingAdmissionPolicies().withName(NAME).inform(new Changes<>(changed));
        this.bindings = api.validatingAdmissionPolicyBindings().withName(NAME).inform(new Changes<>(changed));
    }

    Guard guard() {
        Optional<ValidatingAdmissionPolicyBinding> binding = bound();
        if (only(rules).isEmpty() || binding.isEmpty() || strange().isPresent()) {
            return Guard.ABSENT;
        }
        return binding.get().getSpec().getValidationActions().contains("Deny") ? Guard.REFUSING : Guard.WARNING;
    }

    /** The register that it asks, where that is not the one that is kept. */
    Optional<String> strange() {
        return bound().map(binding -> named(binding.getSpec().getParamRef()))
                .filter(asked -> !asked.equals(register + "/" + Register.NAME))
                .map(asked -> "its binding asks " + asked + ", and the register is " + register + "/" + Register.NAME);
    }

    private Optional<ValidatingAdmissionPolicyBinding> bound() {
        return only(bindings).filter(binding -> NAME.equals(binding.getSpec().getPolicyName()));
    }

    private static String named(ParamRef reference) {
        return reference == null ? "no register" : reference.getNamespace() + "/" + reference.getName();
    }

    private static <T extends HasMetadata> Optional<T> only(SharedIndexInformer<T> seen) {
        return seen.getStore().list().stream().findFirst();
    }

    @Override
    public void close() {
        rules.close();
        bindings.close();
    }
}
