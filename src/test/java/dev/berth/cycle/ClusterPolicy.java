package dev.berth.cycle;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Band;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Hold;
import dev.berth.policy.KubernetesTarget;
import dev.berth.policy.Mark;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollback;
import dev.berth.policy.Rollout;
import dev.berth.policy.Soak;
import dev.berth.policy.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A policy of a cluster with one PostgreSQL, wanted at 7000, and what is seen of its Service. */
public final class ClusterPolicy {
    private static final Mark MARK = new Mark("shop/shop", 1);

    public static final Policy SHOP = asking(Optional.empty());

    private ClusterPolicy() {}

    /** The same with a login. */
    public static Policy asking(Credentials login) {
        return asking(Optional.of(login));
    }

    /** The same, whose database wants a login. */
    public static Policy withLogin() {
        return asking(Credentials.NONE);
    }

    private static Policy asking(Optional<Credentials> login) {
        return new Policy(
                "shop",
                "shop",
                MARK,
                "",
                "fingerprint",
                Policy.Mode.OBSERVE,
                Band.DEFAULTS,
                new KubernetesTarget(),
                List.of(new Database(
                        "main",
                        EngineKind.POSTGRESQL,
                        new Database.Runner.Service("main"),
                        List.of(new Database.Port("sql", 5432, 7000, Optional.empty(), MARK)),
                        login,
                        Optional.empty(),
                        MARK)),
                List.of(),
                Optional.empty(),
                Rollout.FREE,
                new Hold(Hold.Mode.AUTO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
                Optional.empty(),
                new Verification(Verification.Fingerprint.FAST, 50),
                new Soak(Duration.ZERO, Soak.Retire.WHEN_UNUSED),
                new Rollback(Rollback.Scope.BERTH, Duration.ZERO),
                List.of());
    }

    /** Its Service with ports that lead to the database, each as a name and a number. */
    public static ClusterFacts facts(Object... namesAndPorts) {
        var ports = new ArrayList<ClusterFacts.Port>();
        for (int i = 0; i < namesAndPorts.length; i += 2) {
            ports.add(new ClusterFacts.Port(
                    (String) namesAndPorts[i], (Integer) namesAndPorts[i + 1], "5432", Optional.of(5432)));
        }
        return new ClusterFacts(List.of(new ClusterFacts.Service(
                "main", "ClusterIP", false, "10.0.0.1", Optional.empty(), List.of("helm"), ports, 1)));
    }
}
