package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.journal.Records;
import dev.berth.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The migrations of a policy for the length of one pass: read at the first question, and then no more. */
final class PassRecords {
    private final Records records;
    private @Nullable List<Journal> journals;

    PassRecords(Records records) {
        this.records = records;
    }

    Optional<Progress> newest() {
        return journals().stream().reduce((one, next) -> next).map(PassRecords::progress);
    }

    /** One that an end of berth left on its way, forth or back. */
    Optional<Journal> halfDone() {
        return journals().stream()
                .filter(journal -> {
                    Standing standing = progress(journal).standing();
                    return standing == Standing.FORWARD || standing == Standing.REVERSING;
                })
                .findFirst();
    }

    Journal open(Instant at, Plan plan) {
        Journal journal = records.open(at, plan);
        journals().add(journal);
        return journal;
    }

    private List<Journal> journals() {
        if (journals == null) {
            journals = new ArrayList<>(records.all());
        }
        return journals;
    }

    private static Progress progress(Journal journal) {
        return Progress.of(journal.entries());
    }
}
