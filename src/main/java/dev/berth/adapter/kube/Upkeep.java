package dev.berth.adapter.kube;

import dev.berth.observe.Keepers;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who keeps an object as it is, by what is written on it and by whom. */
final class Upkeep {
    private static final String ARGO_LABEL = "argocd.argoproj.io/instance";
    private static final String ARGO_ANNOTATION = "argocd.argoproj.io/tracking-id";
    private static final String KUSTOMIZATION = "kustomize.toolkit.fluxcd.io/name";
    private static final String HELM_RELEASE = "helm.toolkit.fluxcd.io/name";

    /** Under which names they write. */
    private static final Map<String, String> MANAGERS = Map.of(
            "argocd-controller", "Argo CD",
            "argocd-application-controller", "Argo CD",
            "kustomize-controller", "Flux",
            "helm-controller", "Flux");

    private Upkeep() {}

    /**
     * The same of what no mark tells of.
     *
     * @param managers who wrote what is about to change, by their field managers
     */
    static Keepers of(ObjectMeta metadata, List<String> managers) {
        Keepers marked = of(metadata);
        return new Keepers(
                marked.owner(),
                marked.gitOps()
                        .or(() -> managers.stream()
                                .filter(MANAGERS::containsKey)
                                .map(manager -> MANAGERS.get(manager) + " (" + manager + ")")
                                .findFirst()));
    }

    static Keepers of(ObjectMeta metadata) {
        Map<String, String> labels = Objects.requireNonNullElse(metadata.getLabels(), Map.of());
        Map<String, String> annotations = Objects.requireNonNullElse(metadata.getAnnotations(), Map.of());
        Optional<String> owner = metadata.getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .findFirst()
                .map((OwnerReference reference) -> reference.getKind() + "/" + reference.getName());
        Optional<String> gitOps = Stream.of(
                        named("Argo CD", labels.get(ARGO_LABEL)),
                        named("Argo CD", annotations.get(ARGO_ANNOTATION)),
                        named("Flux, Kustomization", labels.get(KUSTOMIZATION)),
                        named("Flux, HelmRelease", labels.get(HELM_RELEASE)))
                .flatMap(Optional::stream)
                .findFirst();
        return new Keepers(owner, gitOps);
    }

    private static Optional<String> named(String tool, @Nullable String what) {
        return Optional.ofNullable(what).map(name -> tool + " (" + name.replaceFirst(":.*", "") + ")");
    }
}
