package dev.berth.app;

import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PolicyStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an operator told of a policy at one moment. */
record Told(DatabasePortPolicy policy) {
    /** Whether it is about the policy as it is now. */
    boolean isNew() {
        return policy.getStatus() != null
                && policy.getMetadata().getGeneration().equals(status().observedGeneration());
    }

    /** Another one after every write. */
    String version() {
        return policy.getMetadata().getResourceVersion();
    }

    PolicyStatus status() {
        return policy.getStatus();
    }

    /** The hash of the plan that would be carried out. */
    String hash() {
        return Objects.requireNonNull(status().plan()).hash();
    }

    List<Condition> conditions() {
        return ClusterWording.conditions(policy);
    }

    Condition condition(String type) {
        return find(type).orElseThrow();
    }

    String message(String type) {
        return condition(type).getMessage();
    }

    Instant since(String type) {
        return Instant.parse(condition(type).getLastTransitionTime());
    }

    /** A condition as its status, reason and message; empty where it is not there. */
    String said(String type) {
        return find(type).map(Told::words).orElse("");
    }

    private Optional<Condition> find(String type) {
        return conditions().stream().filter(one -> one.getType().equals(type)).findFirst();
    }

    private static String words(Condition one) {
        return one.getStatus() + " " + one.getReason() + " " + Objects.requireNonNullElse(one.getMessage(), "");
    }

    @Override
    public String toString() {
        return conditions().stream()
                .map(one -> one.getType() + " " + words(one))
                .collect(Collectors.joining("\n", (status() == null ? "" : status().phase()) + "\n", "\n"));
    }
}
