package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Old ports lead to the right databases over restarts of Docker and of containers, whatever addresses those get. */
@Timeout(240)
class AliasRestartIT {
    private static final long MARK = 41;

    private static PrivateEngine docker;

    private TinyStack stack;
    private Moored cache;
    private Moored store;

    @BeforeAll
    static void startAnEngine() {
        docker = new PrivateEngine();
        docker.load("berth-rig/redis:7");
    }

    @AfterAll
    static void endIt() {
        docker.close();
    }

    @BeforeEach
    void moveTwoDatabases() {
        stack = TinyStack.on(docker, Moored.redis("cache"), Moored.redis("store"));
        cache = stack.databases().get(0);
        store = stack.databases().get(1);
        stack.policy("mode: Never", "mode: Required");
        assertThat(cache.insert(cache.before(), MARK)).isTrue();
        stack.berth("apply", "--yes").ends(0).says("the old ports go on answering");
    }

    @AfterEach
    void removeThem() {
        stack.close();
    }

    @Test
    void theyLeadOnAfterARestartOfDocker() {
        docker.restart();

        assertEachLeadsToItsOwn();
    }

    @Test
    void theyLeadOnAfterARestartOfTheContainer() {
        docker.engine().docker("restart", "-t", "5", stack.container("cache"));

        assertEachLeadsToItsOwn();
    }

    @Test
    void theyFollowTheDatabasesThatTradeAddresses() {
        var first = address("cache");
        docker.engine().docker("stop", "-t", "5", stack.container("cache"), stack.container("store"));
        docker.engine().docker("start", stack.container("store"));
        docker.engine().docker("start", stack.container("cache"));

        assertEachLeadsToItsOwn();
        assertThat(address("cache")).isNotEqualTo(first);
    }

    private void assertEachLeadsToItsOwn() {
        stack.databases().forEach(one -> await().atMost(Duration.ofSeconds(30)).until(() -> one.answers(one.before())));
        assertThat(cache.rows(cache.before())).contains(MARK);
        assertThat(store.rows(store.before())).isNotEmpty().doesNotContain(MARK);
        stack.berth("status").ends(0).doesNotSay("no longer leads");
    }

    private String address(String service) {
        var addresses = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
        return docker.engine().docker("inspect", "-f", addresses, stack.container(service));
    }
}
