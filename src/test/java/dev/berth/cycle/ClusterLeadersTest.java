package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Outcome;
import dev.berth.execute.sim.Quiet;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.journal.Records;
import dev.berth.journal.TakenOver;
import dev.berth.journal.UnwritableJournal;
import dev.berth.observe.ClusterFacts;
import dev.berth.plan.Plan;
import dev.berth.plan.PolicyWith;
import dev.berth.plan.ServiceStep.AddPorts;
import dev.berth.plan.ServiceStep.BridgePorts;
import dev.berth.plan.ServiceStep.RemoveBridge;
import dev.berth.plan.Step;
import dev.berth.policy.Policy;
import dev.berth.policy.Policy.Mode;
import dev.berth.policy.Reading;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Two leaders after each other over one policy: the first ends at every point there is, before and after each entry and each
 * effect; killed, or cut off so that it wakes up once the second has been at work.
 */
class ClusterLeadersTest {
    private static final Policy SHOP = PolicyWith.mode(ClusterPolicy.SHOP, Mode.ENFORCE);
    private static final Policy CHANGED = PolicyWith.fingerprint(PolicyWith.mode(SHOP, Mode.OBSERVE), "changed");

    @Test
    void theSecondGoesOnWhereverTheFirstWasKilled() {
        everyPoint(point -> {
            var world = new World();
            world.killed(point, SHOP);

            world.leader(() -> {}).act(reading(SHOP), Orders.NONE, found -> {});

            world.assertArrived();
        });
    }

    @Test
    void theSecondGoesBackWhereThePolicyChangedMeanwhile() {
        everyPoint(point -> {
            var world = new World();
            world.killed(point, SHOP);

            world.leader(() -> {}).act(reading(CHANGED), Orders.NONE, found -> {});

            world.assertAsBeforeOrArrived();
        });
    }

    @Test
    void aThirdTakesTheWayBackToItsEndWhereverTheSecondWasKilled() {
        everyPoint(first -> everyPoint(second -> {
            var world = new World();
            world.killed(first, SHOP);
            world.killed(second, CHANGED);

            world.leader(() -> {}).act(reading(CHANGED), Orders.NONE, found -> {});

            world.assertAsBeforeOrArrived();
        }));
    }

    @Test
    void aLeaderThatWakesUpLateEndsTheCallThatItWasInAndDoesNothingMore() {
        everyPoint(point -> {
            var world = new World();
            int[] changes = {0};
            var late = world.leader(world.at(point, () -> {
                world.leader(() -> {}).act(reading(SHOP), Orders.NONE, found -> {});
                changes[0] = world.changes;
            }));

            var outcome = advance(late);

            assertThat(world.changes - changes[0]).isLessThanOrEqualTo(1);
            assertThat(world.journals).hasSize(1);
            assertThat(world.standing()).isEqualTo(Standing.SOAKING);
            assertThat(world.added).isTrue();
            assertThat(outcome).isInstanceOfAny(Outcome.Left.class, Outcome.Migrated.class);
        });
    }

    /** It may have been a person who touched the object, and then nobody else goes on. */
    @Test
    void whoseJournalWasWrittenBySomebodyElseLooksAgain() {
        var world = new World();
        var late =
                world.leader(world.at(10, () -> world.leader(() -> {}).act(reading(SHOP), Orders.NONE, found -> {})));

        var found = late.act(reading(SHOP), Orders.NONE, before -> {});

        assertThat(late.ended().map(Finding.Ended::outcome)).containsInstanceOf(Outcome.Left.class);
        assertThat(found.again()).isPresent();
    }

    /** A migration that can't even be opened leaves the pass to be made again. */
    private static Outcome advance(ClusterCycle cycle) {
        try {
            cycle.act(reading(SHOP), Orders.NONE, found -> {});
            return cycle.ended().map(Finding.Ended::outcome).orElseThrow();
        } catch (UnwritableJournal taken) {
            return new Outcome.Left("");
        }
    }

    private static void everyPoint(Consumer<Integer> trial) {
        var whole = new World();
        int[] points = {0};
        whole.leader(() -> points[0]++).act(reading(SHOP), Orders.NONE, found -> {});
        assertThat(points[0]).isGreaterThan(20);
        for (int point = 1; point <= points[0]; point++) {
            trial.accept(point);
        }
    }

    private static Reading reading(Policy policy) {
        return new Reading.Valid(List.of(policy));
    }

    /** What outlives every leader: the Service, berth's slices, and the records, whose every version is written once. */
    private static final class World {
        private final List<Kept> journals = new ArrayList<>();
        private boolean added;
        private boolean bridged;
        private int changes;

        /** @param point told of each point that this leader comes by */
        ClusterCycle leader(Runnable point) {
            return new ClusterCycle(
                    policy -> facts(),
                    policy -> facts(),
                    new Seen(point),
                    new OneByOne(),
                    (migration, plan, step, evidence) -> new Deed(step, point),
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                    new Quiet(),
                    () -> false);
        }

        void killed(int point, Policy policy) {
            try {
                leader(at(point, () -> {
                            throw new Killed();
                        }))
                        .act(reading(policy), Orders.NONE, found -> {});
            } catch (Killed end) {
                // As intended; where it came to its end before that point, nothing is left to do.
            }
        }

        Runnable at(int point, Runnable deed) {
            int[] passed = {0};
            return () -> {
                passed[0]++;
                if (passed[0] == point) {
                    deed.run();
                }
            };
        }

        void assertArrived() {
            assertThat(added).isTrue();
            assertThat(bridged).isFalse();
            assertThat(journals).hasSize(1);
            assertThat(standing()).isEqualTo(Standing.SOAKING);
        }

        void assertAsBeforeOrArrived() {
            assertThat(bridged).isFalse();
            assertThat(journals).hasSizeLessThanOrEqualTo(1);
            assertThat(added).isEqualTo(!journals.isEmpty() && standing() == Standing.SOAKING);
        }

        private Standing standing() {
            return Progress.of(journals.get(0).entries).standing();
        }

        private ClusterFacts facts() {
            return added ? ClusterPolicy.facts("sql-5432", 5432, "sql-7000", 7000) : ClusterPolicy.facts("", 5432);
        }

        private static final class Kept {
            private final String name;
            private List<Entry> entries;

            private Kept(String name, List<Entry> entries) {
                this.name = name;
                this.entries = entries;
            }
        }

        /** The records as one leader sees them, who names a new one after those that it has read. */
        private final class Seen implements Records {
            private final Runnable point;
            private int read;

            private Seen(Runnable point) {
                this.point = point;
            }

            @Override
            public List<Journal> all() {
                read = journals.size();
                return journals.stream().<Journal>map(Page::new).toList();
            }

            @Override
            public Journal open(Instant at, Plan plan) {
                point.run();
                var kept = new Kept("shop-" + (read + 1), List.of(new Entry.Opened(at, plan)));
                if (journals.stream().anyMatch(other -> other.name.equals(kept.name))) {
                    throw new UnwritableJournal("the name is taken", new IOException());
                }
                journals.add(kept);
                var page = new Page(kept);
                point.run();
                return page;
            }

            /** One journal in the version that was read; an append to an older one is refused. */
            private final class Page implements Journal {
                private final Kept kept;
                private List<Entry> known;

                private Page(Kept kept) {
                    this.kept = kept;
                    this.known = kept.entries;
                }

                @Override
                public String name() {
                    return kept.name;
                }

                @Override
                public List<Entry> entries() {
                    return known;
                }

                @Override
                public void append(List<Entry> more) {
                    point.run();
                    if (kept.entries != known) {
                        throw new TakenOver("another version is there", new IllegalStateException());
                    }
                    var all = new ArrayList<>(known);
                    all.addAll(more);
                    known = List.copyOf(all);
                    kept.entries = known;
                    point.run();
                }
            }
        }

        /** One step on the Service. */
        private final class Deed implements Effect {
            private final Step step;
            private final Runnable point;

            private Deed(Step step, Runnable point) {
                this.step = step;
                this.point = point;
            }

            @Override
            public boolean holds() {
                return step instanceof AddPorts && added;
            }

            @Override
            public Attempt apply() {
                return made(true);
            }

            @Override
            public Attempt undo() {
                return made(false);
            }

            private Attempt made(boolean forth) {
                point.run();
                changes++;
                if (step instanceof AddPorts) {
                    added = forth;
                } else if (step instanceof BridgePorts) {
                    bridged = forth;
                } else if (step instanceof RemoveBridge) {
                    bridged = !forth;
                }
                point.run();
                return Attempt.done();
            }
        }
    }

    /** No leader survives that. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }
}
