package dev.berth.operator;

import dev.berth.observe.TakenPort;
import dev.berth.plan.Grants;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What policies give, each read once for every spec that it has. */
final class GrantBook {
    /** Empty where a policy can't be understood. */
    private final PerSpec<Optional<Grants>> pages;

    /** What policies give besides, while a rehearsal or a migration lasts, and to pods that have still to move on. */
    private final Map<String, Grants> lent = new ConcurrentHashMap<>();

    GrantBook(Function<HasMetadata, Reading> reader) {
        this.pages = new PerSpec<>(policy -> reader.apply(policy) instanceof Reading.Valid valid
                ? Optional.of(Grants.of(valid.policies().get(0)))
                : Optional.empty());
    }

    /** Whether the spec of a policy is one that was read before. */
    boolean knows(DatabasePortPolicy policy) {
        return pages.knows(policy);
    }

    /**
     * Gives whether that may change anything.
     *
     * @param grants none to end it
     */
    boolean lend(String namespace, String policy, Grants grants) {
        String key = namespace + "/" + policy;
        if (grants.all().isEmpty()) {
            return lent.remove(key) != null;
        }
        return !grants.equals(lent.put(key, grants));
    }

    /** @param before what the register says, which still holds for a policy that can't be understood now */
    Grants of(Stream<DatabasePortPolicy> namespace, Grants before) {
        List<Grants> parts = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        namespace.forEach(policy -> pages.of(policy)
                .map(given -> withLent(PerSpec.key(policy), given))
                .ifPresentOrElse(
                        parts::add, () -> unread.add(policy.getMetadata().getName())));
        if (!unread.isEmpty()) {
            parts.add(new Grants(
                    parts.isEmpty() ? before.bands() : List.of(),
                    unread,
                    before.all().stream()
                            .filter(grant -> unread.contains(grant.policy()))
                            .toList()));
        }
        return Grants.union(parts);
    }

    private Grants withLent(String policy, Grants given) {
        Grants more = lent.get(policy);
        return more == null ? given : Grants.union(List.of(given, more));
    }

    /**
     * @param before what the register says
     * @param taken the ports that somebody has in a namespace: what was given of them before is kept
     */
    Map<String, Grants> all(
            Stream<DatabasePortPolicy> policies, ReadRegister before, Function<String, List<TakenPort>> taken) {
        Map<String, List<DatabasePortPolicy>> namespaces = policies.collect(
                Collectors.groupingBy(policy -> policy.getMetadata().getNamespace()));
        pages.retain(namespaces.values().stream().flatMap(List::stream));
        Map<String, Grants> all = new TreeMap<>();
        namespaces.forEach((namespace, of) -> all.put(namespace, of(of.stream(), before.in(namespace))));
        RegisterText.namespaces(before.data())
                .forEach(namespace -> all.compute(
                        namespace,
                        (key, given) -> Optional.ofNullable(given)
                                .orElse(Grants.NONE)
                                .keeping(before.in(key), taken.apply(key))));
        return all;
    }
}
