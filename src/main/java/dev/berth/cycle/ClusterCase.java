package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.observe.Sources;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Plan;
import dev.berth.plan.Steering;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One policy of a cluster as it was read, with what is said of it, and what follows for it from what is seen. */
record ClusterCase(Reading reading, Orders orders) {
    /** How soon that is looked at again of which no watch tells. */
    private static final Duration UNWATCHED = Duration.ofSeconds(30);

    /** What finds no room in the records is not begun: half-way it could neither go on nor back. */
    ClusterDecision decide(Sources.Cluster services, Records records) {
        ClusterDecision decision = decide(services);
        return decision instanceof ClusterDecision.Seen seen
                ? seen.plan().flatMap(records::objection).map(seen::unwritable).orElse(seen)
                : decision;
    }

    private ClusterDecision decide(Sources.Cluster services) {
        return policy().map(policy -> ClusterPlanner.decide(policy, services.look(policy)))
                .orElseGet(() -> new ClusterDecision.Invalid(((Reading.Invalid) reading).violations()));
    }

    /** What is decided once logins that can't be had are known. */
    ClusterDecision unlocked(ClusterDecision decision, Sources.Cluster live) {
        return decision instanceof ClusterDecision.Seen seen && policy().isPresent()
                ? seen.without(live.locked(policy().get()))
                : decision;
    }

    /** @param journals its migrations, oldest first */
    ClusterFinding found(ClusterDecision decision, Instant now, List<Journal> journals) {
        return found(decision, now, journals, Past.of(journals));
    }

    /** @param journals empty where nobody looked, and then no failure counts */
    ClusterFinding found(ClusterDecision decision, Instant now, List<Journal> journals, Past past) {
        Optional<ClusterGate> gate = policy().map(policy -> new ClusterGate(policy, orders, now));
        ClusterFinding found = new ClusterFinding(
                decision,
                past,
                gate.map(one -> one.steering(decision, journals, past.newest())).orElse(Steering.FREE),
                Optional.empty(),
                ClusterGate.pending(decision).flatMap(plan -> gate.flatMap(one -> one.again(journals))));
        return policy().filter(ClusterCase::isUnwatched).isPresent() ? found.lookedAtBy(now.plus(UNWATCHED)) : found;
    }

    /** Whether values or workloads belong to it. */
    private static boolean isUnwatched(Policy policy) {
        return policy.clients().stream()
                        .anyMatch(client -> !client.values().isEmpty()
                                || !client.workloads().isEmpty())
                || policy.databases().stream().anyMatch(database -> database.runner() instanceof Database.Runner.Pods);
    }

    /** Whether a person wants its newest migration back, and that can go back. */
    boolean recalls(Latest newest) {
        return newest.returns()
                && orders.recalled().filter(newest.name()::equals).isPresent();
    }

    /** Whether what was found asks for something to be done about it. */
    boolean presses(ClusterFinding found) {
        return found.newest().filter(Latest::underWay).isPresent()
                || found.newest().filter(this::recalls).isPresent()
                || ClusterGate.pending(found.decision()).isPresent()
                        && found.steering().waiting().isEmpty();
    }

    /** Whether a migration was begun for the policy as it is now. */
    boolean began(Latest latest) {
        return policy().map(Policy::fingerprint)
                .filter(latest.progress().plan().policyFingerprint()::equals)
                .isPresent();
    }

    /** A person's word for this very plan. */
    Optional<Permit> permit(Plan plan) {
        return orders.permit().filter(permit -> plan.isNamed(permit.hash()));
    }

    /** The same once the person's word is used up. */
    ClusterCase spent() {
        return new ClusterCase(reading, orders.spent());
    }

    /** Empty where it can't be read. */
    Optional<Policy> policy() {
        return reading instanceof Reading.Valid valid
                ? Optional.of(valid.policies().get(0))
                : Optional.empty();
    }
}
