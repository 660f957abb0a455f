package dev.berth.bench;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Measures where a migration's time goes: each step's looking and acting, and the journal. */
final class Stopwatch {
    private final Map<String, List<Double>> laps = new LinkedHashMap<>();
    private final List<Double> journalShares = new ArrayList<>();
    private final List<Double> journalMillis = new ArrayList<>();
    private double journal;
    private boolean running;

    /** Milliseconds a lap, by what was done, in the order of the steps. */
    Map<String, List<Double>> laps() {
        return laps;
    }

    /** What part of each migration the journal took. */
    List<Double> journalShares() {
        return journalShares;
    }

    /** How long each migration waited for its journal. */
    List<Double> journalMillis() {
        return journalMillis;
    }

    /** Whole runs count; what is done outside of them does not. */
    void migration(Runnable run) {
        journal = 0;
        running = true;
        long start = System.nanoTime();
        run.run();
        journalMillis.add(journal);
        journalShares.add(journal / ((System.nanoTime() - start) / 1e6));
        running = false;
    }

    Effects watch(Effects effects) {
        return (migration, plan, step, evidence) ->
                new WatchedEffect(kind(step), effects.of(migration, plan, step, evidence));
    }

    Records watch(Records records) {
        return new Records() {
            @Override
            public List<Journal> all() {
                return records.all().stream().<Journal>map(WatchedJournal::new).toList();
            }

            @Override
            public Journal open(Instant at, Plan plan) {
                return new WatchedJournal(journaled(() -> records.open(at, plan)));
            }
        };
    }

    private static String kind(Step step) {
        return step.id().replaceFirst("^.*/", "");
    }

    private <T> T journaled(Supplier<T> call) {
        long start = System.nanoTime();
        var result = call.get();
        double millis = lap("journal, wait for the disk", start);
        journal += millis;
        return result;
    }

    private double lap(String name, long start) {
        double millis = (System.nanoTime() - start) / 1e6;
        if (running) {
            laps.computeIfAbsent(name, each -> new ArrayList<>()).add(millis);
        }
        return millis;
    }

    /** A journal whose appends are timed. */
    private final class WatchedJournal implements Journal {
        private final Journal journal;

        WatchedJournal(Journal journal) {
            this.journal = journal;
        }

        @Override
        public String name() {
            return journal.name();
        }

        @Override
        public List<Entry> entries() {
            return journal.entries();
        }

        @Override
        public void append(List<Entry> entries) {
            journaled(() -> {
                journal.append(entries);
                return entries;
            });
        }
    }

    /** An effect whose calls are timed. */
    private final class WatchedEffect implements Effect {
        private final String kind;
        private final Effect effect;

        WatchedEffect(String kind, Effect effect) {
            this.kind = kind;
            this.effect = effect;
        }

        @Override
        public boolean holds() {
            long start = System.nanoTime();
            boolean holds = effect.holds();
            lap(kind + ", look", start);
            return holds;
        }

        @Override
        public Attempt apply() {
            long start = System.nanoTime();
            var attempt = effect.apply();
            lap(kind, start);
            return attempt;
        }

        @Override
        public Attempt undo() {
            return effect.undo();
        }
    }
}
