package dev.berth.cycle;

import dev.berth.execute.Effects;
import dev.berth.journal.Records;
import dev.berth.journal.Rehearsals;
import dev.berth.observe.Observer;
import dev.berth.observe.Sources;
import dev.berth.policy.Policy;

/** One policy with everything that is needed to carry it out. */
public record Site(
        Policy policy,
        Observer observer,
        Sources.Pulses pulses,
        Sources.Sessions sessions,
        Effects effects,
        Records records,
        Rehearsals rehearsals) {}
