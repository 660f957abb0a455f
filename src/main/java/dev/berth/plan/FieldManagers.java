package dev.berth.plan;

/** Whose values berth may change: those who write by a person's command alone, and come back only when told to. */
public final class FieldManagers {
    /** Under which name berth writes. */
    public static final String OWN = "berth";

    /** What lifts it that somebody else writes a value. */
    static final String REMEDY = "change it where it is written, or apply it by kubectl or Helm";

    private FieldManagers() {}

    /** Whether what a manager wrote may be taken over; a controller of unknown habits may be no one's command. */
    public static boolean yields(String manager) {
        return manager.equals(OWN)
                || manager.equals("helm")
                || manager.equals("before-first-apply")
                || manager.equals("kubectl")
                || manager.startsWith("kubectl-");
    }
}
