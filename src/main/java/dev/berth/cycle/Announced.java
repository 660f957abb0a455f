package dev.berth.cycle;

import dev.berth.execute.Executor;
import dev.berth.execute.Outcome;
import dev.berth.execute.Watcher;
import dev.berth.journal.Journal;

/** Walks through migrations, and has those told who want to know how each ended. */
record Announced(Executor executor, Herald herald, Watcher watcher) {
    Outcome run(Journal journal) {
        return told(journal, executor.run(journal));
    }

    Outcome recall(Journal journal, String reason) {
        return told(journal, executor.recall(journal, reason));
    }

    private Outcome told(Journal journal, Outcome outcome) {
        herald.ended(journal, outcome).forEach(watcher::untold);
        return outcome;
    }
}
