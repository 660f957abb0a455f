package dev.berth.operator;

import dev.berth.journal.Entry;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.operator.MigrationStatus.Phase;
import dev.berth.report.Condition.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes down as status how far a migration came. */
final class MigrationReading {
    private MigrationReading() {}

    static MigrationStatus of(PortMigration object, Progress progress, List<Entry> entries) {
        boolean arrived = progress.reversal().isEmpty()
                && (progress.standing() == Standing.SOAKING || progress.standing() == Standing.CLOSED);
        boolean moving = progress.underWay();
        return new MigrationStatus(
                object.getMetadata().getGeneration(),
                phase(progress),
                arrived ? object.getSpec().berths() : 0,
                entries.stream().skip(1).map(EntryText::of).toList(),
                List.of(
                        condition("Ready", arrived, arrived ? Reason.Arrived : Reason.NotArrived, object, progress),
                        condition("Reconciling", moving, moving ? Reason.UnderWay : Reason.AtRest, object, progress)));
    }

    private static Phase phase(Progress progress) {
        boolean back = progress.reversal().isPresent();
        return switch (progress.standing()) {
            case FORWARD, REVERSING -> Phase.RUNNING;
            case SOAKING -> Phase.SOAKING;
            case CLOSED -> back ? Phase.ROLLED_BACK : Phase.MIGRATED;
        };
    }

    private static Condition condition(
            String type, boolean holds, Reason reason, PortMigration object, Progress progress) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(holds ? "True" : "False")
                .withReason(reason.name())
                .withMessage("")
                .withObservedGeneration(object.getMetadata().getGeneration())
                .withLastTransitionTime(
                        progress.settled().truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
    }
}
