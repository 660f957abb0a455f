package dev.berth.operator;

import dev.berth.plan.Grants;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What policies give, each read once for every spec that it has. */
final class GrantBook {
    private final Function<HasMetadata, Reading> reader;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    /** What policies give besides, for as long as a rehearsal lasts. */
    private final Map<String, Grants> lent = new ConcurrentHashMap<>();

    GrantBook(Function<HasMetadata, Reading> reader) {
        this.reader = reader;
    }

    /** @param grants empty where the policy can't be understood */
    private record Page(String uid, long generation, Optional<Grants> grants) {}

    /** Whether the spec of a policy is one that was read before. */
    boolean knows(DatabasePortPolicy policy) {
        Page known = pages.get(key(policy));
        return known != null && current(known, policy);
    }

    /** @param grants none to end it */
    void lend(String namespace, String policy, Grants grants) {
        if (grants.all().isEmpty()) {
            lent.remove(namespace + "/" + policy);
        } else {
            lent.put(namespace + "/" + policy, grants);
        }
    }

    /** @param before what the register says, which still holds for a policy that can't be understood now */
    Grants of(Stream<DatabasePortPolicy> namespace, Grants before) {
        List<Grants> parts = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        namespace.forEach(policy -> page(policy)
                .grants()
                .map(given -> withLent(key(policy), given))
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

    Map<String, Grants> all(Stream<DatabasePortPolicy> policies, Map<String, String> register) {
        Map<String, List<DatabasePortPolicy>> namespaces = policies.collect(
                Collectors.groupingBy(policy -> policy.getMetadata().getNamespace()));
        Set<String> keys = namespaces.values().stream()
                .flatMap(List::stream)
                .map(GrantBook::key)
                .collect(Collectors.toSet());
        pages.keySet().retainAll(keys);
        Map<String, Grants> all = new TreeMap<>();
        namespaces.forEach(
                (namespace, of) -> all.put(namespace, of(of.stream(), RegisterText.read(register, namespace))));
        return all;
    }

    private Page page(DatabasePortPolicy policy) {
        return pages.compute(
                key(policy), (key, known) -> known != null && current(known, policy) ? known : read(policy));
    }

    private Page read(DatabasePortPolicy policy) {
        return new Page(
                policy.getMetadata().getUid(),
                policy.getMetadata().getGeneration(),
                reader.apply(policy) instanceof Reading.Valid valid
                        ? Optional.of(Grants.of(valid.policies().get(0)))
                        : Optional.empty());
    }

    private static boolean current(Page known, DatabasePortPolicy policy) {
        return known.uid().equals(policy.getMetadata().getUid())
                && known.generation() == policy.getMetadata().getGeneration();
    }

    private static String key(DatabasePortPolicy policy) {
        return policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName();
    }
}
