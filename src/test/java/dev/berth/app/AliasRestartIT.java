package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Old ports lead to the right databases over restarts of Docker and of containers, whatever addresses those get: where
 * Docker's own rules lead to the container, as where its proxy does.
 */
@Timeout(240)
class AliasRestartIT {
    private static final long MARK = 41;

    /** Two ways that Docker's rules take, and one that they leave to its proxy. */
    private static final List<String> WAYS = List.of("127.0.0.1", "10.212.0.1", "::1");

    private static PrivateEngine docker;

    private TinyStack stack;
    private Moored cache;
    private Moored store;

    @BeforeAll
    static void startAnEngine() {
        docker = PrivateEngine.in(new PrivateNetwork());
        docker.load("berth-rig/redis:7");
    }

    @AfterAll
    static void endIt() {
        docker.close();
    }

    @BeforeEach
    void moveTwoDatabases() throws Exception {
        stack = TinyStack.on(
                docker,
                Moored.redis("cache").onEveryAddress(),
                Moored.redis("store").onEveryAddress());
        cache = stack.databases().get(0);
        store = stack.databases().get(1);
        stack.policy("mode: Never", "mode: Required");
        assertThat(cache.insert(cache.before(), MARK)).isTrue();
        assertThat(Berthed.says(stack, "apply", "--yes")).contains("the old ports go on answering");
    }

    @AfterEach
    void removeThem() {
        stack.close();
    }

    @Test
    void theyLeadOnAfterARestartOfDocker() throws Exception {
        docker.restart();

        assertEachLeadsToItsOwn();
    }

    @Test
    void theyLeadOnAfterARestartOfTheContainer() throws Exception {
        docker.engine().docker("restart", "-t", "5", stack.container("cache"));

        assertEachLeadsToItsOwn();
    }

    @Test
    @Tag("slow")
    void theyFollowTheDatabasesThatTradeAddresses() throws Exception {
        var first = address("cache");

        tradeAddresses("stop", "-t", "5");

        assertEachLeadsToItsOwn();
        assertThat(address("cache")).isNotEqualTo(first);
    }

    @Test
    @Tag("slow")
    void whoAsksMeanwhileIsAnsweredByTheRightDatabaseOrByNone() throws Exception {
        var wrong = new ConcurrentLinkedQueue<String>();
        var done = new AtomicBoolean();
        var callers = WAYS.stream()
                .map(way -> new Thread(() -> ask(way, done, wrong)))
                .toList();
        callers.forEach(Thread::start);

        for (int i = 0; i < 3; i++) {
            tradeAddresses("kill");
        }

        assertEachLeadsToItsOwn();
        done.set(true);
        for (var caller : callers) {
            caller.join();
        }
        assertThat(wrong).isEmpty();
    }

    private void ask(String way, AtomicBoolean done, Queue<String> wrong) {
        while (!done.get()) {
            ask(cache.on(way), true, wrong);
            ask(store.on(way), false, wrong);
        }
    }

    private static void ask(Moored one, boolean marked, Queue<String> wrong) {
        try {
            var rows = one.rows(one.before());
            if (rows.contains(MARK) != marked) {
                wrong.add(one.service() + " by " + one.hostIp() + ": " + rows);
            }
        } catch (UncheckedIOException nobodyThere) {
            // It is being started again.
        }
    }

    private void tradeAddresses(String... end) {
        var words = new java.util.ArrayList<>(List.of(end));
        words.addAll(List.of(stack.container("cache"), stack.container("store")));
        boolean cacheWasFirst = address("cache").compareTo(address("store")) < 0;
        docker.engine().docker(words.toArray(String[]::new));
        docker.engine().docker("start", stack.container(cacheWasFirst ? "store" : "cache"));
        docker.engine().docker("start", stack.container(cacheWasFirst ? "cache" : "store"));
    }

    private void assertEachLeadsToItsOwn() throws Exception {
        for (var way : WAYS) {
            var there = List.of(cache.on(way), store.on(way));
            there.forEach(one -> await().atMost(Duration.ofSeconds(30)).until(() -> one.answers(one.before())));
            assertThat(there.get(0).rows(cache.before())).contains(MARK);
            assertThat(there.get(1).rows(store.before())).isNotEmpty().doesNotContain(MARK);
        }
        assertThat(Berthed.says(stack, "status")).doesNotContain("no longer leads");
    }

    private String address(String service) {
        var addresses = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
        return docker.engine().docker("inspect", "-f", addresses, stack.container(service));
    }
}
