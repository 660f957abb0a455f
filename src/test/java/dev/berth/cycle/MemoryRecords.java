package dev.berth.cycle;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Records;
import dev.berth.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Migrations kept in memory. */
public final class MemoryRecords implements Records {
    private final List<Journal> journals = new ArrayList<>();

    @Override
    public List<Journal> all() {
        return List.copyOf(journals);
    }

    @Override
    public Journal open(Instant at, Plan plan) {
        var journal = new Kept(plan.policy() + "-" + (journals.size() + 1), new ArrayList<>());
        journal.append(new Entry.Opened(at, plan));
        journals.add(journal);
        return journal;
    }

    private record Kept(String name, List<Entry> kept) implements Journal {
        @Override
        public List<Entry> entries() {
            return List.copyOf(kept);
        }

        @Override
        public void append(List<Entry> entries) {
            kept.addAll(entries);
        }
    }
}
