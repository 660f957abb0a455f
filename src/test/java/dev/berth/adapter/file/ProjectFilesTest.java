package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Observation;
import dev.berth.observe.Project;
import dev.berth.observe.Project.DeclaredPort;
import dev.berth.observe.Project.Origin;
import dev.berth.observe.Project.ScrapeTarget;
import dev.berth.observe.Spot;
import dev.berth.observe.TextFile;
import dev.berth.policy.Mark;
import dev.berth.policy.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- \"5433:5432\" | 5433 | LITERAL | 5433",
                "- 5433:5432 | 5433 | LITERAL | 5433",
                "- '127.0.0.1:5433:5432/tcp' | 5433 | LITERAL | 5433",
                "- \"[::1]:5433:5432\" | 5433 | LITERAL | 5433",
                "- \"${P:-5433}:5432\" | 5433 | DEFAULT | 5433",
                "- \"${P-5433}:5432\" | 5433 | DEFAULT | 5433",
                "- \"${P:-${Q:-5433}}:5432\" | 5433 | DEFAULT | 5433",
                "- \"${B:-127.0.0.1}:5433:5432\" | 5433 | LITERAL | 5433",
                "- {target: 5432, published: 5433} | 5433 | LITERAL | 5433",
                "- {target: 5432, published: \"${P:-5433}\", mode: host} | 5433 | DEFAULT | 5433",
            })
    void aPublishedPortKnowsWhereItsDigitsStand(String line, int port, Origin origin, String digits) {
        var yaml = "# größer 🐘\nservices:\n  db:\n    ports:\n      " + line + "\n";
        var project = example().file("compose.yml", yaml).berth("db", 5432).read();

        assertThat(project.violations()).isEmpty();
        var published = port(project, "db").published();
        assertThat(published.port()).isEqualTo(port);
        assertThat(published.origin()).isEqualTo(origin);
        assertStands(project, published.digits(), digits);
    }

    @Test
    void theDotEnvBeatsTheDefaultWhoseDigitsAreStillKnown() {
        var project = example()
                .file("compose.yml", compose("${DB_PORT:-5433}:5432"))
                .file(".env", "DB_PORT=5433\n")
                .berth("db", 5432, "DB_PORT")
                .read();

        assertThat(project.violations()).isEmpty();
        var published = port(project, "db").published();
        assertThat(published.origin()).isEqualTo(Origin.ENV_FILE);
        assertThat(published.variable()).contains("DB_PORT");
        assertStands(project, published.digits(), "5433");
        assertStands(project, Optional.of(project.env().get(0).spot()), "5433");
    }

    @Test
    void theShellBeatsTheDotEnv() {
        var project = example()
                .file("compose.yml", compose("${DB_PORT:-5433}:5432"))
                .file(".env", "DB_PORT=5433\n")
                .shell("DB_PORT", "6000")
                .berth("db", 5432, "DB_PORT")
                .read();

        assertThat(port(project, "db").published().origin()).isEqualTo(Origin.SHELL);
        assertThat(port(project, "db").published().port()).isEqualTo(6000);
    }

    @Test
    void bytesBeforeTheDigitsAreCountedOverByteOrderMarkWindowsLineEndsAndUmlauts() {
        var yaml = "\uFEFF# ä\r\nservices:\r\n  db:\r\n    ports: [\"5433:5432\"]\r\n";
        var project = example().file("compose.yml", yaml).berth("db", 5432).read();

        assertThat(project.violations()).isEmpty();
        assertStands(project, port(project, "db").published().digits(), "5433");
        assertThat(port(project, "db").mark()).hasToString("compose.yml:4");
    }

    @Test
    void anInheritedPortStandsInItsAnchorsPlace() {
        var yaml = "x-base: &base\n  ports: [\"5433:5432\"]\nservices:\n  db:\n    <<: *base\n    image: a\n";
        var project = example().file("compose.yml", yaml).berth("db", 5432).read();

        assertThat(port(project, "db").mark().line()).isEqualTo(2);
    }

    @Test
    void anOverrideFileAppendsItsPorts() {
        var project = example()
                .composeFiles("compose.yml", "over.yml")
                .file("compose.yml", compose("5433:5432"))
                .file("over.yml", compose("6000:5432"))
                .berth("db", 5432)
                .read();

        assertThat(ports(project)).containsExactly(5433, 6000);
    }

    @Test
    void aPortDeclaredAlikeInTwoFilesIsListedOncePerPlaceBecauseBothNeedTheEdit() {
        var project = example()
                .composeFiles("compose.yml", "over.yml")
                .file("compose.yml", compose("5433:5432"))
                .file("over.yml", compose("5433:5432"))
                .berth("db", 5432)
                .read();

        assertThat(project.service("db").orElseThrow().ports())
                .extracting(port -> port.mark().file())
                .containsExactly("compose.yml", "over.yml");
    }

    @Test
    void anEditedFileMayLieInAnotherFolderAndIsNamedRelativeToThePolicy() {
        var project = example()
                .file("compose.yml", "services:\n  db:\n    extends: {file: parts/base.yml, service: pg}\n")
                .file("parts/base.yml", "services:\n  pg:\n    ports: [\"5433:5432\"]\n")
                .berth("db", 5432)
                .read();

        assertThat(project.violations()).isEmpty();
        assertThat(port(project, "db").published().digits().orElseThrow().path())
                .isEqualTo("parts/base.yml");
        assertThat(project.files()).extracting(TextFile::path).contains("compose.yml", "parts/base.yml");
    }

    @Test
    void aServiceThatNoFileHasIsRefusedWithThoseThatThereAre() {
        var project = example()
                .file("compose.yml", "services: {db: {}, cache: {}}")
                .berth("postgres", 5432)
                .read();

        assertThat(words(project))
                .containsExactly("policy.yaml:1: spec.databases[0].service: “postgres” — no such service in the Compose"
                        + " files; they have db, cache");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "9000:9000 | spec.databases[0].ports[0].target: “5432” — service db does not publish it; it publishes 9000/tcp",
                "5432:5432/udp | spec.databases[0].ports[0].target: “5432” — service db does not publish it; it publishes 5432/udp",
                "5430-5440:5430-5440 | services.db.ports: “5432” — it is one of a range of ports; write HOST:5432 or ${VARIABLE:-HOST}:5432",
                "7000-7010:5432 | services.db.ports: “5432” — its host port is a range; write HOST:5432 or ${VARIABLE:-HOST}:5432",
                "5432 | services.db.ports: “5432” — it has no fixed host port; write HOST:5432 or ${VARIABLE:-HOST}:5432",
                "${P}:5432 | services.db.ports: “5432” — P has no default and is not in the .env; write HOST:5432 or ${VARIABLE:-HOST}:5432",
                "${P:?no port}:5432 | services.db.ports: “5432” — P has no default and is not in the .env; write HOST:5432 or ${VARIABLE:-HOST}:5432",
                "${A:-54}32:5432 | services.db.ports: “5432” — its host port is made of several parts, or its variable holds more than the port; write HOST:5432 or ${VARIABLE:-HOST}:5432",
                "${P:5432 | services.db.ports: — Compose would not understand it; write HOST:5432 or ${VARIABLE:-HOST}:5432",
            })
    void aTargetWhoseHostPortCannotMoveIsRefused(String line, String word) {
        var project =
                example().file("compose.yml", compose(line)).berth("db", 5432).read();

        assertThat(words(project)).anyMatch(found -> found.endsWith(": " + word));
    }

    @Test
    void aPortOutsideThePolicyMayBeAnyRange() {
        var yaml = "services:\n  db:\n    ports: [\"5433:5432\", \"8000-8010:8000-8010\", \"${NO}:1\", \"9\"]\n";
        var project = example().file("compose.yml", yaml).berth("db", 5432).read();

        assertThat(words(project)).isEmpty();
    }

    @Test
    void theVariableOfThePolicyMustBeTheOneInTheFile() {
        var project = example()
                .file("compose.yml", compose("${PG_PORT:-5433}:5432"))
                .file(".env", "DB_PORT=5433\n")
                .berth("db", 5432, "DB_PORT")
                .read();

        assertThat(words(project))
                .containsExactly(
                        "policy.yaml:1: spec.databases[0].ports[0].variable: “DB_PORT” — compose.yml:3 takes the"
                                + " port from the variable PG_PORT; name what it uses");
    }

    @Test
    void aDefaultThatDisagreesWithTheDotEnvIsRefused() {
        var project = example()
                .file("compose.yml", compose("${DB_PORT:-5432}:5432"))
                .file(".env", "DB_PORT=5433\n")
                .berth("db", 5432, "DB_PORT")
                .read();

        assertThat(words(project))
                .containsExactly(
                        "compose.yml:3: services.db.ports: “DB_PORT” — its default 5432 is not what .env:1 sets;"
                                + " write the same number in both");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "environment: {URL: 'db:${DB_PORT}'} | services.app.environment.URL",
                "environment: ['URL=db:${DB_PORT:-1}'] | services.app.environment",
                "environment: [DB_PORT] | services.app.environment",
                "environment: {DB_PORT: } | services.app.environment",
                "env_file: .env | services.app.env_file",
                "env_file: [{path: .env, required: true}] | services.app.env_file",
                "ports: ['8000:${DB_PORT}'] | services.app.ports",
                "ports: ['${DB_PORT}:${DB_PORT}'] | services.app.ports",
                "ports: [{published: '${DB_PORT}', target: '${DB_PORT}'}] | services.app.ports.target",
                "healthcheck: {test: [CMD, nc, '${DB_PORT}']} | services.app.healthcheck.test",
            })
    void whateverElseTakesTheVariableOfAPortIsFound(String line, String path) {
        assertThat(uses(line)).containsExactly(new Project.Use("DB_PORT", path, new Mark("compose.yml", 5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ports: ['${DB_PORT}:5432']",
                "ports: [{published: '${DB_PORT}', target: 5432}]",
                "environment: {URL: 'db:$${DB_PORT}'}",
                "environment: {URL: '${OTHER:-5433}'}",
                "{env_file: .env, environment: {DB_PORT: 5432}}",
                "{env_file: .env, environment: [DB_PORT=5432]}",
                "env_file: settings",
            })
    void whatDoesNotTakeTheVariableOfAPortIsNoUseOfIt(String line) {
        assertThat(uses(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[db, cache]", "{db: {condition: service_healthy}, cache: {condition: service_started}}"})
    void whatAServiceDependsOnIsReadHoweverItIsWritten(String written) {
        var yaml = "services:\n  db: {ports: [\"5433:5432\"]}\n  cache: {}\n  app:\n    depends_on: " + written + "\n";

        var project = example().file("compose.yml", yaml).berth("db", 5432).read();

        assertThat(project.service("app").orElseThrow().dependsOn()).containsExactly("db", "cache");
    }

    /** What of service app takes DB_PORT, where one line is all that it has. */
    private List<Project.Use> uses(String line) {
        var yaml = "services:\n  db:\n    ports: [\"${DB_PORT:-5433}:5432\"]\n  app:\n    " + line + "\n";
        var project = example()
                .file("compose.yml", yaml)
                .file(".env", "DB_PORT=5433\n")
                .file("settings", "DB_PORT=5433\n")
                .berth("db", 5432, "DB_PORT")
                .read();
        assertThat(words(project)).isEmpty();
        return project.services().stream()
                .flatMap(service -> service.uses().stream())
                .toList();
    }

    @Test
    void aStrayEnvFileThatSetsAVariableOfThePolicyIsRefused() {
        var project = example()
                .file("compose.yml", compose("${DB_PORT:-5433}:5432"))
                .file(".env", "DB_PORT=5433\n")
                .file(".env.local", "A=1\nDB_PORT=5439\n")
                .file("prod.env", "A=1\n")
                .file(".env.example", "DB_PORT=5433\n")
                .file(".env.sample", "DB_PORT=5433\n")
                .berth("db", 5432, "DB_PORT")
                .read();

        assertThat(words(project))
                .containsExactly(
                        ".env.local:2: env: “DB_PORT” — is set here beside .env; take it out of .env.local or move"
                                + " that file away: one .env holds the ports");
        assertThat(project.envExample()).extracting(Project.EnvEntry::key).containsExactly("DB_PORT");
    }

    @Test
    void aLinkToTheCentralEnvFileIsNoStray() throws IOException {
        var example = example()
                .composeFiles("stack/compose.yml")
                .file("stack/compose.yml", compose("${DB_PORT:-5433}:5432"))
                .file(".env", "DB_PORT=5433\n")
                .berth("db", 5432, "DB_PORT");
        Files.createSymbolicLink(folder.resolve("stack/.env"), Path.of("../.env"));

        var project = example.read();

        assertThat(words(project)).isEmpty();
    }

    @Test
    void anEnvFileOfAServiceIsNoStray() {
        var project = example()
                .file("compose.yml", compose("${DB_PORT:-5433}:5432") + "    env_file: [db.env]\n")
                .file(".env", "DB_PORT=5433\n")
                .file("db.env", "DB_PORT=5432\n")
                .berth("db", 5432, "DB_PORT")
                .read();

        assertThat(words(project)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "services: [ | compose.yml:1: yaml: — can't be read as YAML",
                "just text | compose.yml:1: compose: — is no Compose file",
                "a: 1\\nb: 2\\na: 3 | compose.yml:3: yaml: “a” — stands twice in one mapping; keep one",
                "a: &a {b: *a} | compose.yml:1: yaml: — an alias stands inside what it refers to",
            })
    void aComposeFileThatCannotBeUnderstoodIsRefused(String yaml, String word) {
        var project = example().file("compose.yml", yaml.replace("\\n", "\n")).read();

        assertThat(words(project)).anyMatch(found -> found.startsWith(word));
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        var bomb = new StringBuilder("a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n"
                    .formatted(i, i, String.join(",", java.util.Collections.nCopies(10, "*a" + (i - 1)))));
        }
        var project = example().file("compose.yml", bomb.toString()).read();

        assertThat(words(project)).anyMatch(found -> found.contains("its aliases multiply to more than 100000 values"));
    }

    @Test
    void nestingThatIsTooDeepIsRefused() {
        var project = example()
                .file("compose.yml", "a: " + "[".repeat(60) + "]".repeat(60))
                .read();

        assertThat(words(project)).anyMatch(found -> found.contains("at most 50 levels"));
    }

    @Test
    void aFileThatIsTooLargeIsRefused() {
        var project = example().file("compose.yml", new byte[1024 * 1024 + 1]).read();

        assertThat(words(project))
                .containsExactly("policy.yaml:1: spec.docker.composeFiles: “compose.yml” — has 1048577 bytes; at most"
                        + " 1048576 (1 MiB) are allowed");
    }

    @Test
    void missingFilesAreAllNamed() {
        var project = example()
                .berth("db", 5432, "DB_PORT")
                .client("app/config.js")
                .prometheus("prometheus.yml")
                .read();

        assertThat(project.violations())
                .filteredOn(violation -> violation.allowed().startsWith("no such file"))
                .extracting(Violation::path, Violation::value)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple("spec.docker.composeFiles", "compose.yml"),
                        org.assertj.core.api.Assertions.tuple("spec.docker.envFile", ".env"),
                        org.assertj.core.api.Assertions.tuple("spec.prometheus.file", "prometheus.yml"),
                        org.assertj.core.api.Assertions.tuple("spec.clients[0].files[0].path", "app/config.js"));
    }

    @Test
    void whatLiesOnTheHostOfTheEngineAloneIsNamedWithThatHost() {
        var project = example()
                .engine("tcp://10.0.0.9:2376")
                .file("compose.yml", compose("5433:5432"))
                .berth("db", 5432)
                .client("app/config.js")
                .read();

        assertThat(words(project))
                .containsExactly(
                        "policy.yaml:1: spec.clients[0].files[0].path: “app/config.js” — no such file here; the"
                                + " engine is on 10.0.0.9: keep the file here, too, or run berth there");
    }

    @Test
    void everyStaticScrapeTargetIsFoundWithItsDigits() {
        var yaml =
                "scrape_configs:\n- job_name: ä\n  static_configs:\n  - targets: ['db:9187', \"[::1]:9100\", plain]\n";
        var project = example()
                .file("compose.yml", "services: {}")
                .file("prometheus.yml", yaml)
                .prometheus("prometheus.yml")
                .read();

        assertThat(project.targets()).extracting(ScrapeTarget::host).containsExactly("db", "[::1]");
        assertStands(project, Optional.of(project.targets().get(0).digits()), "9187");
        assertStands(project, Optional.of(project.targets().get(1).digits()), "9100");
    }

    @Test
    void aClientsFileIsNamedTheOneWayTheProjectKnowsIt() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.yml"), Path.of("compose.yml"));
        var project =
                example().file("compose.yml", "services: {}").client("link.yml").read();

        assertThat(words(project))
                .containsExactly(
                        "policy.yaml:1: spec.clients[0].files[0].path: “link.yml” — write it as “compose.yml”");
    }

    @Test
    void aFileThatNobodyMayWriteIsNotWritableEvenForRoot() throws IOException {
        var example = example().file("compose.yml", "services: {}");
        Files.setPosixFilePermissions(folder.resolve("compose.yml"), PosixFilePermissions.fromString("r--r--r--"));

        var project = example.read();

        assertThat(project.file("compose.yml").orElseThrow().writable()).isFalse();
    }

    @Test
    void noSecretShowsInTheProjectsText() {
        var project = example()
                .file("compose.yml", "services: {}")
                .file(".env", "PASSWORD=hush\nPASSWORD=hush\nBAD=\"hush")
                .berth("db", 5432, "DB_PORT")
                .read();

        assertThat(project.toString()).contains("PASSWORD").doesNotContain("hush");
    }

    @Test
    void aFolderThatIsNotThereGivesNoFacts() {
        var policy = new ExampleProject(folder.resolve("gone")).policy();

        assertThat(new ProjectFiles(Map.of()).read(policy)).isInstanceOf(Observation.Blind.class);
    }

    private ExampleProject example() {
        return new ExampleProject(folder);
    }

    private static String compose(String port) {
        return "services:\n  db:\n    ports: [\"" + port + "\"]\n";
    }

    private static DeclaredPort port(Project project, String service) {
        return project.service(service).orElseThrow().ports().get(0);
    }

    private static List<Integer> ports(Project project) {
        return project.service("db").orElseThrow().ports().stream()
                .map(port -> port.published().port())
                .toList();
    }

    private static List<String> words(Project project) {
        return project.violations().stream().map(Violation::toString).toList();
    }

    private static void assertStands(Project project, Optional<Spot> spot, String text) {
        assertThat(spot).isPresent();
        var file = project.file(spot.get().path()).orElseThrow();
        assertThat(spot.get().text()).isEqualTo(text);
        assertThat(file.text().substring(spot.get().offset())).startsWith(text);
    }
}
