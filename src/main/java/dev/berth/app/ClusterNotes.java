package dev.berth.app;

import dev.berth.adapter.kube.Leftovers;
import dev.berth.cycle.ClusterFinding;
import dev.berth.cycle.Finding.Ended;
import dev.berth.cycle.Tiers;
import dev.berth.cycle.Trial;
import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.PolicyEvents;
import dev.berth.plan.Protection;
import dev.berth.plan.Step;
import dev.berth.report.ClusterConditions;
import dev.berth.report.Condition;
import dev.berth.report.Happening;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What an operator does, as lines of its log, events of the cluster, and figures. */
final class ClusterNotes implements AutoCloseable {
    private final EventLog log;
    private final ClusterTally tally;
    private final PolicyEvents events;
    private final Map<Tiers.Name, String> said = new ConcurrentHashMap<>();
    private final Map<Tiers.Name, List<String>> unswept = new ConcurrentHashMap<>();
    private final Aside aside = new Aside("berth-events");

    ClusterNotes(EventLog log, ClusterTally tally, PolicyEvents events) {
        this.log = log;
        this.tally = tally;
        this.events = events;
    }

    static Tiers.Name name(DatabasePortPolicy policy) {
        return new Tiers.Name(
                policy.getMetadata().getNamespace(), policy.getMetadata().getName());
    }

    Watcher watcher(DatabasePortPolicy policy) {
        return new StepNotes(log, name(policy), new AtomicBoolean()) {
            @Override
            public void began(Step step, int number, int total) {
                super.began(step, number, total);
                if (number == 1) {
                    tell(policy, new Happening(Happening.Kind.MigrationStarted, total + " steps"));
                }
            }
        };
    }

    Watcher rehearsing(DatabasePortPolicy policy) {
        return new StepNotes(log, name(policy), new AtomicBoolean());
    }

    void rehearsed(DatabasePortPolicy policy, Trial trial) {
        var happening = Happening.rehearsed(trial.plan(), trial.name(), trial.reason());
        log.say(happening.kind().name(), name(policy), happening.note());
        tell(policy, happening);
    }

    /** What can't be removed is said once for each reason, though it is tried again and again. */
    void swept(DatabasePortPolicy policy, List<Leftovers.Found> left) {
        left.stream()
                .filter(one -> one.refusal().isEmpty())
                .forEach(one -> log.say("Swept", name(policy), one.object() + " was left behind, and is removed"));
        var refused = left.stream()
                .flatMap(one ->
                        one.refusal().stream().map(reason -> one.object() + " was left behind, and stays: " + reason))
                .toList();
        if (!refused.equals(unswept.put(name(policy), refused))) {
            refused.forEach(words -> log.warn("NotSwept", name(policy), words));
        }
    }

    /** @param run the migration that the pass ran, and how that ended */
    void passed(DatabasePortPolicy policy, ClusterFinding found, Protection protection, Optional<Ended> run) {
        tally.done();
        run.ifPresent(ended -> ended(policy, ended));
        var before = ClusterWording.conditions(policy).stream()
                .flatMap(condition -> Condition.read(
                        condition.getType(), condition.getStatus(), condition.getReason(), condition.getMessage())
                        .stream())
                .toList();
        var now = ClusterConditions.of(found.decision(), found.progress(), found.steering(), found.stuck(), protection);
        Happening.between(before, now, sameSpec(policy)).forEach(happening -> tell(policy, happening));
        say(name(policy), now);
    }

    void failed(DatabasePortPolicy policy, RuntimeException failure) {
        tally.failed();
        log.warn("PassFailed", name(policy), ClusterAccess.words(failure) + "; it is tried again");
    }

    /** Why one that was deleted is still there: said once, though it is looked at again and again. */
    void stays(DatabasePortPolicy policy, String words) {
        if (!words.equals(said.put(name(policy), words))) {
            log.say("PolicyGone", name(policy), words);
        }
    }

    void left(DatabasePortPolicy policy, String words) {
        said.remove(name(policy));
        unswept.remove(name(policy));
        log.say("PolicyGone", name(policy), words);
    }

    void ended(DatabasePortPolicy policy, Ended ended) {
        tally.endings().add(ended.outcome());
        log.say("MigrationEnded", name(policy), ended.journal().name(), words(ended));
        Happening.of(ended.journal().name(), ended.outcome()).ifPresent(happening -> tell(policy, happening));
    }

    private static String words(Ended ended) {
        if (ended.outcome() instanceof Outcome.Left left) {
            return "left to whoever leads next" + (left.step().isEmpty() ? ", who has it already" : ": " + left.step());
        }
        return ended.outcome() instanceof Outcome.Stuck stuck
                ? "stuck at " + stuck.step() + ": " + stuck.reason() + "; it is tried again"
                : Wording.of(ended);
    }

    private static boolean sameSpec(DatabasePortPolicy policy) {
        var status = policy.getStatus();
        return status != null && policy.getMetadata().getGeneration().equals(status.observedGeneration());
    }

    private void say(Tiers.Name policy, List<Condition> conditions) {
        var line = Wording.line(conditions);
        if (line.equals(said.put(policy, line))) {
            return;
        }
        if (conditions.get(0).holds()) {
            log.say("Ready", policy, line);
        } else {
            log.warn("NotReady", policy, line);
        }
    }

    private void tell(DatabasePortPolicy policy, Happening happening) {
        var at = events.now();
        aside.does(() -> events.tell(policy, happening, at)
                .ifPresent(reason -> log.warn("EventUntold", name(policy), happening.kind() + ": " + reason)));
    }

    /** Events that can't be told within some seconds are left. */
    @Override
    public void close() {
        aside.close();
    }
}
