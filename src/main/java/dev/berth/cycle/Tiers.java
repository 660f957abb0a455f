package dev.berth.cycle;

import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollout;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the tiers that {@code rollout.after} names let a policy move: each was Ready for as long as it says. */
public final class Tiers {
    private static final Readiness TWICE = new Readiness(Optional.empty(), "more than one host tells of it");

    private final Map<Name, Readiness> known;
    private final Map<Name, List<Name>> after;

    /**
     * @param known what is known of every policy
     * @param after which policies each of them waits for
     */
    public Tiers(Map<Name, Readiness> known, Map<Name, List<Name>> after) {
        this.known = Map.copyOf(known);
        this.after = Map.copyOf(after);
    }

    /** The same with what other hosts say, each of policies of its own; whatever is known here counts more. */
    public Tiers with(List<Bulletin> others) {
        var allKnown = new HashMap<Name, Readiness>();
        var allAfter = new HashMap<Name, List<Name>>();
        for (var other : others) {
            allKnown.merge(other.name(), other.readiness(), (one, same) -> TWICE);
            allAfter.put(other.name(), other.after());
        }
        allKnown.putAll(known);
        allAfter.putAll(after);
        return new Tiers(allKnown, allAfter);
    }

    /** Which policy. */
    public record Name(String namespace, String name) {
        public static Name of(Policy policy) {
            return new Name(policy.namespace(), policy.name());
        }

        @Override
        public String toString() {
            return namespace + "/" + name;
        }
    }

    /** The same policies, each after those that it waits for; those that wait for each other in a circle come last. */
    public static List<Policy> inOrder(List<Policy> policies) {
        var left = new ArrayList<>(policies);
        var ordered = new ArrayList<Policy>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(policy -> left.stream().noneMatch(other -> waits(policy, other)))
                    .toList();
            ordered.addAll(next.isEmpty() ? left : next);
            left.removeAll(ordered);
        }
        return List.copyOf(ordered);
    }

    private static boolean waits(Policy policy, Policy other) {
        return after(policy).contains(Name.of(other));
    }

    /** The policies that one waits for. */
    public static List<Name> after(Policy policy) {
        return policy.rollout().after().stream()
                .map(tier -> new Name(tier.namespace(), tier.policy()))
                .toList();
    }

    /** One reason for each tier that is not there yet. */
    public List<Refusal> against(Policy policy, Instant now) {
        return policy.rollout().after().stream()
                .flatMap(tier -> against(policy, tier, now).stream())
                .toList();
    }

    private Optional<Refusal> against(Policy policy, Rollout.Tier tier, Instant now) {
        var name = new Name(tier.namespace(), tier.policy());
        var other = Optional.ofNullable(known.get(name));
        if (other.isEmpty()) {
            return refusal(policy, "waits for " + name + ", which is not here", "add that policy, or leave it out");
        }
        if (leads(name, Name.of(policy))) {
            return refusal(
                    policy,
                    "waits for " + name + ", which waits for it in turn",
                    "leave one of the two out of rollout.after");
        }
        var since = other.get().since();
        if (since.isEmpty() || !other.get().cause().isEmpty()) {
            return refusal(
                    policy,
                    "waits for " + name + ", which is not Ready: " + other.get().cause(),
                    "see to " + name + " first");
        }
        var until = since.get().plus(tier.soak());
        return now.isBefore(until)
                ? refusal(
                        policy,
                        "waits for " + name + ", which is Ready since "
                                + since.get().truncatedTo(ChronoUnit.SECONDS) + " and soaks",
                        "wait until " + until.truncatedTo(ChronoUnit.SECONDS))
                : Optional.empty();
    }

    /** Whether a policy waits for another, by way of any number between them. */
    private boolean leads(Name from, Name to) {
        var seen = new LinkedHashSet<Name>();
        var next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            var name = next.remove();
            if (seen.add(name)) {
                next.addAll(after.getOrDefault(name, List.of()));
            }
        }
        seen.remove(from);
        return seen.contains(to);
    }

    /** When the first of the tiers that soak has done so; empty where none does. */
    Optional<Instant> soaked(Policy policy, Instant now) {
        return policy.rollout().after().stream()
                .flatMap(tier -> Optional.ofNullable(known.get(new Name(tier.namespace(), tier.policy())))
                        .flatMap(Readiness::since)
                        .map(since -> since.plus(tier.soak()))
                        .stream())
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Refusal> refusal(Policy policy, String reason, String remedy) {
        return Optional.of(new Refusal(policy.name(), reason, remedy));
    }
}
