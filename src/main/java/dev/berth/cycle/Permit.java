package dev.berth.cycle;

import java.util.Optional;

/** A person's word that one plan may run, once. */
public interface Permit {
    /** Of the plan that it names. */
    String hash();

    /** Uses it up, so that nothing else runs by it; empty where it has been taken back meanwhile. */
    Optional<Approval> use();
}
