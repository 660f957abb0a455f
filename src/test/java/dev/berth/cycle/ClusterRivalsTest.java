package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.sim.Quiet;
import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Rival;
import dev.berth.plan.Bar;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Plan;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Policy;
import dev.berth.policy.Policy.Mode;
import dev.berth.policy.Reading;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two policies that would move one Service, neither of which sees that the other comes first, in one process. */
@Timeout(60)
class ClusterRivalsTest {
    private static final Policy FIRST = PolicyWith.mode(PolicyWith.name(ClusterPolicy.SHOP, "first"), Mode.ENFORCE);
    private static final Policy SECOND = PolicyWith.mode(PolicyWith.name(ClusterPolicy.SHOP, "second"), Mode.ENFORCE);

    private final OneByOne turns = new OneByOne();
    private final MemoryRecords ofFirst = new MemoryRecords();
    private final MemoryRecords ofSecond = new MemoryRecords();
    private final AtomicInteger looks = new AtomicInteger();
    private final CompletableFuture<ClusterFinding> found = new CompletableFuture<>();
    private final Thread second = new Thread(() -> found.complete(act(SECOND, this::seen, ofSecond)));

    @Test
    void whoAsksWhileTheOtherOpensFindsItsMigration() {
        act(FIRST, this::unseen, new Slow());

        var decision = (ClusterDecision.Seen) found.join().decision();
        assertThat(ofFirst.all()).hasSize(1);
        assertThat(ofSecond.all()).isEmpty();
        assertThat(decision.bar().map(Bar::kind)).contains(Bar.Kind.CONFLICTING);
    }

    private ClusterFacts unseen() {
        return ClusterPolicy.facts("sql", 5432);
    }

    private ClusterFacts seen() {
        var open = ofFirst.all().stream()
                .map(journal -> Rival.policy("main", "first", Optional.of(journal.name())))
                .toList();
        looks.incrementAndGet();
        return unseen().beside(open);
    }

    private interface Look {
        ClusterFacts now();
    }

    private ClusterFinding act(Policy policy, Look look, Records records) {
        return new ClusterCycle(
                        wanted -> unseen(),
                        wanted -> look.now(),
                        records,
                        turns,
                        (migration, plan, step, evidence) -> new Done(),
                        Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC),
                        new Quiet(),
                        () -> false)
                .act(new Reading.Valid(List.of(policy)), Orders.NONE, found -> {});
    }

    /** Those of the first, which opens none before the second has asked for the last time, or waits. */
    private final class Slow implements Records {
        @Override
        public List<Journal> all() {
            return ofFirst.all();
        }

        @Override
        public Journal open(Instant at, Plan plan) {
            second.start();
            await().until(() -> looks.get() >= 2 || second.getState() == Thread.State.WAITING);
            return ofFirst.open(at, plan);
        }
    }

    private static final class Done implements Effect {
        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public Attempt apply() {
            return Attempt.done();
        }

        @Override
        public Attempt undo() {
            return Attempt.done();
        }
    }
}
