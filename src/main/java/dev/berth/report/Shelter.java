package dev.berth.report;

import dev.berth.plan.Protection;
import dev.berth.plan.Stray;
import dev.berth.report.Condition.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** Words how well the protected range is kept for what policies declare. */
public final class Shelter {
    private static final int NAMED = 20;

    private Shelter() {}

    /** Of a host: whether the range holds nothing else. */
    public static Condition of(List<Stray> strays) {
        return strays.isEmpty()
                ? new Condition("Protected", true, Reason.NoStray, "")
                : new Condition(
                        "Protected",
                        false,
                        Reason.StrayFound,
                        strays.stream().map(Stray::toString).collect(Collectors.joining(", ")));
    }

    /** Of the namespace of a policy in a cluster. */
    static Condition of(Protection protection) {
        if (protection.strays().isEmpty()) {
            return new Condition(
                    "Protected",
                    protection.guard() == Protection.Guard.REFUSING,
                    reason(protection.guard()),
                    guard(protection));
        }
        String strays = named(protection.strays());
        return new Condition(
                "Protected",
                false,
                Reason.StrayFound,
                protection.guard() == Protection.Guard.REFUSING ? strays : strays + "; " + guard(protection));
    }

    private static String named(List<Stray> strays) {
        String first = strays.stream().limit(NAMED).map(Stray::toString).collect(Collectors.joining(", "));
        return strays.size() <= NAMED ? first : first + " and " + (strays.size() - NAMED) + " more";
    }

    private static Reason reason(Protection.Guard guard) {
        return switch (guard) {
            case ABSENT -> Reason.NotGuarded;
            case BLIND -> Reason.Unregistered;
            case WARNING -> Reason.OnlyWarned;
            case REFUSING -> Reason.NoStray;
        };
    }

    private static String guard(Protection protection) {
        String why = protection.particulars();
        return switch (protection.guard()) {
            case ABSENT -> why + " (docs/guard.md)";
            case BLIND ->
                "the guard goes by the register as it was written last, or lets everything pass where there"
                        + " is none: " + why;
            case WARNING -> "the guard warns and refuses nothing (docs/guard.md)";
            case REFUSING -> "";
        };
    }
}
