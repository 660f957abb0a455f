package dev.berth.cycle;

import dev.berth.journal.DamagedJournal;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.journal.UnwritableJournal;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Migrations kept in memory, which can be full or damaged. */
public final class MemoryRecords implements Records {
    private static final IOException NO_SPACE = new IOException("no space left on device");

    public boolean full;
    public Optional<DamagedJournal> damage = Optional.empty();

    /** Why no plan finds room in them. */
    public Optional<Refusal> objection = Optional.empty();

    /** How often somebody asked for all of them. */
    public int reads;

    private final List<Journal> journals = new ArrayList<>();
    private int opened;

    @Override
    public List<Journal> all() {
        reads++;
        damage.ifPresent(found -> {
            throw found;
        });
        return List.copyOf(journals);
    }

    @Override
    public Journal open(Instant at, Plan plan) {
        if (full) {
            throw new UnwritableJournal("no journal can be begun: no space left", NO_SPACE);
        }
        opened++;
        var journal = new Kept(plan.policy() + "-" + opened);
        journal.append(new Entry.Opened(at, plan));
        journals.add(journal);
        return journal;
    }

    @Override
    public Optional<Refusal> objection(Plan plan) {
        return objection;
    }

    @Override
    public void forget(Journal ended) {
        journals.remove(ended);
    }

    /** One migration of these. */
    private final class Kept implements Journal {
        private final String name;
        private final List<Entry> kept = new ArrayList<>();

        Kept(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<Entry> entries() {
            return List.copyOf(kept);
        }

        @Override
        public void append(List<Entry> entries) {
            if (full) {
                throw new UncheckedIOException("no space left", NO_SPACE);
            }
            kept.addAll(entries);
        }
    }
}
