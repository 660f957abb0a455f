package dev.berth.plan;

import dev.berth.observe.ClusterFacts.Locked;
import dev.berth.policy.Policy;
import dev.berth.policy.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a look at a policy in a cluster came to. */
public sealed interface ClusterDecision {
    /** The policy contradicts the schema or itself. */
    record Invalid(List<Violation> violations) implements ClusterDecision {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    /** Nothing can be said of any of its berths. */
    record Shut(Bar bar) implements ClusterDecision {}

    /**
     * Where each berth stands, in the order of the policy.
     *
     * @param plan what would bring all to their places; empty where they are there, or one can't be brought
     * @param bars what keeps databases from being asked, and clients from following
     * @param left what still leads to berths that are in their places
     */
    record Seen(Policy.Mode mode, List<ServiceBerth> berths, Optional<Plan> plan, List<Bar> bars, List<LeftPort> left)
            implements ClusterDecision {
        public Seen {
            berths = List.copyOf(berths);
            bars = List.copyOf(bars);
            left = List.copyOf(left);
        }

        /** One of a policy without clients, whose old ports are gone. */
        public Seen(Policy.Mode mode, List<ServiceBerth> berths, Optional<Plan> plan) {
            this(mode, berths, plan, List.of(), List.of());
        }

        /** Whether every berth is in its place. */
        public boolean inPlace() {
            return berths.stream().allMatch(berth -> berth.standing() instanceof ServiceBerth.Moored);
        }

        /** What keeps it from being carried out, the first of berths and clients. */
        public Optional<Bar> bar() {
            return allBars().findFirst();
        }

        /** Everything that does. */
        public Stream<Bar> allBars() {
            return Stream.concat(
                    berths.stream()
                            .flatMap(berth -> berth.standing() instanceof ServiceBerth.Barred barred
                                    ? Stream.of(barred.bar())
                                    : Stream.empty()),
                    bars.stream());
        }

        /** The same where nobody can write its plan down. */
        public Seen unwritable(Decision.Refusal refusal) {
            return new Seen(
                    mode,
                    berths,
                    Optional.empty(),
                    Stream.concat(Stream.of(new Bar(Bar.Kind.UNSUPPORTED, refusal)), bars.stream())
                            .toList(),
                    left);
        }

        /** The same where some databases can't be asked: nothing is moved before all of them can. */
        public Seen without(List<Locked> locked) {
            return locked.isEmpty()
                    ? this
                    : new Seen(
                            mode,
                            berths,
                            Optional.empty(),
                            Stream.concat(locked.stream().map(Bar::of), bars.stream())
                                    .toList(),
                            left);
        }
    }
}
