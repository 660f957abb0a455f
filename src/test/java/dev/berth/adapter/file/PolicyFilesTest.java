package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.policy.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {
    private static final Path SAMPLES = Path.of("src/test/resources/policies/valid");

    @TempDir
    private Path folder = Path.of("");

    private String smallest = "";

    @BeforeEach
    void readTheSample() throws IOException {
        smallest = Files.readString(SAMPLES.resolve("smallest.yaml"));
    }

    @Test
    void aFolderGivesItsPoliciesInTheOrderOfTheirNamesAndNothingElse() throws IOException {
        write("b.yml", policy("second", 7031));
        write("a.yaml", policy("first", 7030));
        write("c.yaml", "apiVersion: apps/v1\nkind: Deployment\n");
        write("d.yaml", "apiVersion: berth.dev/v1alpha1\nkind: PortMigration\n");
        write("notes.txt", "not: [yaml");
        write(".hidden.yaml", "not: [yaml");
        Files.createDirectories(folder.resolve("inner.yaml"));
        write("inner.yaml/e.yaml", policy("third", 7032));

        Reading reading = read(folder);

        assertThat(policies(reading)).extracting(Policy::name).containsExactly("first", "second");
    }

    @Test
    void theDocumentsOfOneFileAreSeveralPolicies() throws IOException {
        Files.copy(SAMPLES.resolve("two-and-another-kind.yaml"), folder.resolve("policies.yaml"));

        List<Policy> policies = policies(read(folder));

        assertThat(policies).extracting(Policy::namespace).containsExactly("default", "other");
        assertThat(policies).extracting(policy -> policy.mark().line()).containsExactly(2, 16);
    }

    @Test
    void aWindowWithoutDaysAndZoneIsEveryDayInUtc() throws IOException {
        Files.copy(SAMPLES.resolve("two-and-another-kind.yaml"), folder.resolve("policies.yaml"));

        Policy policy = policies(read(folder)).get(1);

        assertThat(policy.rollout().window()).hasValueSatisfying(window -> {
            assertThat(window.days()).containsExactlyInAnyOrder(DayOfWeek.values());
            assertThat(window.zone()).isEqualTo(ZoneId.of("UTC"));
        });
    }

    @Test
    void aFileThatIsNamedTwiceIsReadOnce() throws IOException {
        Path file = write("a.yaml", smallest);

        Reading reading = read(file, folder.resolve("../" + folder.getFileName() + "/a.yaml"), folder);

        assertThat(policies(reading)).hasSize(1);
    }

    @Test
    void theFolderOfAPolicyIsAbsoluteAndNormal() throws IOException {
        write("a.yaml", smallest);

        Reading reading = read(folder.resolve("x/../a.yaml").normalize());

        assertThat(policies(reading).get(0).folder())
                .isEqualTo(folder.toAbsolutePath().normalize().toString());
    }

    @Test
    void aMissingPathIsRefused() {
        Path missing = folder.resolve("missing.yaml");

        Reading reading = read(missing);

        assertThat(violations(reading))
                .containsExactly(missing + ":1: document: “" + missing
                        + "” — an existing file or folder; there is none of this name");
    }

    @Test
    void aFolderWithoutPoliciesIsRefused() throws IOException {
        write("deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\n");

        Reading reading = read(folder);

        assertThat(violations(reading))
                .containsExactly(folder + ":1: document: “" + folder
                        + "” — a folder with a policy in a *.yaml or *.yml file; this one has none");
    }

    @Test
    void aMisspeltKindInAFolderIsNotPassedOver() throws IOException {
        Path file = write("a.yaml", smallest.replace("kind: DatabasePortPolicy", "kind: DatabasePortPolcy"));

        Reading reading = read(folder);

        assertThat(violations(reading))
                .containsExactly(
                        file + ":2: kind: “DatabasePortPolcy” — DatabasePortPolicy; did you mean DatabasePortPolicy?");
    }

    @Test
    void anotherApiVersionOfThePolicyInAFolderIsNotPassedOver() throws IOException {
        Path file = write("a.yaml", smallest.replace("apiVersion: berth.dev/v1alpha1", "apiVersion: v1"));

        Reading reading = read(folder);

        assertThat(violations(reading)).containsExactly(file + ":1: apiVersion: “v1” — berth.dev/v1alpha1");
    }

    @Test
    void aFileThatCannotBeReadIsRefusedWithTheSystemsReason() throws IOException {
        Path loop = folder.resolve("loop.yaml");
        Files.createSymbolicLink(loop, loop);

        Reading reading = read(folder);

        assertThat(violations(reading))
                .singleElement()
                .asString()
                .startsWith(
                        loop + ":1: document: “" + loop + "” — a file or folder that can be read; the system says: ");
    }

    @Test
    void whatIsWrongInSeveralFilesIsReportedTogether() throws IOException {
        Path first = write("a.yaml", smallest.replace("Redis", "Rediss"));
        Path second = write("b.yaml", "a: [");
        Path third = write("c.yaml", policy("third", 7031).replace("target: 6379", "target: 0"));

        Reading reading = read(third, folder.resolve("missing.yaml"), folder);

        assertThat(violations(reading))
                .extracting(line -> line.substring(0, line.indexOf(": ")))
                .containsExactly(first + ":9", second + ":1", third + ":12", folder.resolve("missing.yaml") + ":1");
    }

    @Test
    void onePortInTwoFilesIsRefusedInTheSecond() throws IOException {
        Path first = write("a.yaml", policy("first", 7030));
        Path second = write("b.yaml", policy("second", 7030).replace("container: cache", "container: cache2"));

        Reading reading = read(first, second);

        assertThat(violations(reading))
                .containsExactly(second
                        + ":12: spec.databases[0].ports[0].port: “7030” — a port that no other berth has;"
                        + " spec.databases[0].ports[0].port (" + first + ":12) has it already");
    }

    @Test
    void onePortOnTwoDockerHostsIsNoConflict() throws IOException {
        Path first = write("a.yaml", policy("first", 7030));
        Path second = write(
                "b.yaml", policy("second", 7030).replace("docker: {}", "docker: {host: \"tcp://10.0.0.2:2375\"}"));

        Reading reading = read(first, second);

        assertThat(policies(reading)).hasSize(2);
    }

    @Test
    void onePortOnTwoEnginesOfThisHostIsRefusedInTheSecond() throws IOException {
        Path first = write("a.yaml", policy("first", 7030));
        Path second = write(
                "b.yaml",
                policy("second", 7030).replace("docker: {}", "docker: {host: \"unix:///run/user/1000/docker.sock\"}"));

        Reading reading = read(first, second);

        assertThat(violations(reading))
                .containsExactly(second
                        + ":12: spec.databases[0].ports[0].port: “7030” — a port that no other berth has;"
                        + " spec.databases[0].ports[0].port (" + first + ":12) has it already");
    }

    /** Each engine has its own containers, whatever their names. */
    @Test
    void oneContainerNameOnTwoEnginesOfThisHostIsNoConflict() throws IOException {
        Path first = write("a.yaml", policy("first", 7030));
        Path second = write(
                "b.yaml",
                policy("second", 7031)
                        .replace("cache-7031", "cache-7030")
                        .replace("docker: {}", "docker: {host: \"unix:///run/user/1000/docker.sock\"}"));

        Reading reading = read(first, second);

        assertThat(policies(reading)).hasSize(2);
    }

    @Test
    void oneContainerPortOnTheUsualEngineIsRefusedWhetherThatIsWrittenOrNot() throws IOException {
        Path first = write("a.yaml", policy("first", 7030));
        Path second = write(
                "b.yaml",
                policy("second", 7031)
                        .replace("cache-7031", "cache-7030")
                        .replace("docker: {}", "docker: {host: \"unix:///var/run/docker.sock\"}"));

        Reading reading = read(first, second);

        assertThat(violations(reading))
                .containsExactly(second
                        + ":12: spec.databases[0].ports[0].target: “6379” — a container port that has no other berth;"
                        + " spec.databases[0].ports[0].target (" + first + ":12) has it already");
    }

    private String policy(String name, int port) {
        return smallest.replace("name: cache", "name: " + name)
                .replace("container: cache", "container: cache-" + port)
                .replace("7030", Integer.toString(port));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Reading read(Path... paths) {
        return PolicyFiles.read(Arrays.asList(paths));
    }

    private static List<Policy> policies(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) reading).policies();
    }

    private static List<String> violations(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        return ((Reading.Invalid) reading)
                .violations().stream().map(Violation::toString).toList();
    }
}
