package dev.berth.cycle;

import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
import java.util.List;

/** Tells those whom a policy names how a migration ended; whatever comes of it changes nothing. */
public interface Herald {
    /** Tells nobody. */
    Herald SILENT = (journal, outcome) -> List.of();

    /** @return a line for each that was not told, with the reason and without the address, which may hold a token */
    List<String> ended(Journal journal, Outcome outcome);
}
