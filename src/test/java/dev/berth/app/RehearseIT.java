package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseIT {
    @TempDir
    private Path folder;

    private LiveProject project;
    private Path policy;
    private int[] before;
    private int[] after;

    @BeforeEach
    void prepare() {
        project = new LiveProject(folder);
        policy = folder.resolve("policy.yaml");
        before = new int[] {Berths.outside(), Berths.outside()};
        after = new int[] {Berths.inside(), Berths.inside()};
    }

    @AfterEach
    void removeTheProject() {
        project.close();
    }

    @Test
    void aRehearsalPassesAndLetsThePlanRun() {
        start("");
        var facts = project.facts();
        var refused = Session.run(policy, "apply", "--yes");
        assertThat(refused.code()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err()).contains("this plan was not rehearsed").contains("berth rehearse");

        var rehearsed = Session.run(policy, "rehearse");

        assertThat(rehearsed.code()).as(rehearsed.err()).isZero();
        assertThat(rehearsed.out()).contains("rehearsed forth and back");
        assertThat(project.facts()).isEqualTo(facts);
        assertNothingIsLeft(rehearsed);
        var applied = Session.run(policy, "apply", "--yes");
        assertThat(applied.code()).as(applied.err()).isZero();
    }

    @Test
    @Tag("slow")
    void aChangedPolicyWantsARehearsalOfItsOwn() throws IOException {
        start("");
        assertThat(Session.run(policy, "rehearse").code()).isZero();
        Files.writeString(policy, Files.readString(policy).replace("port: " + after[1], "port: " + Berths.inside()));

        var refused = Session.run(policy, "apply", "--yes");

        assertThat(refused.code()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err()).contains("this plan was not rehearsed");
    }

    @Test
    void aDatabaseThatNeedsItsDataIsRefusedInClearWords() {
        start("[ -f /data/seed ] || exit 9");
        var facts = project.facts();

        var refused = Session.run(policy, "rehearse");

        assertThat(refused.code()).as(refused.err()).isEqualTo(3);
        assertThat(refused.err()).contains("ended with exit code 9").contains("data that a copy does not have");
        assertThat(project.facts()).isEqualTo(facts);
        assertNothingIsLeft(refused);
    }

    @Test
    void aReplacementThatCannotStartFailsTheRehearsalAndNothingElse() {
        start("[ ! -f /data/first ] || grep -q $$HOSTNAME /data/first || exit 7; echo $$HOSTNAME > /data/first");
        var facts = project.facts();

        var failed = Session.run(policy, "rehearse");

        assertThat(failed.code()).as(failed.err()).isEqualTo(20);
        assertThat(failed.err()).contains("the rehearsal failed").contains("nothing real was touched");
        assertThat(project.facts()).isEqualTo(facts);
        assertNothingIsLeft(failed);
        assertThat(Session.run(policy, "apply", "--yes").code()).isEqualTo(3);
    }

    @Test
    @Tag("slow")
    void aRehearsalInterruptedInTheMiddleOfItsMoveLeavesNothing() {
        start("");
        var facts = project.facts();
        var asked = new AtomicInteger();

        var stopped = Session.run(() -> moving() && asked.incrementAndGet() > 12, policy, "rehearse");

        assertThat(stopped.code()).as(stopped.err()).isEqualTo(20);
        assertThat(stopped.err()).contains("interrupted");
        assertThat(project.facts()).isEqualTo(facts);
        assertNothingIsLeft(stopped);
    }

    private boolean moving() {
        try (var files = Files.walk(folder.resolve(".berth/rehearsals"))) {
            return files.anyMatch(file -> file.toString().endsWith(".journal"));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aRehearsalInterruptedWhileItsCopiesComeUpLeavesNothing() {
        start("");
        var facts = project.facts();

        var stopped = Session.run(() -> true, policy, "rehearse");

        assertThat(stopped.code()).as(stopped.err()).isEqualTo(3);
        assertThat(stopped.err()).contains("interrupted");
        assertThat(project.facts()).isEqualTo(facts);
        assertNothingIsLeft(stopped);
    }

    @Test
    @Tag("slow")
    void whatAKilledRehearsalLeftIsSweptByTheNext() throws IOException {
        start("");
        var id = "0123abcd";
        var stage = "berth-rehearsal-" + id;
        var label = "dev.berth.rehearsal=" + id;
        Shell.docker("volume", "create", "--label", label, stage + "-" + project.name + "-0");
        Shell.docker(
                "run",
                "-d",
                "--label",
                label,
                "--name",
                stage + "-" + project.name,
                "-v",
                stage + "-" + project.name + "-0:/data",
                "berth-rig/redis:7");
        var left = folder.resolve(".berth/rehearsals/rehearsal-" + id);
        Files.createDirectories(left);
        Files.writeString(left.resolve("engine"), "unix:///var/run/docker.sock");

        var rehearsed = Session.run(policy, "rehearse");

        assertThat(rehearsed.code()).as(rehearsed.err()).isZero();
        assertNothingIsLeft(rehearsed);
    }

    private void assertNothingIsLeft(Session session) {
        var id = session.err().replaceAll("(?s).*as berth-rehearsal-([0-9a-f]{8}).*", "$1");
        assertThat(id).as(session.err()).hasSize(8);
        assertThat(Shell.lines("network", "ls", "-q", "--filter", "label=dev.berth.rehearsal=" + id))
                .isEmpty();
        assertThat(project.leftovers()).isEmpty();
        assertThat(folder.resolve(".berth/rehearsals")).isDirectoryNotContaining("glob:**/rehearsal-*");
    }

    /** @param gate what the cache's container does before its server starts; its own volume has a seed */
    private void start(String gate) {
        var entrypoint = gate.isEmpty()
                ? ""
                : "    entrypoint: [bash, -c, '" + gate + "; exec docker-entrypoint.sh redis-server']\n";
        project.file("secrets/orders", "s3cret-orders\n")
                .file(".env", "ORDERS_PORT=" + before[0] + "\nCACHE_PASSWORD=s3cret-cache\n")
                .file("client/config.js", "const port = process.env.PORT || " + before[0] + ";\n")
                .file("prometheus.yml", prometheus())
                .file("docker-compose.yml", compose(entrypoint))
                .file("policy.yaml", policy());
        if (!gate.isEmpty()) {
            Shell.docker("volume", "create", project.name + "-cache");
            Shell.docker(
                    "run",
                    "--rm",
                    "--name",
                    project.name + "-seed",
                    "--entrypoint",
                    "touch",
                    "-v",
                    project.name + "-cache:/data",
                    "berth-rig/redis:7",
                    "/data/seed");
        }
        project.up();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var health = Session.run(policy, "health");
            assertThat(health.code()).as(health.out() + health.err()).isZero();
        });
    }

    private String prometheus() {
        return String.join(
                "\n",
                "scrape_configs:",
                "  - job_name: cache",
                "    static_configs:",
                "      - targets: ['localhost:" + before[1] + "']",
                "");
    }

    private String compose(String entrypoint) {
        return String.join(
                "\n",
                List.of(
                        "services:",
                        "  orders:",
                        "    image: berth-rig/postgres:15",
                        "    restart: unless-stopped",
                        "    environment: {POSTGRES_USER: app, POSTGRES_PASSWORD_FILE: /run/secrets/orders}",
                        "    secrets: [orders]",
                        "    ports: ['${ORDERS_PORT:-" + before[0] + "}:5432']",
                        "    volumes: ['orders:/var/lib/postgresql/data']",
                        "  cache:",
                        "    image: berth-rig/redis:7",
                        entrypoint + "    environment: {REDIS_PASSWORD: '${CACHE_PASSWORD}'}",
                        "    ports: ['" + before[1] + ":6379']",
                        "    volumes: ['cache:/data']",
                        "secrets: {orders: {file: secrets/orders}}",
                        "volumes: {orders: {name: PROJECT-orders}, cache: {name: PROJECT-cache}}",
                        ""));
    }

    private String policy() {
        return String.join(
                "\n",
                List.of(
                        "apiVersion: berth.dev/v1alpha1",
                        "kind: DatabasePortPolicy",
                        "metadata: {name: PROJECT, namespace: it}",
                        "spec:",
                        "  mode: Enforce",
                        "  docker: {project: PROJECT, composeFiles: [docker-compose.yml], envFile: .env}",
                        "  databases:",
                        "    - name: orders",
                        "      engine: PostgreSQL",
                        "      service: orders",
                        "      ports: [{name: sql, target: 5432, port: " + after[0] + ", variable: ORDERS_PORT}]",
                        "      credentials: {user: {value: app}, password: {file: secrets/orders}}",
                        "    - name: cache",
                        "      engine: Redis",
                        "      service: cache",
                        "      ports: [{name: redis, target: 6379, port: " + after[1] + "}]",
                        "      credentials: {password: {env: CACHE_PASSWORD}}",
                        "  clients:",
                        "    - name: web",
                        "      uses: [orders]",
                        "      files: [{path: client/config.js, find: '|| " + before[0]
                                + "', replace: '|| {{orders.sql}}', times: 1}]",
                        "  prometheus: {file: prometheus.yml}",
                        "  rollout: {rehearse: Required}",
                        ""));
    }
}
