package dev.berth.execute.sim;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A journal that outlives the crash of whoever writes it, and whose disk can be full. */
public final class MemoryJournal implements Journal {
    private final Points points;
    private final List<Entry> entries = new ArrayList<>();
    private int appends;
    private int fullFrom = Integer.MAX_VALUE;
    private int fullTo = Integer.MAX_VALUE;

    public MemoryJournal(Points points, Plan plan) {
        this.points = points;
        entries.add(new Entry.Opened(Instant.EPOCH, plan));
    }

    /** Lets the appends from one to another fail, both counted from 1 and both included. */
    public void full(int from, int to) {
        fullFrom = from;
        fullTo = to;
    }

    /** How many appends were asked for. */
    public int appends() {
        return appends;
    }

    @Override
    public String name() {
        return "simulated-1";
    }

    @Override
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void append(List<Entry> more) {
        points.pass("before an entry");
        appends++;
        if (fullFrom <= appends && appends <= fullTo) {
            throw new UncheckedIOException(new IOException("no space left on device"));
        }
        for (var entry : more) {
            entries.add(entry);
            points.pass("after an entry");
        }
    }
}
