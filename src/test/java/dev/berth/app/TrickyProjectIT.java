package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A project that is put together in every way that Compose has; the compose plugin itself says whether it is in order. */
@Timeout(180)
class TrickyProjectIT {
    @TempDir
    private Path folder;

    private final Moored extended = Moored.redis("extended");
    private final Moored inherited = Moored.redis("inherited");
    private final Moored overridden = Moored.redis("overridden");
    private final Moored included = Moored.redis("included");
    private final Moored profiled = Moored.redis("profiled");
    private final List<Moored> databases = List.of(extended, inherited, overridden, included, profiled);

    private LiveProject project;
    private Path policy;

    @BeforeEach
    void aProjectOfManyParts() {
        project = new LiveProject(folder)
                .file(".env", "EXTENDED_PORT=" + extended.before() + "\nCOLOUR=red\n")
                .file("shared.env", "FROM_A_FILE=${COLOUR}\n")
                .file("compose.yaml", compose())
                .file("compose.over.yaml", override())
                .file("parts/base.yaml", base())
                .file("parts/included.yaml", include())
                .file("policy.yaml", policy());
        policy = folder.resolve("policy.yaml");
        up();
        databases.forEach(
                one -> Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> one.insert(one.before(), 1)));
    }

    @AfterEach
    void removeIt() {
        project.remove(files());
    }

    @Test
    void theNextUpFindsNothingToDoOnTheNewPortsNorOnTheOld() {
        var before = project.facts();

        var applied = Session.run(policy, "apply", "--yes");

        assertThat(applied.code()).as(applied.out() + applied.err()).isZero();
        assertThat(databases)
                .allSatisfy(one -> assertThat(one.rows(one.after())).containsExactly(1L));
        assertUpFindsNothingToDo();
        var back = Session.run(policy, "rollback");
        assertThat(back.code()).as(back.out() + back.err()).isZero();
        assertThat(databases)
                .allSatisfy(one -> assertThat(one.rows(one.before())).containsExactly(1L));
        assertUpFindsNothingToDo();
        assertThat(texts(project.facts())).isEqualTo(texts(before));
    }

    private void assertUpFindsNothingToDo() {
        var facts = project.facts();
        up();
        assertThat(project.facts()).isEqualTo(facts);
    }

    /** Of the facts, what the files say. */
    private static List<String> texts(List<String> facts) {
        return facts.stream().filter(fact -> fact.contains("\n")).toList();
    }

    private void up() {
        project.compose(Stream.concat(Stream.of(files()), Stream.of("up", "-d")).toArray(String[]::new));
    }

    private String[] files() {
        return new String[] {
            "-f", folder.resolve("compose.yaml").toString(),
            "-f", folder.resolve("compose.over.yaml").toString(),
            "--profile", "extra"
        };
    }

    private String compose() {
        return String.join(
                "\n",
                "include: [{path: parts/included.yaml}]",
                "x-common: &common",
                "  image: berth-rig/redis:7",
                "  command: [redis-server, --appendonly, 'yes']",
                "services:",
                "  extended:",
                "    extends: {file: parts/base.yaml, service: base}",
                "    env_file: [shared.env]",
                "    ports: ['127.0.0.1:${EXTENDED_PORT}:6379']",
                "    volumes: ['extended:/data']",
                "  inherited:",
                "    extends: {file: parts/base.yaml, service: published}",
                "    volumes: ['inherited:/data']",
                "  overridden:",
                "    <<: *common",
                "    volumes: ['overridden:/data']",
                "  profiled:",
                "    <<: *common",
                "    profiles: [extra]",
                "    ports: [{target: 6379, published: " + profiled.before() + ", host_ip: 127.0.0.1}]",
                "    volumes: ['profiled:/data']",
                "volumes: {extended: {}, inherited: {}, overridden: {}, profiled: {}}",
                "");
    }

    private String override() {
        return String.join(
                "\n",
                "services:",
                "  extended: {environment: {COLOUR: '${COLOUR}'}, labels: {paint: '${COLOUR:-none}'}}",
                "  overridden: {ports: ['127.0.0.1:" + overridden.before() + ":6379']}",
                "");
    }

    private String base() {
        return String.join(
                "\n",
                "services:",
                "  base:",
                "    image: berth-rig/redis:7",
                "    command: [redis-server, --appendonly, 'yes']",
                "    restart: unless-stopped",
                "  published:",
                "    extends: base",
                "    ports: ['127.0.0.1:" + inherited.before() + ":6379']",
                "");
    }

    private String include() {
        return String.join(
                "\n",
                "services:",
                "  included:",
                "    image: berth-rig/redis:7",
                "    command: [redis-server, --appendonly, 'yes']",
                "    ports: ['127.0.0.1:${INCLUDED_PORT:-" + included.before() + "}:6379']",
                "    volumes: ['included:/data']",
                "volumes: {included: {}}",
                "");
    }

    private String policy() {
        var text = new StringBuilder(String.join(
                "\n",
                "apiVersion: berth.dev/v1alpha1",
                "kind: DatabasePortPolicy",
                "metadata: {name: tricky}",
                "spec:",
                "  bands: [{name: all, from: 7000, to: 7999}]",
                "  docker: {project: PROJECT, composeFiles: [compose.yaml, compose.over.yaml]}",
                "  databases:",
                ""));
        databases.forEach(one -> text.append("    - {name: ")
                .append(one.service())
                .append(", engine: Redis, service: ")
                .append(one.service())
                .append(", ports: [{name: redis, target: 6379, port: ")
                .append(one.after())
                .append("}]}\n"));
        return text.toString();
    }
}
