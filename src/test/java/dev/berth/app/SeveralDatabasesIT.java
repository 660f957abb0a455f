package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Databases that want each other's ports, policies side by side, containers without Compose. */
@Timeout(180)
class SeveralDatabasesIT {
    @Test
    void twoDatabasesSwapTheirPorts() {
        int one = Berths.inside();
        int other = Berths.inside();
        try (var stack = new TinyStack(
                new Moored("main", Moored.Kind.POSTGRES, one, other),
                new Moored("cache", Moored.Kind.REDIS, other, one))) {
            stack.policy("\"|| " + one + "\"", "\"|| " + one + "\"");
            var main = stack.databases().get(0);
            var cache = stack.databases().get(1);

            stack.berth("apply", "--yes").ends(0);

            assertThat(main.rows(other)).containsExactly(1L);
            assertThat(cache.rows(one)).containsExactly(1L);
            stack.assertComposeHasNothingToDo();
            stack.berth("rollback").ends(0);
            assertThat(stack.asBefore()).isTrue();
            assertThat(main.rows(one)).containsExactly(1L);
        }
    }

    @Test
    void twoPoliciesAreAppliedInOneRun() throws Exception {
        try (var stack = new TinyStack(Moored.postgres("main"), Moored.redis("cache"))) {
            var folder = Files.createDirectory(stack.folder().resolve("policies"));
            var main = stack.databases().get(0);
            var cache = stack.databases().get(1);
            write(stack, "main", main);
            write(stack, "cache", cache);

            var plan = Ran.berth("plan", "-o", "json", "-f", folder.toString()).ends(10);
            var apply = Ran.berth("apply", "--yes", "-f", folder.toString()).ends(0);

            assertThat(HappyPathIT.document(plan).path("policies")).hasSize(2);
            apply.says(main.service(), cache.service());
            assertThat(main.rows(main.after())).containsExactly(1L);
            assertThat(cache.rows(cache.after())).containsExactly(1L);
            stack.assertComposeHasNothingToDo();
            Ran.berth("rollback", "-f", folder.toString()).ends(0);
            assertThat(stack.asBefore()).isTrue();
        }
    }

    @Test
    void aContainerOutsideComposeIsNamedByItsName() {
        try (var stack = new TinyStack(Moored.postgres("main"))) {
            var lone = Moored.redis("lone");
            var name = stack.project() + "-lone";
            Shell.docker(
                    "run",
                    "-d",
                    "--name",
                    name,
                    "--restart",
                    "on-failure:3",
                    "-p",
                    "127.0.0.1:" + lone.before() + ":6379",
                    "-v",
                    name + ":/data",
                    "berth-rig/redis:7",
                    "redis-server",
                    "--appendonly",
                    "yes");
            org.awaitility.Awaitility.await().until(() -> lone.insert(lone.before(), 5));
            stack.policy(
                    "  databases:\n",
                    "  databases:\n    - {name: lone, engine: Redis, container: " + name
                            + ", ports: [{name: main, target: 6379, port: " + lone.after() + "}]}\n");

            stack.berth("apply", "--yes").ends(0);

            assertThat(lone.rows(lone.after())).containsExactly(5L);
            assertThat(lone.answers(lone.before())).isFalse();
            assertThat(stack.first().rows(stack.first().after())).containsExactly(1L);
            assertThat(policyOf(name)).isEqualTo("on-failure 3");
            stack.berth("rollback").ends(0);
            assertThat(lone.rows(lone.before())).containsExactly(5L);
            assertThat(policyOf(name)).isEqualTo("on-failure 3");
            assertThat(Shell.lines("ps", "-aq", "--filter", "name=" + name)).hasSize(1);
            stack.assertAsBefore();
        }
    }

    private static String policyOf(String container) {
        return Shell.docker(
                "inspect",
                "--format",
                "{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}",
                container);
    }

    private static void write(TinyStack stack, String name, Moored one) throws Exception {
        var text = TinyFiles.policy(stack.project(), List.of(one))
                .replace("metadata: {name: " + stack.project(), "metadata: {name: " + name)
                .replace("[compose.yaml]", "[../compose.yaml]")
                .replace("envFile: .env", "envFile: ../.env")
                .replace("{file: prometheus.yml}", "{file: ../prometheus.yml}")
                .replaceAll("(?s)  clients:.*restart: worker\n", "");
        Files.writeString(stack.folder().resolve("policies/policy-" + name + ".yaml"), text);
    }
}
