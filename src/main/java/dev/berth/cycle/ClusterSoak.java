package dev.berth.cycle;

import dev.berth.execute.Effects;
import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.journal.Records;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Sources;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.LeftPort;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.report.Condition;
import dev.berth.report.RetiredPorts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Ends the soaks of a cluster's policy: takes old ports away once their time is over and nobody is known to use them.
 *
 * <p>A soak is a state: nobody waits for its end, and each pass says when the next one is due.
 */
public final class ClusterSoak {
    /** How soon what keeps an old port is looked at again: nobody tells when a pod goes or a value changes. */
    private static final Duration NEXT = Duration.ofSeconds(30);

    private final Sources.Cluster live;
    private final Function<String, List<Sharer>> sharers;
    private final Predicate<String> moved;
    private final Records records;
    private final Executor executor;
    private final Clock clock;

    /**
     * @param live what is so now, at the price of a call
     * @param sharers the other policies of the namespace that name a Service
     * @param moved whether a migration of another policy that is not over moves a Service
     * @param records of this policy alone
     * @param leaving whether what is under way is to be left to whoever comes next
     */
    public ClusterSoak(
            Sources.Cluster live,
            Function<String, List<Sharer>> sharers,
            Predicate<String> moved,
            Records records,
            Effects effects,
            Clock clock,
            Watcher watcher,
            BooleanSupplier leaving) {
        this.live = live;
        this.sharers = sharers;
        this.moved = moved;
        this.records = records;
        this.executor = new Executor(effects, clock, () -> false, watcher).leaving(leaving);
        this.clock = clock;
    }

    /**
     * Costs no call, unless clients or other policies decide: where the time of a soak is over, and where an old port
     * is there that no migration takes away.
     *
     * @param found in the same pass
     * @param retire the plan that a person let end, by its hash
     */
    public Soaked pass(Reading reading, ClusterFinding found, Optional<String> retire) {
        if (!(reading instanceof Reading.Valid valid) || !(found.decision() instanceof ClusterDecision.Seen seen)) {
            return Soaked.UNKNOWN;
        }
        Policy policy = valid.policies().get(0);
        SoakEnd end = new SoakEnd(policy, new Once<>(() -> live.look(policy)), others(), seen, retire);
        List<Progress> past = found.past().all();
        return past.stream()
                        .anyMatch(progress ->
                                soaks(progress) && wait(end, progress).isEmpty())
                ? ended(end)
                : soaked(end, waits(end, past), past, seen.left(), Optional.empty());
    }

    private OtherPolicies others() {
        Map<String, ClusterFacts> known = new HashMap<>();
        return new OtherPolicies(
                sharers, moved, policy -> known.computeIfAbsent(policy.name(), name -> live.look(policy)));
    }

    /** What is remembered decides nothing here: who acts asks the records. */
    private Soaked ended(SoakEnd end) {
        List<Journal> journals = records.all();
        List<Wait> waits = new ArrayList<>();
        // What was seen before is no longer so.
        List<LeftPort> left = end.seen().left();
        for (Journal journal : journals) {
            Progress progress = Progress.of(journal.entries());
            if (soaks(progress)) {
                Optional<Wait> wait = wait(end, progress).or(() -> ended(journal));
                wait.ifPresent(waits::add);
                left = wait.isEmpty() ? List.of() : left;
            }
        }
        Past now = Past.of(journals);
        return soaked(end, waits, now.all(), left, Optional.of(now));
    }

    private Soaked soaked(SoakEnd end, List<Wait> waits, List<Progress> all, List<LeftPort> left, Optional<Past> now) {
        // A port that another policy wants leads where this one does, and is no old one.
        List<LeftPort> old = left.stream()
                .filter(port ->
                        end.others().wanting(port.service(), port.port()).isEmpty())
                .toList();
        return new Soaked(Optional.of(condition(end, waits, all, old)), again(waits), now);
    }

    /**
     * Why a soak goes on, and when to look again.
     *
     * @param ports whether old ports are what it keeps; else only the way back
     */
    private record Wait(boolean soaks, boolean ports, String reason, Instant again) {}

    private List<Wait> waits(SoakEnd end, List<Progress> all) {
        return all.stream()
                .filter(ClusterSoak::soaks)
                .flatMap(progress -> wait(end, progress).stream())
                .toList();
    }

    private Optional<Wait> wait(SoakEnd end, Progress progress) {
        if (progress.ending()) {
            return end.wantedAgain(progress).map(this::kept);
        }
        Instant over = progress.settled().plus(end.policy().soak().period());
        return clock.instant().isBefore(over)
                ? Optional.of(new Wait(true, end.removes(progress), "until " + over, over))
                : end.objection(progress).map(this::kept);
    }

    private Wait kept(String reason) {
        return new Wait(false, true, reason, clock.instant().plus(NEXT));
    }

    private static boolean soaks(Progress progress) {
        return progress.standing() == Standing.SOAKING;
    }

    private Optional<Wait> ended(Journal journal) {
        return executor.finish(journal) instanceof Outcome.Stuck stuck
                ? Optional.of(kept(stuck.reason()))
                : Optional.empty();
    }

    private static Condition condition(SoakEnd end, List<Wait> waits, List<Progress> all, List<LeftPort> left) {
        return waits.stream()
                .filter(Wait::ports)
                .findFirst()
                .map(wait -> wait.soaks() ? RetiredPorts.soaking(wait.reason()) : RetiredPorts.kept(wait.reason()))
                .orElseGet(() -> RetiredPorts.of(all, left, end::needs));
    }

    private Optional<Duration> again(List<Wait> waits) {
        return waits.stream()
                .map(wait -> Duration.between(clock.instant(), wait.again()))
                .min(Duration::compareTo);
    }
}
