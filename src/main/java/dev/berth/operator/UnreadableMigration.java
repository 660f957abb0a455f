package dev.berth.operator;

import dev.berth.plan.Decision.Refusal;
import java.io.Serial;
import java.util.Objects;

/** A PortMigration that this version of berth can't read; until it can, or it is gone, nothing of its policy is done. */
public final class UnreadableMigration extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String namespace;
    private final String name;
    private final String policy;

    UnreadableMigration(PortMigration object, RuntimeException unknown) {
        super("PortMigration " + object.getMetadata().getName() + " can't be read: " + words(unknown), unknown);
        this.namespace = object.getMetadata().getNamespace();
        this.name = object.getMetadata().getName();
        this.policy = object.getSpec().policy();
    }

    /** Why its policy is left alone, and what would change that. */
    public Refusal refusal() {
        return new Refusal(
                policy,
                String.valueOf(getMessage()),
                "run the version of berth that wrote it; or kubectl -n " + namespace + " delete portmigration " + name
                        + ", after which nothing of it goes on or back, and what it did to Services and workloads stays");
    }

    /** The first line: what follows tells of places in the text, which is long. */
    private static String words(RuntimeException unknown) {
        Throwable told = Objects.requireNonNullElse(unknown.getCause(), unknown);
        return String.valueOf(told.getMessage()).lines().findFirst().orElse("");
    }
}
