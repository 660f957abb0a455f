package dev.berth.adapter.net;

import dev.berth.engine.Login;
import dev.berth.policy.PgBouncer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The guards that this process has posted, one a pooler. */
final class Guards {
    private final String mainClass;
    private final Map<PgBouncer, Guard> posted = new ConcurrentHashMap<>();

    /** @param mainClass what starts one: it does as {@link GuardDuty} says */
    Guards(String mainClass) {
        this.mainClass = mainClass;
    }

    /** From now on somebody lets the pooler's clients go at the limit, unless dismissed before. */
    void post(PgBouncer pooler, Login login, Duration limit) throws IOException {
        dismiss(pooler);
        var guard = Guard.start(mainClass, pooler, login, limit);
        posted.put(pooler, guard);
        guard.arm();
    }

    void dismiss(PgBouncer pooler) {
        Optional.ofNullable(posted.remove(pooler)).ifPresent(Guard::dismiss);
    }
}
