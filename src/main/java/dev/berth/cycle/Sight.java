package dev.berth.cycle;

import dev.berth.plan.Decision;
import dev.berth.plan.Mooring;
import dev.berth.plan.Stray;
import java.util.List;

/** What one look at a policy's world gave. */
public record Sight(Decision decision, List<Mooring> moorings, List<Stray> strays) {
    public Sight {
        moorings = List.copyOf(moorings);
        strays = List.copyOf(strays);
    }
}
