package dev.berth.report;

import java.util.List;

/** What a command tells its caller in one number; other tools rely on these. */
public enum ExitCode {
    /** Done, or nothing to do; a rollback that a person asked for too. */
    OK(0),
    /** A bug, or a fault that no rule foresaw. */
    UNEXPECTED(1),
    /** Wrong usage or an invalid policy; every violation stands on stderr. */
    INVALID(2),
    /** Nothing was changed; the reason and what would lift it stand in the output. */
    REFUSED(3),
    /** {@code plan} alone: changes are pending. */
    PENDING(10),
    /** {@code check} alone: there are findings. */
    FINDINGS(11),
    /** {@code apply} failed and took everything back: as before the run. */
    ROLLED_BACK(20),
    /** Neither forth nor back; what a person should do stands in the output. */
    STUCK(21);

    private static final List<ExitCode> SEVERITY =
            List.of(OK, PENDING, FINDINGS, REFUSED, INVALID, ROLLED_BACK, STUCK, UNEXPECTED);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The one of the two that a person should hear of first: of several policies, the worst decides. */
    public ExitCode or(ExitCode other) {
        return SEVERITY.indexOf(this) >= SEVERITY.indexOf(other) ? this : other;
    }
}
