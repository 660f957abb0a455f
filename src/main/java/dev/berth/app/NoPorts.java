package dev.berth.app;

import dev.berth.execute.Attempt;
import dev.berth.execute.LeadingPorts;
import dev.berth.observe.Alias;
import dev.berth.observe.Observation;
import dev.berth.policy.Policy;
import java.util.List;

/** Old ports where none leads on, and where none is to. */
record NoPorts() implements LeadingPorts {
    @Override
    public Observation<List<Alias>> led(Policy policy) {
        return new Observation.Seen<>(List.of());
    }

    @Override
    public Attempt lead(Policy policy, List<Alias> aliases) {
        return Attempt.done();
    }

    @Override
    public List<Alias> sweep(Policy policy) {
        return List.of();
    }
}
