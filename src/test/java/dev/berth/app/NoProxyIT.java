package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On an engine without its userland proxy old ports lead on as well, since they ask its rules. */
@Timeout(180)
class NoProxyIT {
    private static PrivateEngine docker;

    @BeforeAll
    static void startAnEngine() {
        docker = PrivateEngine.withoutProxy(new PrivateNetwork());
        docker.load("berth-rig/redis:7");
    }

    @AfterAll
    static void endIt() {
        docker.close();
    }

    @Test
    void onEveryAddressTheOldPortLeadsOnAndBackAgain() throws Exception {
        var cache = Moored.redis("cache").onEveryAddress();
        try (var stack = TinyStack.on(docker, cache)) {
            movesForthAndBack(stack, List.of(cache, cache.on("10.212.0.1")));
        }
    }

    @Test
    void onLoopbackAloneTheOldPortLeadsOnAndBackAgain() throws Exception {
        var cache = Moored.redis("cache");
        try (var stack = TinyStack.on(docker, cache)) {
            movesForthAndBack(stack, List.of(cache));
        }
    }

    private static void movesForthAndBack(TinyStack stack, List<Moored> ways) throws Exception {
        stack.hold("drain: 2s, limit: 60s");

        assertThat(Berthed.says(stack, "apply", "--yes")).contains("the old ports go on answering");

        assertThat(ways).allMatch(one -> one.rows(one.before()).equals(one.rows(one.after())));
        Berthed.says(stack, "rollback");
        stack.assertAsBefore();
    }
}
