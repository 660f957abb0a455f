package dev.berth.adapter.kube;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What one pod says of itself. */
record PodReading(Pod pod) {
    String name() {
        return pod.getMetadata().getName();
    }

    Instant made() {
        return Instant.parse(pod.getMetadata().getCreationTimestamp());
    }

    /** Whether it has been told to end, and has not yet. */
    boolean ends() {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether it has ended and only its record is left. */
    boolean ended() {
        return Stream.of("Succeeded", "Failed").anyMatch(pod.getStatus().getPhase()::equals);
    }

    boolean ready() {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    String annotation(String key) {
        return Objects.requireNonNullElse(pod.getMetadata().getAnnotations(), Map.<String, String>of())
                .getOrDefault(key, "");
    }

    /** Why it is not ready, such as {@code , CrashLoopBackOff}; empty where it does not say. */
    String reason() {
        return pod.getStatus().getContainerStatuses().stream()
                .map(ContainerStatus::getState)
                .flatMap(state -> Optional.ofNullable(state.getWaiting()).stream())
                .map(waiting -> ", " + waiting.getReason())
                .findFirst()
                .orElse("");
    }
}
